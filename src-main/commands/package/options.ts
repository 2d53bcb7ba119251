/** The words after `npm run package --` → what is to be made. Throws PackageError with the usage for what it doesn't know. */
import { parseArgs } from 'node:util';
import { type Processor, processors, type System } from '../../../src-contract/domain/program-systems.ts';
import { errorText } from '../../errors.ts';

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
  readonly updates: UpdateOptions;
}

export interface UpdateOptions {
  /** The key that updates are signed with; its public part goes into the installer. */
  readonly signWith: string | null;
  /** The feed's folder as it is seen from here. */
  readonly publishTo: string | null;
  /** The feed as the station sees it; null: no updates come. */
  readonly from: string | null;
  readonly caFile: string | null;
  readonly installAt: string | null;
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
       npm run package -- --new-update-key FILE
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
  --out DIR             where the installers go (out/installers/STATION)
Updates, for stations that are installed from now on:
  --new-update-key FILE makes the key that updates are signed with; keep it where no station is
  --sign-with FILE      that key; its public part goes into the installer
  --updates-from WHERE  where the station looks for them: a folder, or an address that begins with https://
  --updates-ca FILE     the authority of that server (PEM), where it is one of its own
  --install-at HH:MM    installs them by itself in the hour after; without it only when an operator asks for it
  --publish DIR         puts what was made into the feed in this folder`;

const string = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

export function readPackageOptions(args: readonly string[]): PackageOptions | { readonly newUpdateKey: string } | 'help' {
  const values = parse(args);
  if (values.help === true) return 'help';
  const newUpdateKey = values['new-update-key'];
  if (newUpdateKey !== undefined) return { newUpdateKey };
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
    updates: updateOptions(values, wanted),
  };
}

function parse(args: readonly string[]) {
  const files = { site: string, ffmpeg: many, map: string, out: string, 'electron-dist': string };
  const updates = { 'new-update-key': string, 'sign-with': string, 'updates-from': string, 'updates-ca': string };
  const further = { ...updates, 'install-at': string, publish: string };
  const choices = { linux: string, win: string, mac: string, arch: string, 'without-passwords': flag, help: flag };
  try {
    const options = { ...files, ...choices, ...further };
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    throw wrong(errorText(error));
  }
}

type Words = Partial<Record<'sign-with' | 'publish' | 'updates-from' | 'updates-ca' | 'install-at', string>>;

function updateOptions(values: Words, wanted: readonly WantedSystem[]): UpdateOptions {
  const from = values['updates-from'] ?? null;
  const signWith = values['sign-with'] ?? null;
  const installAt = values['install-at'] ?? null;
  const caFile = values['updates-ca'] ?? null;
  if (signWith === null && (from !== null || values.publish !== undefined))
    throw wrong('--updates-from and --publish need the key of the updates: --sign-with FILE');
  if (values.publish !== undefined && wanted.some(({ targets }) => targets.every((target) => target === 'dir')))
    throw wrong('--publish needs installers: a tree alone ("dir") is none; name another target beside it');
  if (from === null && (caFile !== null || installAt !== null))
    throw wrong('--updates-ca and --install-at are about updates: say where they come from with --updates-from');
  if (from !== null && !/^(https:\/\/|\/|[A-Za-z]:[\\/]|\\\\)/.test(from))
    throw wrong(`--updates-from is "${from}"; allowed: a whole path of a folder, or an address that begins with https://`);
  if (installAt !== null && !/^([01]\d|2[0-3]):[0-5]\d$/.test(installAt))
    throw wrong(`--install-at is "${installAt}"; allowed: a time such as 03:00`);
  return { signWith, publishTo: values.publish ?? null, from, caFile, installAt };
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
