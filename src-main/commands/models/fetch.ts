/**
 * `npm run models -- fetch NAME`: brings an official release over the internet. What has come stays as NAME.onnx.part and is gone on
 * from there; only a file with the right sha256 becomes a model. Offline it says how to bring the file in by hand.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { modelCardSchema } from '../../detection/model-card.ts';
import { errorText } from '../../errors.ts';
import { progress } from '../bench/figures.ts';
import { repositoryRoot } from '../station-process.ts';
import { modelFolders } from './folders.ts';
import { alignedRows } from './text-table.ts';

const releaseSchema = z.strictObject({
  name: z.string(),
  url: z.url(),
  bytes: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  about: z.string(),
  card: modelCardSchema,
});
export type Release = z.infer<typeof releaseSchema>;

/** Nothing for this long, and the server is given up: what has come is kept. */
const silenceMs = 30_000;

export async function listReleases(): Promise<void> {
  const rows = (await officialReleases()).map(({ name, bytes, card, about }) => [
    name,
    `${(bytes / 1e6).toFixed(1)} MB`,
    card.licence,
    about,
  ]);
  process.stdout.write(`${alignedRows([['name', 'size', 'licence', 'what for'], ...rows]).join('\n')}\n`);
}

export async function fetchModel(name: string, folder?: string): Promise<void> {
  const releases = await officialReleases();
  const release = releases.find((candidate) => candidate.name === name);
  if (release === undefined)
    throw new Error(`no release is called ${name}; there are: ${releases.map((each) => each.name).join(', ')}`);
  const file = await fetchRelease(release, modelFolders(folder).own);
  process.stdout.write(`${name} is in ${file}; a station that runs takes it up when a camera names it\n`);
}

async function officialReleases(): Promise<Release[]> {
  const text = await readFile(join(repositoryRoot, 'models/official.json'), 'utf8');
  return z.object({ models: z.array(releaseSchema) }).parse(JSON.parse(text)).models;
}

/** Puts the release and its card into `folder`; returns the file. Throws with what to do. */
export async function fetchRelease(release: Release, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${release.name}.onnx`);
  const part = `${file}.part`;
  if ((await sha256Of(file)) === release.sha256) return file;
  if ((await sizeOf(file)) > 0) throw new Error(`another file is already called ${file}: remove it first`);
  if ((await sizeOf(part)) < release.bytes) await download(release, part);
  if ((await sha256Of(part)) !== release.sha256) {
    await rm(part, { force: true });
    throw new Error(
      `what came from ${release.url} is not the published file (its sha256 differs); nothing was kept. Try again later`,
    );
  }
  await writeFile(
    join(folder, `${release.name}.json`),
    `${JSON.stringify({ ...release.card, sha256: release.sha256 }, null, 2)}\n`,
  );
  await rename(part, file);
  return file;
}

async function download({ name, url, bytes }: Release, part: string): Promise<void> {
  const had = await sizeOf(part);
  const quiet = new AbortController();
  const timer = setTimeout(() => quiet.abort(new Error(`nothing came for ${silenceMs / 1000} s`)), silenceMs);
  try {
    const response = await fetch(url, { signal: quiet.signal, headers: had > 0 ? { Range: `bytes=${had}-` } : {} });
    if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
    // A server that knows no ranges sends the whole file.
    const start = response.status === 206 ? had : 0;
    if (start > 0) progress(`${name}: goes on at ${percent(start, bytes)}`);
    await keep(response.body as ReadableStream<Uint8Array>, part, { start, bytes, name, timer });
  } catch (error) {
    throw new Error(`${name} could not be fetched: ${reasonOf(error)}. ${byHand(url)}`);
  } finally {
    clearTimeout(timer);
  }
}

interface Progress {
  readonly start: number;
  readonly bytes: number;
  readonly name: string;
  readonly timer: NodeJS.Timeout;
}

/** Writes what comes as it comes, so that a broken connection loses none of it; says each tenth; refuses more than was promised. */
async function keep(body: ReadableStream<Uint8Array>, part: string, { start, bytes, name, timer }: Progress): Promise<void> {
  const target = await open(part, start > 0 ? 'a' : 'w');
  let [got, said] = [start, Math.floor((10 * start) / bytes)];
  try {
    for await (const chunk of body) {
      timer.refresh();
      got += chunk.length;
      if (got > bytes) throw new Error('more came than the published file has');
      await target.write(chunk);
      const tenth = Math.floor((10 * got) / bytes);
      if (tenth > said) progress(`${name}: ${percent(got, bytes)}`);
      said = Math.max(said, tenth);
    }
  } finally {
    await target.close();
  }
}

function percent(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)} % of ${(whole / 1e6).toFixed(1)} MB`;
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return errorText(cause ?? error);
}

function byHand(url: string): string {
  return `What has come is kept, and the same command goes on. Without internet: load ${url} on another machine, then "npm run models -- add FILE.onnx"`;
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0;
}

async function sha256Of(file: string): Promise<string | null> {
  const bytes = await readFile(file).catch(() => null);
  return bytes === null ? null : createHash('sha256').update(bytes).digest('hex');
}
