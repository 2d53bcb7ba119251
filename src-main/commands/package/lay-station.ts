/**
 * Lays out what is the station's own beside the packed application: `station/` with the site file, its models, clips, map and ffmpeg, as
 * composition/installed-station.ts finds it. In: the resources folder. Out: the folder; an error when anything in the tree was built for
 * another system.
 */
import { chmod, copyFile, cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { Processor, System } from '../../../src-contract/domain/program-systems.ts';
import type { Packed } from './manifest.ts';
import { PackageError } from './options.ts';
import { fits, formatOfFile } from './program-format.ts';

export async function layStation(resources: string, { profile, ffmpeg, system, updates, root }: Packed): Promise<void> {
  const station = join(resources, 'station');
  await mkdir(join(station, 'models'), { recursive: true });
  await writeFile(join(station, 'site.yaml'), profile.text);
  if (updates !== null) await writeFile(join(station, 'updates.json'), JSON.stringify(updates, null, 1));
  for (const { path } of profile.models.shelved) await copyModel(path, join(station, 'models', basename(path)));
  // It holds what is known of models that come without a card.
  await copyFile(join(root, 'models/known.json'), join(station, 'models/known.json'));
  for (const [name, { path }] of profile.models.beside) await copyModel(path, join(station, name));
  for (const name of profile.clips) await copyInto(join(profile.siteFolder, name), join(station, name));
  if (profile.mapFile !== null) await copyInto(profile.mapFile, join(station, 'map.pmtiles'));
  const program = join(station, system === 'win32' ? 'ffmpeg.exe' : 'ffmpeg');
  await copyInto(ffmpeg.path, program);
  await chmod(program, 0o755);
  if (ffmpeg.licenceFile !== null) await copyInto(ffmpeg.licenceFile, join(station, 'LICENSE.ffmpeg.txt'));
}

/** With its card, where it has one. */
async function copyModel(from: string, to: string): Promise<void> {
  await copyInto(from, to);
  const card = (path: string): string => path.replace(/\.onnx$/, '.json');
  await copyInto(card(from), card(to)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

/** The file itself where a link leads to it. */
async function copyInto(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { dereference: true });
}

/** Throws PackageError with every program and library that this system can't load. */
export async function refuseForeign(resources: string, system: System, processor: Processor): Promise<void> {
  const entries = await readdir(resources, { recursive: true, withFileTypes: true });
  const foreign: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const format = await formatOfFile(path);
    if (format !== null && !fits(format, system, processor))
      foreign.push(`${relative(resources, path)} (${format.system} ${format.processor})`);
  }
  if (foreign.length > 0) {
    throw new PackageError(
      `built for another system than ${system} ${processor}; leave them out (electron-builder.yml, native-modules.ts):\n  ${foreign.join('\n  ')}`,
    );
  }
}
