/**
 * `npm run package -- --site FILE`: the installers of one station. Reads its site file, refuses what would not run there, gathers what the
 * station needs, and lets electron-builder make the rest. Exit code 0 made, 1 refused with what to do.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type UpdateSettings, updateSettings } from '../../src-contract/update-feed.ts';
import { findAppFiles } from '../composition/app-files.ts';
import { errorText, KavachError } from '../errors.ts';
import { version } from '../version.ts';
import { type FfmpegBuild, ffmpegFor } from './package/ffmpeg-build.ts';
import { makeIcons } from './package/icons.ts';
import type { Packed } from './package/manifest.ts';
import { requireNativeModules } from './package/native-modules.ts';
import {
  PackageError,
  type PackageOptions,
  packageUsage,
  readPackageOptions,
  type UpdateOptions,
  type WantedSystem,
} from './package/options.ts';
import { publishUpdate, requireNewer } from './package/publish-update.ts';
import { runBuilder } from './package/run-builder.ts';
import { readStationProfile, type StationProfile } from './package/station-profile.ts';
import { makeUpdateKey, publicPart, readUpdateKey } from './package/update-key.ts';
import { repositoryRoot as root } from './station-process.ts';

async function main(): Promise<void> {
  const options = readPackageOptions(process.argv.slice(2));
  if (options === 'help') {
    say(packageUsage);
    return;
  }
  if ('newUpdateKey' in options) {
    makeUpdateKey(options.newUpdateKey);
    say(`${options.newUpdateKey}: whoever has it can put programs onto your stations; keep it where none of them is`);
    return;
  }
  const profile = await profileOf(options);
  const updates = updatesOf(options.updates, profile.site.station.id);
  requireBuild();
  const { publishTo } = options.updates;
  const ready: { readonly wanted: WantedSystem; readonly ffmpeg: FfmpegBuild }[] = [];
  // All that can be refused is, before the first of several systems is packed.
  for (const wanted of options.wanted) {
    requireNativeModules(root, wanted.system, options.processor);
    if (publishTo !== null) await requireNewer(updateHead(profile, wanted, options), resolve(publishTo));
    ready.push({ wanted, ffmpeg: await ffmpegFor(wanted, options.processor, options.ffmpegFiles) });
  }
  tellStation(profile);
  for (const { wanted, ffmpeg } of ready) await makeFor(wanted, { profile, ffmpeg, updates }, options);
  tellPasswords(profile);
}

function profileOf({ siteFile, mapFile, keepPasswords }: PackageOptions): Promise<StationProfile> {
  const files = findAppFiles(import.meta.dirname);
  const further = process.env['KAVACH_MODELS_DIR'];
  return readStationProfile({
    ...{ siteFile, mapFile, keepPasswords },
    networksFolder: files.networks,
    modelFolders: [files.models, ...(further === undefined ? [] : [resolve(further)])],
  });
}

type Gathered = Pick<Packed, 'profile' | 'ffmpeg' | 'updates'>;

/** What the installer says of updates; null where none come. */
function updatesOf({ signWith, from, caFile, installAt }: UpdateOptions, station: string): UpdateSettings | null {
  const key = signWith === null ? null : readUpdateKey(signWith);
  if (from === null || key === null) return null;
  const ca = caFile === null ? null : readFileSync(caFile, 'utf8');
  return updateSettings.parse({ station, from, public_key: publicPart(key), ca, install_at: installAt });
}

/** `npm run package` builds; what is missing then is missing in the product. */
function requireBuild(): void {
  const needed = [
    'out/main/electron-main.js',
    'out/main/node-main.js',
    'out/preload/index.cjs',
    'out/renderer/control-room/index.html',
    'out/renderer/licenses.json',
  ];
  const missing = needed.filter((path) => !existsSync(join(root, path)));
  if (missing.length > 0) throw new PackageError(`the build lacks ${missing.join(', ')}: run "npm run build" and try again`);
}

async function makeFor(wanted: WantedSystem, parts: Gathered, options: PackageOptions): Promise<void> {
  const { system, targets } = wanted;
  const { profile, ffmpeg } = parts;
  const { processor } = options;
  const outFolder = resolve(options.outFolder ?? join(root, 'out/installers', profile.site.station.id));
  const workFolder = mkdtempSync(join(tmpdir(), 'kavach-package-'));
  try {
    say(`${system} ${processor}: ${targets.join(', ')}, with ${ffmpeg.version ?? ffmpeg.path} (${ffmpeg.licence})`);
    const icon = await makeIcons(join(root, 'src-renderer/control-room/icon.svg'), workFolder, system);
    const packed = { ...parts, system, processor, root, electronVersion: electronVersion() };
    const electronDist = options.electronDist === null ? null : resolve(options.electronDist);
    const { files, tree, bytes } = await runBuilder({ packed, targets, icon, outFolder, electronDist });
    say(`${tree}: ${megabytes(bytes)} besides Electron; what is in it: resources/station/manifest.json`);
    for (const file of files) say(file);
    const { publishTo, signWith } = options.updates;
    if (publishTo === null || signWith === null) return;
    const made = { ...updateHead(profile, wanted, options), files, nowMs: Date.now() };
    for (const path of await publishUpdate(made, resolve(publishTo), readUpdateKey(signWith))) say(`published: ${path}`);
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

function updateHead({ site }: StationProfile, { system }: WantedSystem, { processor }: PackageOptions) {
  return { version, station: site.station.id, system, processor };
}

function tellStation({ site, models, mapFile }: StationProfile): void {
  const { id, name } = site.station;
  const names = [...models.shelved, ...models.beside.values()].map(
    (model) => `${model.name} (${model.licence ?? 'no licence stated'})`,
  );
  say(`Kavach ${version} for ${name} (${id})`);
  say(`models: ${names.join(', ')}; offline map: ${mapFile ?? 'none'}`);
}

/** Last, where it is read. */
function tellPasswords({ passwords }: StationProfile): void {
  if (passwords === 0) return;
  say(
    `ATTENTION: the installer holds the passwords of ${passwords} ${passwords === 1 ? 'camera' : 'cameras'}, readable for whoever has it. Keep it as you keep those, or make it --without-passwords.`,
  );
}

/** Of the package, whose binary need not be here. */
function electronVersion(): string {
  const text = readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  await main();
} catch (error) {
  const isTold = error instanceof PackageError || error instanceof KavachError;
  process.stderr.write(`package: ${isTold ? error.message : `it failed: ${errorText(error)}`}\n`);
  process.exitCode = 1;
}
