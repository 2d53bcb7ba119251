/**
 * Whether an export is as the station wrote it, told from the file alone. In: its path. Out: that it is whole, and whose key sealed it; or
 * what is wrong, by record. First the manifest (chain and seal), then each file's hash, then, as hashes say nothing of the ZIP
 * around them, the whole archive is written again from its contents and compared byte by byte.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import StreamZip from 'node-stream-zip';
import type { ArchiveFault, ArchiveProof } from '../../../src-contract/domain/evidence.ts';
import { errorText } from '../../errors.ts';
import { type ArchiveEntry, archiveStream } from './archive.ts';
import { manifestName, type ReadManifest, readManifest } from './manifest.ts';

type Zip = InstanceType<typeof StreamZip.async>;
type ZipEntry = Awaited<ReturnType<Zip['entries']>>[string];

/** Nothing that a manifest could need; a larger one is not read into memory. */
const mostManifestBytes = 64 * 2 ** 20;

/** Never rejects for what is wrong with the archive; only when the file can't be opened at all. */
export async function verifyArchive(path: string): Promise<ArchiveProof> {
  const zip = new StreamZip.async({ file: path });
  try {
    return await verifyZip(path, zip, Object.values(await zip.entries()));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw error;
    return { kind: 'broken', faults: [{ record: 'archive', reason: `its directory can't be read: ${errorText(error)}` }] };
  } finally {
    await zip.close().catch(() => undefined);
  }
}

async function verifyZip(path: string, zip: Zip, entries: readonly ZipEntry[]): Promise<ArchiveProof> {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const manifest = await readManifestOf(zip, byName.get(manifestName));
  if ('reason' in manifest) return { kind: 'broken', faults: [manifest] };
  const { faults, records, fingerprint, sealHash } = manifest;
  const all = [...faults, ...strangers(manifest, entries), ...(await fileFaults(zip, byName, manifest))];
  if (all.length === 0) all.push(...(await frameFaults(path, zip, entries)));
  return all.length === 0 ? { kind: 'whole', records, fingerprint, sealHash } : { kind: 'broken', faults: all };
}

async function readManifestOf(zip: Zip, entry: ZipEntry | undefined): Promise<ReadManifest | ArchiveFault> {
  if (entry === undefined) return { record: manifestName, reason: 'it is missing' };
  if (entry.size > mostManifestBytes) return { record: manifestName, reason: 'it is too large to be one' };
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of await contentOf(zip, entry)) chunks.push(chunk);
    return readManifest(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    return { record: manifestName, reason: errorText(error) };
  }
}

function strangers({ files, faults }: ReadManifest, entries: readonly ZipEntry[]): ArchiveFault[] {
  // Behind a broken record nobody knows what belongs here.
  if (faults.length > 0) return [];
  const known = new Set([manifestName, ...files.map(({ path }) => path)]);
  return entries.filter(({ name }) => !known.has(name)).map(({ name }) => ({ record: name, reason: 'no record names it' }));
}

async function fileFaults(zip: Zip, byName: ReadonlyMap<string, ZipEntry>, { files }: ReadManifest): Promise<ArchiveFault[]> {
  const faults: ArchiveFault[] = [];
  for (const { path, sha256, bytes } of files) {
    const entry = byName.get(path);
    const reason = entry === undefined ? 'it is missing' : await contentFault(zip, entry, sha256, bytes);
    if (reason !== null) faults.push({ record: path, reason });
  }
  return faults;
}

async function contentFault(zip: Zip, entry: ZipEntry, sha256: string, bytes: number): Promise<string | null> {
  if (entry.size !== bytes) return `it has ${entry.size} bytes in place of ${bytes}`;
  try {
    const hash = createHash('sha256');
    for await (const chunk of await contentOf(zip, entry)) hash.update(chunk);
    return hash.digest('hex') === sha256 ? null : 'it was changed: its SHA-256 does not fit';
  } catch (error) {
    return `it can't be read: ${errorText(error)}`;
  }
}

async function contentOf(zip: Zip, entry: ZipEntry): Promise<AsyncIterable<Buffer>> {
  return (await zip.stream(entry)) as Readable;
}

/** The ZIP's own bytes. A difference is blamed on the entry in whose part of the file it lies. */
async function frameFaults(path: string, zip: Zip, entries: readonly ZipEntry[]): Promise<ArchiveFault[]> {
  const inOrder = [...entries].sort((a, b) => a.offset - b.offset);
  const again: ArchiveEntry[] = inOrder.map((entry) => ({
    path: entry.name,
    bytes: entry.size,
    open: async () => Readable.from(await contentOf(zip, entry)),
  }));
  const at = await firstDifference(createReadStream(path), archiveStream(again));
  if (at === null) return [];
  const reason = `the archive differs from how the station writes it at byte ${at}`;
  const starts = inOrder.filter(({ offset }) => offset <= at);
  const owner = starts.length === inOrder.length && isBehind(starts.at(-1), at) ? 'archive' : (starts.at(-1)?.name ?? 'archive');
  return [{ record: owner, reason }];
}

/** Past a last entry with its head and its data descriptor: in the directory. */
function isBehind(last: ZipEntry | undefined, at: number): boolean {
  const wrapping = 30 + Buffer.byteLength(last?.name ?? '') + 24;
  return last !== undefined && at >= last.offset + last.size + wrapping;
}

/** Where two streams part; null when they are the same to their ends. */
async function firstDifference(one: Readable, other: Readable): Promise<number | null> {
  const others = other[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  let at = 0;
  for await (const chunk of one as AsyncIterable<Buffer>) {
    for (let from = 0; from < chunk.length; ) {
      if (rest.length === 0) {
        const next = await others.next();
        if (next.done === true) return at;
        rest = next.value;
      }
      const length = Math.min(rest.length, chunk.length - from);
      const [mine, theirs] = [chunk.subarray(from, from + length), rest.subarray(0, length)];
      if (!mine.equals(theirs)) return at + mine.findIndex((byte, i) => byte !== theirs[i]);
      rest = rest.subarray(length);
      from += length;
      at += length;
    }
  }
  return rest.length > 0 || !(await others.next()).done ? at : null;
}
