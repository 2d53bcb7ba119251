/**
 * Builds one export: clips and pictures (copies with faces hidden, unless a purpose was stated), the case's papers, the manifest and its
 * seal, as one ZIP. In: what belongs to the case. Out: a file under its name only when it is whole. Steps are told; a signal ends it.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CaseExport, KeptClip } from '../../../src-contract/domain/evidence.ts';
import { type BlurTools, blurClip, blurPicture, stillOf } from '../blur/blur-clip.ts';
import { hashFile, nameDurably } from '../durable-file.ts';
import { type ArchiveEntry, archiveStream } from './archive.ts';
import { createManifest, manifestName, type StationKey } from './manifest.ts';
import { readerNote } from './reader-note.ts';

/** What belongs to a case beside its clips. */
export interface CasePapers {
  readonly papers: readonly { readonly path: string; readonly text: string }[];
  /** JPEG. */
  readonly pictures: readonly {
    readonly path: string;
    readonly jpeg: Buffer;
    readonly facts: Readonly<Record<string, unknown>>;
  }[];
}

export interface BuildTools extends BlurTools {
  readonly key: StationKey;
  readonly station: string;
  readonly pathOf: (clip: Pick<KeptClip, 'id'>) => string;
  /** ffmpeg filters of what a camera's masks hide now. */
  readonly masksOf: (cameraId: string) => readonly string[];
}

export interface BuildJob extends CasePapers {
  readonly made: CaseExport;
  readonly clips: readonly KeptClip[];
  /** What finds people; null where faces stay. */
  readonly foundBy: string | null;
  readonly file: string;
  readonly workFolder: string;
  readonly signal: AbortSignal;
  onStep(done: number): void;
}

interface Item {
  readonly path: string;
  readonly source: string | Buffer;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface Built {
  readonly bytes: number;
  readonly records: number;
  readonly sealHash: string;
}

export async function buildExport(tools: BuildTools, job: BuildJob): Promise<Built> {
  await mkdir(job.workFolder, { recursive: true, mode: 0o700 });
  try {
    const note = readerNote({ ...job, station: tools.station, fingerprint: tools.key.fingerprint });
    const items: Item[] = [{ path: 'README.txt', source: Buffer.from(note), facts: {} }];
    for (const [done, clip] of job.clips.entries()) {
      job.onStep(done);
      items.push(...(await clipItems(tools, job, clip)));
      job.signal.throwIfAborted();
    }
    for (const picture of job.pictures) items.push(await pictureItem(tools, job, picture));
    for (const { path, text } of job.papers) items.push({ path, source: Buffer.from(text), facts: {} });
    job.onStep(job.clips.length);
    return await writeArchive(tools.key, job, about(tools, job), items);
  } finally {
    await rm(job.workFolder, { recursive: true, force: true });
  }
}

function about({ station }: BuildTools, { made, foundBy }: BuildJob): Record<string, unknown> {
  const { order, by, atMs } = made;
  const faces = foundBy === null ? { faces: 'untouched', purpose: order.purpose } : { faces: 'hidden', people_found_by: foundBy };
  return {
    format: 'kavach-evidence-1',
    station,
    exported_by: by,
    exported_at: iso(atMs),
    subject: order.subject,
    reason: order.reason,
    ...faces,
  };
}

async function clipItems(tools: BuildTools, job: BuildJob, clip: KeptClip): Promise<Item[]> {
  const original = tools.pathOf(clip);
  const name = `${clip.cameraId}-${fileTime(clip.fromMs)}-${clip.id.slice(0, 8)}`;
  const path = `clips/${name}.mp4`;
  const momentMs = Math.min(...clip.causes.map(({ atMs }) => atMs));
  const stillAt = { atS: Math.max(0, (momentMs - clip.fromMs) / 1000), widthPx: 1920 };
  const still = async (from: string): Promise<Item[]> => {
    const jpeg = await stillOf(tools.ffmpegPath, { from, ...stillAt }).catch(() => null);
    return jpeg === null ? [] : [{ path: `snapshots/${name}.jpg`, source: jpeg, facts: { of: path, at: iso(momentMs) } }];
  };
  const facts = { ...factsOf(clip), original_sha256: clip.sha256, as_recorded: (await hashFile(original)) === clip.sha256 };
  if (job.foundBy === null) return [{ path, source: original, facts: { ...facts, derived: false } }, ...(await still(original))];
  const to = join(job.workFolder, `${clip.id}.mp4`);
  const framesPerS = Math.min(30, Math.max(1, Math.round(clip.frames / Math.max(0.5, (clip.toMs - clip.fromMs) / 1000))));
  const masks = tools.masksOf(clip.cameraId);
  const { looks, blind } = await blurClip(tools, { from: original, to, framesPerS, masks, signal: job.signal });
  const how = { derived: true, hidden: 'faces and heads that were found', looks, looks_that_failed: blind };
  return [{ path, source: to, facts: { ...facts, ...how } }, ...(await still(to))];
}

function factsOf({ cameraId, fromMs, toMs, codec, frames, missingMs, lostFrames, causes }: KeptClip): Record<string, unknown> {
  const kept = causes.map(({ kind, id, atMs }) => ({ kind, id, at: iso(atMs) }));
  const gaps = { missing_s: missingMs / 1000, lost_frames: lostFrames };
  return { camera: cameraId, from: iso(fromMs), to: iso(toMs), codec, frames, ...gaps, kept_for: kept };
}

async function pictureItem(
  tools: BuildTools,
  { foundBy }: BuildJob,
  { path, jpeg, facts }: CasePapers['pictures'][number],
): Promise<Item> {
  if (foundBy === null) return { path, source: jpeg, facts: { ...facts, derived: false } };
  const source = await blurPicture(tools, jpeg);
  return { path, source, facts: { ...facts, derived: true, original_sha256: hashOf(jpeg) } };
}

async function writeArchive(
  key: StationKey,
  job: BuildJob,
  head: Record<string, unknown>,
  items: readonly Item[],
): Promise<Built> {
  const manifest = createManifest(key, head);
  const entries: ArchiveEntry[] = [];
  for (const { path, source, facts } of items) {
    const bytes = typeof source === 'string' ? (await stat(source)).size : source.length;
    manifest.file({ path, bytes, sha256: typeof source === 'string' ? await hashFile(source) : hashOf(source), facts });
    entries.push({
      path,
      bytes,
      open: async () => (typeof source === 'string' ? createReadStream(source) : Readable.from([source])),
    });
  }
  const { text, records, sealHash } = manifest.seal();
  const sealed = Buffer.from(text);
  entries.push({ path: manifestName, bytes: sealed.length, open: async () => Readable.from([sealed]) });
  const part = `${job.file}.part`;
  await writeFile(part, '', { mode: 0o600 });
  await pipeline(archiveStream(entries), createWriteStream(part), { signal: job.signal });
  await nameDurably(await open(part, 'r+'), part, job.file);
  return { bytes: (await stat(job.file)).size, records, sealHash };
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** `20261128-183059`, UTC. */
function fileTime(atMs: number): string {
  return iso(atMs).slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
}
