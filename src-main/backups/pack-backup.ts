/** One checked copy, with the site, the keys and the pictures of incidents, as a sealed archive. In: its name, a passphrase. Out: the file's size. */
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KavachError } from '../errors.ts';
import { type ArchiveFile, describeFiles, ownFiles, packArchive, sitePath, storePath } from './archive.ts';
import { readNote } from './backup-folder.ts';
import { type BackupSource, fileBytes, requireRoom } from './make-backup.ts';
import type { Running } from './one-job.ts';
import { seal } from './seal.ts';

interface Order {
  readonly name: string;
  readonly passphrase: string;
  readonly to: string;
}

export async function packBackup(
  { backupFolder, dataFolder }: Pick<BackupSource, 'backupFolder' | 'dataFolder'>,
  { name, passphrase, to }: Order,
  running: Running,
): Promise<number> {
  const note = readNote(backupFolder, name);
  if (note === null) throw new KavachError('NOT_FOUND', `There is no checked backup ${name} here. Make one now.`);
  const onShare = running.step('packing');
  const siteFile = `${to}.${sitePath}`;
  try {
    if (note.site !== null) await writeFile(siteFile, note.site, { mode: 0o600 });
    const files: ArchiveFile[] = [
      { path: storePath, file: join(backupFolder, `${name}.db`) },
      ...(note.site === null ? [] : [{ path: sitePath, file: siteFile }]),
      ...ownFiles(dataFolder),
    ];
    const described = await describeFiles(files, running.signal);
    const allBytes = described.reduce((sum, { bytes }) => sum + bytes, 0);
    requireRoom(dirname(to), allBytes);
    const { madeMs, station, kavachVersion, facts } = note;
    const manifest = { kind: 'kavach-backup', format: 1, madeMs, station, kavachVersion, facts, files: described } as const;
    const stream = packArchive(manifest, files, (bytes) => onShare(Math.min(1, bytes / allBytes)));
    await seal(stream, to, passphrase, running.signal);
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  } finally {
    await rm(siteFile, { force: true });
  }
  return fileBytes(to);
}
