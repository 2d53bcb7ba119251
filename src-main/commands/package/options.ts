/** The words after `npm run package --` → what is to be made. Throws PackageError with the usage for what it doesn't know. */
import { parseArgs } from 'node:util';
import { errorText } from '../../errors.ts';
import { type Processor, processors, type System } from './program-format.ts';

/** What a person can mend; its message is all that is printed. */
export class PackageError extends Error {}

export interface PackageOptions {
  readonly siteFile: string;
  readonly wanted: readonly WantedSystem[];
  readonly processor: Processor;
  /** One a system, told apart by their own first bytes. */
  readonly ffmpegFiles: readonly string[];
  readonly mapFile: string | null;
  readonly outFolder: string | null;
  /** A folder or zip with Electron for the one system wanted, in place of the one that electron-builder fetches. */
  readonly electronDist: string | null;
  readonly keepPasswords: boolean;
}

export interface WantedSystem {
  readonly system: System;
  readonly targets: readonly string[];
}

const known = {
  linux: { system: 'linux', targets: ['deb', 'AppImage', 'rpm', 'dir'], usual: ['deb', 'AppImage'] },
  win: { system: 'win32', targets: ['nsis', 'dir'], usual: ['nsis'] },
  mac: { system: 'darwin', targets: ['dmg', 'zip', 'dir'], usual: ['dmg'] },
} as const;

export const packageUsage = `Usage: npm run package -- --site FILE [options]
Makes the installers of one station.
  --site FILE           its site file; map.pmtiles, models and clips that lie beside it come along
  --linux TARGETS       ${known.linux.targets.join(', ')}
  --win TARGETS         ${known.win.targets.join(', ')}
  --mac TARGETS         ${known.mac.targets.join(', ')}
                        (with commas between them; without any of the three: the usual ones of this system)
  --arch ARCH           ${processors.join(' or ')}; this machine's without it
  --ffmpeg FILE         the ffmpeg that comes along, one that needs no libraries of this machine; may be repeated, one a system
  --map FILE            an offline map (PMTiles) in place of map.pmtiles beside the site file
  --without-passwords   leaves the cameras' passwords out; they are entered in Set-up on the station's machine
  --electron-dist DIR   Electron from this folder or zip, for machines without internet
  --out DIR             where the installers go (out/installers/STATION)`;

const string = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

export function readPackageOptions(args: readonly string[]): PackageOptions | 'help' {
  const values = parse(args);
  if (values.help === true) return 'help';
  if (values.site === undefined) throw wrong('which station? Name its site file with --site FILE');
  const wanted = wantedSystems(values);
  const dist = values['electron-dist'] ?? null;
  if (dist !== null && wanted.length > 1)
    throw wrong('--electron-dist is for one system: make the others in a call of their own');
  return {
    siteFile: values.site,
    wanted,
    processor: processorOf(values.arch ?? process.arch),
    ffmpegFiles: values.ffmpeg ?? [],
    mapFile: values.map ?? null,
    outFolder: values.out ?? null,
    electronDist: dist,
    keepPasswords: values['without-passwords'] !== true,
  };
}

function parse(args: readonly string[]) {
  const files = { site: string, ffmpeg: many, map: string, out: string, 'electron-dist': string };
  const choices = { linux: string, win: string, mac: string, arch: string, 'without-passwords': flag, help: flag };
  try {
    const options = { ...files, ...choices };
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    throw wrong(errorText(error));
  }
}

function wantedSystems(values: Partial<Record<keyof typeof known, string>>): WantedSystem[] {
  const named = (Object.keys(known) as (keyof typeof known)[]).flatMap((name) => {
    const words = values[name];
    return words === undefined ? [] : [{ system: known[name].system, targets: targetsOf(name, words) }];
  });
  if (named.length > 0) return named;
  const own = Object.values(known).find(({ system }) => system === process.platform);
  if (own === undefined) throw wrong(`this system (${process.platform}) has no installers: name --linux, --win or --mac`);
  return [{ system: own.system, targets: own.usual }];
}

function targetsOf(name: keyof typeof known, words: string): string[] {
  const allowed: readonly string[] = known[name].targets;
  return words.split(',').map((word) => {
    const target = allowed.find((one) => one.toLowerCase() === word.trim().toLowerCase());
    if (target === undefined) throw wrong(`--${name} is "${words}"; allowed: ${allowed.join(', ')}, with commas between them`);
    return target;
  });
}

function processorOf(word: string): Processor {
  const processor = processors.find((one) => one === word);
  if (processor === undefined) throw wrong(`--arch is "${word}"; allowed: ${processors.join(', ')}`);
  return processor;
}

function wrong(message: string): PackageError {
  return new PackageError(`${message}\n${packageUsage}`);
}
