/**
 * A whole station in one ZIP: a manifest with the hash of each file, the store, the site, the keys, pictures of incidents. In: where these
 * lie. Out: a stream to be sealed; or, the other way, files in a folder of which each is as the manifest says. Names that a manifest
 * may hold are listed here: nothing else is ever written.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import StreamZip from 'node-stream-zip';
import { ZipFile } from 'yazl';
import { type ArchiveManifest, archiveManifestSchema } from '../../src-contract/domain/backup.ts';
import { SealBroken } from './seal.ts';

export const storePath = 'kavach.db';
export const sitePath = 'site.yaml';
const keyPaths = ['admin.key', 'secret.key'];
const folders = ['tls', 'attachments'];
const manifestPath = 'manifest.json';
const mostManifestBytes = 64 * 2 ** 20;
const allowedPath = /^(kavach\.db|site\.yaml|admin\.key|secret\.key|(tls|attachments)(\/[A-Za-z0-9][A-Za-z0-9._-]{0,120}){1,3})$/;

export interface ArchiveFile {
  readonly path: string;
  readonly file: string;
}

/** What of the data folder belongs into an archive beside the store. */
export function ownFiles(dataFolder: string): ArchiveFile[] {
  const single = keyPaths.map((path) => ({ path, file: join(dataFolder, path) })).filter(({ file }) => existsSync(file));
  const inFolders = folders.flatMap((folder) => filesUnder(join(dataFolder, folder)));
  return [...single, ...inFolders.map((file) => ({ path: relative(dataFolder, file).replaceAll('\\', '/'), file }))].filter(
    ({ path }) => allowedPath.test(path),
  );
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** With the hash and size of each file as it is now. */
export async function describeFiles(files: readonly ArchiveFile[], signal: AbortSignal): Promise<ArchiveManifest['files']> {
  const described: ArchiveManifest['files'] = [];
  for (const { path, file } of files) described.push({ path, bytes: statSync(file).size, sha256: await hashOf(file, signal) });
  return described;
}

/** `onBytes`: how much of the files has gone in. */
export function packArchive(
  manifest: ArchiveManifest,
  files: readonly ArchiveFile[],
  onBytes: (bytes: number) => void,
): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  zip.on('error', (error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  zip.addBuffer(Buffer.from(JSON.stringify(manifest)), manifestPath);
  let gone = 0;
  for (const { path, file } of files) {
    zip.addReadStreamLazy(path, (give) => {
      const stream = createReadStream(file);
      stream.once('error', (error) => out.destroy(error));
      stream.on('data', (chunk) => {
        gone += chunk.length;
        onBytes(gone);
      });
      give(null, stream);
    });
  }
  zip.end();
  return out;
}

/** Throws SealBroken where a file isn't as the manifest says. */
export async function unpackArchive(
  archive: string,
  folder: string,
  { signal, onShare }: { readonly signal: AbortSignal; readonly onShare: (share: number) => void },
): Promise<ArchiveManifest> {
  const zip = new StreamZip.async({ file: archive });
  try {
    const manifest = await readManifest(zip);
    let done = 0;
    for (const { path, bytes, sha256 } of manifest.files) {
      signal.throwIfAborted();
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      if ((await zip.entry(path))?.size !== bytes) throw new SealBroken(`The backup lacks ${path}, or it has another size.`);
      await zip.extract(path, target);
      if ((await hashOf(target, signal)) !== sha256) throw new SealBroken(`In the backup ${path} was changed.`);
      done += 1;
      onShare(done / manifest.files.length);
    }
    return manifest;
  } finally {
    await zip.close();
  }
}

async function readManifest(zip: InstanceType<typeof StreamZip.async>): Promise<ArchiveManifest> {
  const entry = await zip.entry(manifestPath).catch(() => undefined);
  if (entry === undefined || entry.size > mostManifestBytes) throw new SealBroken('The backup has no list of its files.');
  const parsed = archiveManifestSchema.safeParse(JSON.parse((await zip.entryData(manifestPath)).toString('utf8')));
  if (!parsed.success)
    throw new SealBroken('The backup was made by another version of Kavach: its list of files is not known here.');
  const odd = parsed.data.files.find(({ path }) => !allowedPath.test(path));
  if (odd !== undefined) throw new SealBroken(`The backup holds a file that is none of a station: ${odd.path}.`);
  return parsed.data;
}

export async function hashOf(file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { signal })) hash.update(chunk);
  return hash.digest('hex');
}
