/**
 * The ffmpeg that an installer brings: which build it is, and under which licence. In: a file, and the system that it is for. Out: the
 * facts, or a PackageError that says what to do. One for this machine is run; another's configuration is read out of its bytes.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Processor, System } from '../../../src-contract/domain/program-systems.ts';
import { errorText } from '../../errors.ts';
import { findFfmpeg } from '../../sources/find-ffmpeg.ts';
import { PackageError, type WantedSystem } from './options.ts';
import { fits, formatOfFile, type ProgramFormat } from './program-format.ts';

export interface FfmpegBuild {
  readonly path: string;
  /** The first line of its own words; null for one that can't be run here. */
  readonly version: string | null;
  readonly configuration: string;
  readonly licence: 'LGPL-2.1-or-later' | 'LGPL-3.0-or-later' | 'GPL-2.0-or-later' | 'GPL-3.0-or-later';
  /** The text of its licence, where one lies beside it. */
  readonly licenceFile: string | null;
}

export const whereBuildsAre = `Builds that need no libraries of a machine: for Linux and Windows github.com/BtbN/FFmpeg-Builds (the "lgpl" or "gpl" ones without
"shared"), for macOS ffmpeg.martin-riedl.de; or one of your own made with --disable-shared. Name it with --ffmpeg FILE.`;

/** Throws PackageError when there is none that an installer of this system may bring. */
export async function ffmpegFor(wanted: WantedSystem, processor: Processor, files: readonly string[]): Promise<FfmpegBuild> {
  const path = (await fileFor(wanted.system, processor, files)) ?? ownFfmpeg(wanted.system, processor);
  const { version, configuration } = isOwn(wanted.system, processor) ? await askIt(path) : await readConfiguration(path);
  const licence = licenceOf(configuration, path);
  const isInstaller = wanted.targets.some((target) => target !== 'dir');
  if (isInstaller && words(configuration).has('--enable-shared')) {
    throw new PackageError(
      `ffmpeg ${path} needs the libraries of this machine, so it would not run on the station's. ${whereBuildsAre}\n(A tree for this machine can do with it: the target "dir".)`,
    );
  }
  return { path, version, configuration, licence, licenceFile: licenceTextOf(path) };
}

async function fileFor(system: System, processor: Processor, files: readonly string[]): Promise<string | null> {
  const formats = await Promise.all(files.map(async (file) => ({ file, format: await formatOf(file) })));
  const fitting = formats.filter(({ format }) => format.system === system);
  const [first, second] = fitting;
  if (second !== undefined) throw new PackageError(`two files of --ffmpeg are for ${system}; name one`);
  if (first === undefined) return null;
  if (!fits(first.format, system, processor)) {
    throw new PackageError(
      `--ffmpeg ${first.file} is for ${first.format.processor}, and the installer for ${processor}. ${whereBuildsAre}`,
    );
  }
  return first.file;
}

async function formatOf(file: string): Promise<ProgramFormat> {
  try {
    const format = await formatOfFile(file);
    if (format === null) throw new Error('it is no program for Linux, Windows or macOS (a script is none)');
    return format;
  } catch (error) {
    throw new PackageError(`--ffmpeg ${file}: ${errorText(error)}. ${whereBuildsAre}`);
  }
}

function ownFfmpeg(system: System, processor: Processor): string {
  if (!isOwn(system, processor))
    throw new PackageError(`an installer for ${system} ${processor} needs --ffmpeg FILE. ${whereBuildsAre}`);
  const found = findFfmpeg(process.env);
  if (found.kind === 'missing') throw new PackageError(`${found.reason}. ${whereBuildsAre}`);
  return found.path;
}

function isOwn(system: System, processor: Processor): boolean {
  return system === process.platform && processor === process.arch;
}

async function askIt(path: string) {
  const said = await promisify(execFile)(path, ['-version'], { timeout: 20_000 }).catch((error: unknown) => {
    throw new PackageError(`ffmpeg ${path} doesn't run: ${errorText(error)}. ${whereBuildsAre}`);
  });
  const configuration = /^\s*configuration: (.*)$/m.exec(said.stdout)?.[1];
  if (configuration === undefined)
    throw new PackageError(`${path} doesn't say how it was built, so it is no ffmpeg. ${whereBuildsAre}`);
  return { version: said.stdout.split('\n', 1)[0] ?? null, configuration: configuration.trim() };
}

/** The words that its makers gave to `configure` stand in it as they are. */
async function readConfiguration(path: string) {
  const bytes = (await readFile(path)).toString('latin1');
  const configuration = /--(?:prefix|arch|target-os|cross-prefix|enable|disable|pkg-config)[\x20-\x7e]{40,}/.exec(bytes)?.[0];
  if (configuration === undefined)
    throw new PackageError(`${path} doesn't hold how it was built, so it is no ffmpeg. ${whereBuildsAre}`);
  return { version: null, configuration };
}

/** By ffmpeg's own LICENSE.md: LGPL 2.1 or later, unless parts that are under other licences were switched on. */
export function licenceOf(configuration: string, path: string): FfmpegBuild['licence'] {
  const chosen = words(configuration);
  if (chosen.has('--enable-nonfree')) {
    throw new PackageError(`ffmpeg ${path} was built with --enable-nonfree: nobody may pass it on. ${whereBuildsAre}`);
  }
  const is3 = chosen.has('--enable-version3');
  if (chosen.has('--enable-gpl')) return is3 ? 'GPL-3.0-or-later' : 'GPL-2.0-or-later';
  return is3 ? 'LGPL-3.0-or-later' : 'LGPL-2.1-or-later';
}

function words(configuration: string): Set<string> {
  return new Set(configuration.split(/\s+/));
}

/** Where makers of builds put it: beside it, a folder higher, or where Debian keeps such texts. */
function licenceTextOf(path: string): string | null {
  const folder = dirname(path);
  const names = ['LICENSE.txt', 'LICENSE', '../LICENSE.txt', '../LICENSE', '../share/doc/ffmpeg/copyright'];
  return names.map((name) => join(folder, name)).find((file) => existsSync(file)) ?? null;
}
