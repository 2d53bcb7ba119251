/** What lies in the application's archive (asar), with the hashes that stand in its own head. In: its path. Out: its files and packages. */
import { extractFile, getRawHeader } from '@electron/asar';
import { z } from 'zod';

export interface ArchivedFile {
  /** From the archive's root, with "/". */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** It lies beside the archive, in app.asar.unpacked, where programs and libraries can be loaded from. */
  readonly isUnpacked: boolean;
}

const fileEntry = z.object({ size: z.number(), unpacked: z.boolean().optional(), integrity: z.object({ hash: z.string() }) });
const folderEntry = z.object({ files: z.record(z.string(), z.unknown()) });
const linkEntry = z.object({ link: z.string() });

export function filesOfArchive(archive: string): ArchivedFile[] {
  return filesOf(getRawHeader(archive).header, '');
}

function filesOf(entry: unknown, path: string): ArchivedFile[] {
  const folder = folderEntry.safeParse(entry);
  if (folder.success) {
    return Object.entries(folder.data.files).flatMap(([name, inside]) => filesOf(inside, path === '' ? name : `${path}/${name}`));
  }
  if (linkEntry.safeParse(entry).success) return [];
  const { size, unpacked, integrity } = fileEntry.parse(entry);
  return [{ path, bytes: size, sha256: integrity.hash, isUnpacked: unpacked === true }];
}

export interface ArchivedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

const packageJson = /^node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/@]+\/package\.json$/;
const packageSchema = z.object({ name: z.string(), version: z.string(), license: z.string().default('see its files') });

/** Read out of the archive, where packages don't lie as they do in the checkout. Each version once. */
export function packagesOfArchive(archive: string): ArchivedPackage[] {
  const found = new Map<string, ArchivedPackage>();
  for (const { path } of filesOfArchive(archive).filter((file) => packageJson.test(file.path))) {
    const { name, version, license } = packageSchema.parse(JSON.parse(extractFile(archive, path).toString('utf8')));
    found.set(`${name} ${version}`, { name, version, licence: license });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}
