/**
 * What went into an installer, for whoever asks later: `station/manifest.json`, and the licences of it all in LICENSES.txt. In: the laid
 * out resources. Out: the two files. Left to others: Electron's own files, which are those of its version, and signatures, which are made
 * after this (on macOS they change programs and libraries, so that their hashes hold on Linux and Windows alone).
 */
import { execFileSync } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import type { Processor, System } from '../../../src-contract/domain/program-systems.ts';
import type { UpdateSettings } from '../../../src-contract/update-feed.ts';
import { hashFile } from '../../evidence/durable-file.ts';
import { version } from '../../version.ts';
import { type ArchivedPackage, filesOfArchive, packagesOfArchive } from './archive-files.ts';
import type { FfmpegBuild } from './ffmpeg-build.ts';
import type { StationProfile } from './station-profile.ts';

const archiveName = 'app.asar';

export interface Packed {
  readonly profile: StationProfile;
  readonly ffmpeg: FfmpegBuild;
  readonly system: System;
  readonly processor: Processor;
  readonly electronVersion: string;
  /** Null: the station looks for none. */
  readonly updates: UpdateSettings | null;
  /** The application's folder, whose packages were packed. */
  readonly root: string;
}

interface Fact {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** `resources`: the folder of the archive and of `station/`. Returns the bytes of all that it lists. */
export async function writeManifest(resources: string, packed: Packed): Promise<number> {
  const { profile, ffmpeg, system, processor, electronVersion, updates, root } = packed;
  const packages = packagesOfArchive(join(resources, archiveName));
  const models = [...profile.models.shelved, ...profile.models.beside.values()].map(({ name, licence, sha256 }) => ({
    name,
    licence,
    sha256,
  }));
  const texts = licencesText({ packages, inPages: await packagesInPages(root), models, ffmpeg, electronVersion });
  await writeFile(join(resources, 'station/LICENSES.txt'), texts);
  const files = await factsOf(resources);
  const manifest = {
    ...{ product: 'Kavach', version, revision: revisionOf(root), made_at: new Date().toISOString() },
    ...{ system, processor, electron: electronVersion },
    station: { id: profile.site.station.id, name: profile.site.station.name },
    camera_passwords: profile.passwords,
    offline_map: profile.mapFile !== null,
    updates_from: updates?.from ?? null,
    models,
    ffmpeg: { version: ffmpeg.version, licence: ffmpeg.licence, configuration: ffmpeg.configuration },
    packages,
    files,
  };
  await writeFile(join(resources, 'station/manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  return files.reduce((sum, { path, bytes }) => sum + (path.startsWith(`${archiveName}/`) ? 0 : bytes), 0);
}

/** The archive as a whole and each file in it; what lies beside it is read anew. */
async function factsOf(resources: string): Promise<Fact[]> {
  const inside = filesOfArchive(join(resources, archiveName)).filter(({ isUnpacked }) => !isUnpacked);
  const listed = await readdir(resources, { recursive: true, withFileTypes: true });
  const paths = listed.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const facts: Fact[] = [];
  for (const path of paths.sort()) facts.push(await factOf(path, relative(resources, path).split(sep).join('/')));
  return [...facts, ...inside.map(({ path, bytes, sha256 }) => ({ path: `${archiveName}/${path}`, bytes, sha256 }))];
}

async function factOf(file: string, path: string): Promise<Fact> {
  return { path, bytes: (await stat(file)).size, sha256: await hashFile(file) };
}

/** Null outside a checkout. */
function revisionOf(root: string): string | null {
  try {
    const words = ['-C', root, 'describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
    return execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

/** As Vite writes it: what the bundler took into the pages. */
const bundled = z.array(
  z.object({ name: z.string(), version: z.string(), identifier: z.string().optional(), text: z.string().optional() }),
);

async function packagesInPages(root: string): Promise<z.infer<typeof bundled>> {
  return bundled.parse(JSON.parse(await readFile(join(root, 'out/renderer/licenses.json'), 'utf8')));
}

interface Licensed extends Pick<Packed, 'ffmpeg' | 'electronVersion'> {
  readonly packages: readonly ArchivedPackage[];
  readonly inPages: z.infer<typeof bundled>;
  readonly models: readonly { readonly name: string; readonly licence: string | null }[];
}

function licencesText({ packages, inPages, models, ffmpeg, electronVersion }: Licensed): string {
  const lines = [
    `Kavach ${version}: Apache-2.0 (LICENSE in the application's archive).`,
    `Electron ${electronVersion}: MIT; Chromium's parts: LICENSES.chromium.html beside the program.`,
    '',
    `ffmpeg, a program of its own that Kavach starts: ${ffmpeg.licence}${ffmpeg.licenceFile === null ? '' : ', its text in LICENSE.ffmpeg.txt'}.`,
    `  ${ffmpeg.version ?? 'its version is that of the file which was given'}`,
    `  built with: ${ffmpeg.configuration}`,
    '  Its source: https://ffmpeg.org/releases/, and with its makers the sources of the libraries in it.',
    '',
    'Detection models:',
    ...models.map(({ name, licence }) => `  ${name}: ${licence ?? 'its files state no licence'}`),
    '',
    'Packages, each with its licence text in its folder:',
    ...packages.map((one) => `  ${one.name} ${one.version}: ${one.licence}`),
    '',
    'Packages that are a part of the pages, their texts below:',
    ...inPages.map(({ name, version: of, identifier }) => `  ${name} ${of}: ${identifier ?? 'see its text'}`),
    ...inPages.flatMap(({ name, version: of, text }) => (text === undefined ? [] : ['', `--- ${name} ${of} ---`, text])),
  ];
  return `${lines.join('\n')}\n`;
}
