/**
 * Lays out what a restore would put in place, and finds out whether it may: the store read page by page, its version, whose station it is,
 * what would be lost. In: a copy in the folder, one set aside, or a sealed archive that was sent. Out: a candidate whose files lie staged.
 */

import { existsSync, readFileSync, rmSync } from 'node:fs';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RestoreCandidate, RestoreSource, StoreFacts } from '../../src-contract/domain/backup.ts';
import { KavachError } from '../errors.ts';
import { hashOf, sitePath, storePath, unpackArchive } from './archive.ts';
import { listBackups, readNote } from './backup-folder.ts';
import { type BackupSource, fileBytes, requireRoom } from './make-backup.ts';
import type { Running } from './one-job.ts';
import { restoreFolder, setAsideFiles } from './pending-restore.ts';
import { unseal } from './seal.ts';

export interface RestoreRequest {
  readonly from: RestoreSource;
  /** Of the copy, or of the file that was sent. */
  readonly name: string;
  readonly passphrase: string | null;
}

export interface StageOptions extends BackupSource {
  /** Newest layout that this version can read. */
  readonly newestVersion: number;
  /** A station that nobody has set up yet takes another's backup: a new machine. */
  readonly isEmpty: () => boolean;
  /** Throws where the text is no sound site. */
  readonly checkSite: (text: string) => void;
}

type Laid = Pick<RestoreCandidate, 'madeMs' | 'station' | 'withKeys'> & { readonly sha256: string | null };

/** In a folder that no station has run in yet. */
const nothing: StoreFacts = { version: 0, alarmEvents: 0, incidents: 0, chatMessages: 0, accounts: 0, newestMs: null };

export function stagingFolder(dataFolder: string): string {
  return join(restoreFolder(dataFolder), 'staging');
}

export function uploadFile(dataFolder: string): string {
  return join(restoreFolder(dataFolder), 'upload');
}

export async function stageRestore(options: StageOptions, request: RestoreRequest, running: Running): Promise<RestoreCandidate> {
  const folder = stagingFolder(options.dataFolder);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const laid = await layOut(options, request, running);
  if (laid.station.id !== options.station().id && !options.isEmpty())
    throw new KavachError(
      'CONFLICT',
      `This is a backup of ${laid.station.name} (${laid.station.id}), and this station is ${options.station().name} (${options.station().id}). Restore it there, or on a new station without cameras.`,
    );
  running.step('checking')(0);
  const store = join(folder, storePath);
  if (laid.sha256 !== null && (await hashOf(store, running.signal)) !== laid.sha256)
    throw new KavachError('CONFLICT', 'The backup was changed since it was made. Choose another one.');
  const facts = await options.thread({ kind: 'check', file: store }, { signal: running.signal });
  requireVersion(facts, options.newestVersion);
  const site = join(folder, sitePath);
  if (existsSync(site)) options.checkSite(readFileSync(site, 'utf8'));
  const now = existsSync(options.storeFile)
    ? await options.thread({ kind: 'facts', file: options.storeFile }, { signal: running.signal })
    : nothing;
  return {
    ...{ from: request.from, name: request.name, madeMs: laid.madeMs, station: laid.station, facts },
    ...{ lost: lostOf(now, facts), withSite: existsSync(site), withKeys: laid.withKeys },
  };
}

async function layOut(options: StageOptions, request: RestoreRequest, running: Running): Promise<Laid> {
  switch (request.from) {
    case 'backup':
      return layOutBackup(options, request.name, running);
    case 'set-aside':
      return layOutSetAside(options, request.name, running);
    case 'upload':
      return layOutArchive(options, request.passphrase ?? '', running);
  }
}

async function layOutBackup(options: StageOptions, name: string, running: Running): Promise<Laid> {
  const { backupFolder, dataFolder, station } = options;
  const listed = listBackups(backupFolder).find((one) => one.name === name);
  if (listed === undefined) throw new KavachError('NOT_FOUND', `There is no backup ${name} here any more.`);
  const folder = stagingFolder(dataFolder);
  requireRoom(restoreFolder(dataFolder), listed.bytes);
  running.step('unpacking')(0);
  await copyFile(join(backupFolder, `${name}.db`), join(folder, storePath));
  const note = readNote(backupFolder, name);
  if (note !== null && note.site !== null) await writeFile(join(folder, sitePath), note.site, { mode: 0o600 });
  return { madeMs: listed.madeMs, station: note?.station ?? station(), sha256: note?.sha256 ?? null, withKeys: false };
}

async function layOutSetAside({ dataFolder, thread, station }: StageOptions, name: string, running: Running): Promise<Laid> {
  const files = setAsideFiles(dataFolder, name);
  if (files === null) throw new KavachError('NOT_FOUND', `Nothing was set aside as ${name}.`);
  requireRoom(restoreFolder(dataFolder), fileBytes(files.store));
  const target = join(stagingFolder(dataFolder), storePath);
  // It may still have a log of its own, which a plain copy would leave behind.
  const order = { kind: 'copy', from: files.store, to: target } as const;
  const facts = await thread(order, { signal: running.signal, onShare: running.step('unpacking') });
  if (files.site !== null) await copyFile(files.site, join(stagingFolder(dataFolder), sitePath));
  return { madeMs: facts.newestMs ?? 0, station: station(), sha256: null, withKeys: false };
}

async function layOutArchive({ dataFolder }: StageOptions, passphrase: string, running: Running): Promise<Laid> {
  const sent = uploadFile(dataFolder);
  if (!existsSync(sent)) throw new KavachError('NOT_FOUND', 'No file was sent. Choose the backup again.');
  requireRoom(restoreFolder(dataFolder), 3 * fileBytes(sent));
  const onShare = running.step('unpacking');
  const open = `${sent}.zip`;
  try {
    await unseal(sent, open, passphrase, running.signal);
    const manifest = await unpackArchive(open, stagingFolder(dataFolder), { signal: running.signal, onShare });
    const { madeMs, station, files } = manifest;
    return { madeMs, station, sha256: null, withKeys: files.some(({ path }) => path.endsWith('.key')) };
  } finally {
    rmSync(open, { force: true });
  }
}

function requireVersion({ version }: StoreFacts, newest: number): void {
  if (version > 0 && version <= newest) return;
  throw new KavachError(
    'STORE_NEWER',
    version > newest
      ? `The backup was made by a newer Kavach (its store has layout ${version}, this one knows up to ${newest}). Update Kavach first.`
      : 'The backup holds no store of a Kavach station.',
  );
}

function lostOf(now: StoreFacts, then: StoreFacts): RestoreCandidate['lost'] {
  const more = (one: number, other: number): number => Math.max(0, one - other);
  return {
    alarmEvents: more(now.alarmEvents, then.alarmEvents),
    incidents: more(now.incidents, then.incidents),
    chatMessages: more(now.chatMessages, then.chatMessages),
    accounts: more(now.accounts, then.accounts),
  };
}
