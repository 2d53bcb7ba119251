/**
 * Copies of the station: made each day and on demand, carried away sealed, and put back. In: where things lie and who asks. Out: the list,
 * what is being done, and a restart with what was restored. Renaming files into place is pending-restore.ts, at the next start.
 */
import { createReadStream, type ReadStream } from 'node:fs';
import { appendFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupJob, BackupListed, BackupReason, SetAsideListed } from '../../src-contract/domain/backup.ts';
import { backupEveryMs } from '../../src-contract/domain/backup.ts';
import type { Clock } from '../clock.ts';
import { KavachError } from '../errors.ts';
import type { Log } from '../log.ts';
import { listBackups, newestGoodMs, removeBackup } from './backup-folder.ts';
import { fileBytes, makeBackup, requireRoom } from './make-backup.ts';
import { createOneJob, type Running } from './one-job.ts';
import { orderRestore } from './order-restore.ts';
import { packBackup } from './pack-backup.ts';
import { listSetAside, type RestoreOrder, restoreFolder } from './pending-restore.ts';
import { type RestoreRequest, type StageOptions, stageRestore, uploadFile } from './stage-restore.ts';

export interface BackupDeskOptions extends StageOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** The row of a session in the store; null when it has ended. */
  readonly sessionRow: (sessionId: string) => RestoreOrder['session'];
  /** Ends the station and begins it anew. */
  readonly restart: () => void;
}

export interface Restorer {
  readonly by: string;
  readonly address: string;
  readonly sessionId: string | null;
}

export interface BackupDesk {
  backups(): BackupListed[];
  setAside(): SetAsideListed[];
  job(): BackupJob;
  /** Throws CONFLICT while another job runs, as all that begin one. */
  make(reason: BackupReason): void;
  /** Resolves once it is made; rejects with the reason where it is not. */
  makeAndWait(reason: BackupReason): Promise<{ readonly name: string; readonly madeMs: number }>;
  remove(name: string): void;
  pack(name: string, passphrase: string): void;
  /** The packed archive; null when there is none. */
  packed(): { readonly name: string; readonly bytes: number; open(): ReadStream } | null;
  /** A piece of a file that is being sent, in order; returns how many bytes are here. */
  receive(atByte: number, piece: Uint8Array): Promise<number>;
  check(request: RestoreRequest): void;
  /** Throws CONFLICT unless a copy was checked, VALIDATION_FAILED unless the station is named as it is. */
  restore(stationName: string, who: Restorer): Promise<void>;
  cancel(): Promise<boolean>;
  /** Makes the copy of the day when it is due; to be called now and then. Never rejects. */
  advance(nowMs: number): Promise<void>;
  newestGoodMs(): number | null;
  /** Why the last one of the day was not made; null when it was. */
  fault(): string | null;
  stop(): Promise<void>;
}

/** A person may remove files there by hand. */
const rereadMs = 60_000;
const mostUploadBytes = 64 * 2 ** 30;

export function createBackupDesk(options: BackupDeskOptions): BackupDesk {
  const { dataFolder, backupFolder, clock, log } = options;
  const one = createOneJob(clock, log);
  const packedFile = join(restoreFolder(dataFolder), 'packed');
  let fault: string | null = null;
  let newest: { readonly madeMs: number | null; readonly readMs: number } | null = null;

  /** Health asks each second. */
  function newestGood(): number | null {
    const nowMs = clock.nowMs();
    if (newest === null || nowMs - newest.readMs > rereadMs) newest = { madeMs: newestGoodMs(backupFolder), readMs: nowMs };
    return newest.madeMs;
  }

  const makeNow = async (reason: BackupReason, running: Running): Promise<{ name: string; madeMs: number }> => {
    const madeMs = clock.nowMs();
    const name = await makeBackup(options, reason, madeMs, running);
    log.info({ name }, 'a backup was made');
    [fault, newest] = [null, null];
    return { name, madeMs };
  };

  const make = async (reason: BackupReason, running: Running): Promise<BackupJob> => {
    await makeNow(reason, running);
    return { kind: 'idle' };
  };

  const pack = async (name: string, passphrase: string, running: Running): Promise<BackupJob> => {
    await clearRestoreFolder();
    const bytes = await packBackup(options, { name, passphrase, to: packedFile }, running);
    return { kind: 'packed', name, bytes };
  };

  /** Of what was packed, sent or staged before; never what counts already. */
  async function clearRestoreFolder(): Promise<void> {
    const folder = restoreFolder(dataFolder);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(folder))
      if (name !== 'ready' && name !== 'applied.json') await rm(join(folder, name), { recursive: true, force: true });
  }

  const begin = (work: (running: Running) => Promise<BackupJob>): void => void one.start(work);

  return {
    backups: () => listBackups(backupFolder),
    setAside: () => listSetAside(dataFolder, fileBytes),
    job: one.state,
    make: (reason) => begin((running) => make(reason, running)),
    async makeAndWait(reason) {
      const made: { name: string; madeMs: number }[] = [];
      await one.start(async (running) => {
        made.push(await makeNow(reason, running));
        return { kind: 'idle' };
      });
      const job = one.state();
      const [backup] = made;
      if (backup === undefined)
        throw new KavachError('UNAVAILABLE', job.kind === 'failed' ? job.reason : 'The backup was cancelled.');
      return backup;
    },
    remove(name) {
      if (!listBackups(backupFolder).some((listed) => listed.name === name))
        throw new KavachError('NOT_FOUND', `There is no backup ${name} here any more.`);
      if (one.state().kind === 'running')
        throw new KavachError('CONFLICT', 'Wait for the end of what is under way, or cancel it.');
      removeBackup(backupFolder, name);
      newest = null;
    },
    pack: (name, passphrase) => begin((running) => pack(name, passphrase, running)),
    packed() {
      const job = one.state();
      return job.kind === 'packed' ? { name: job.name, bytes: job.bytes, open: () => createReadStream(packedFile) } : null;
    },
    async receive(atByte, piece) {
      if (one.state().kind === 'running')
        throw new KavachError('CONFLICT', 'Wait for the end of what is under way, or cancel it.');
      if (atByte === 0) await clearRestoreFolder();
      const file = uploadFile(dataFolder);
      const here = (await stat(file).catch(() => null))?.size ?? 0;
      if (here !== atByte)
        throw new KavachError('CONFLICT', `${here} bytes are here, and the piece begins at ${atByte}. Send the file anew.`);
      if (here + piece.length > mostUploadBytes)
        throw new KavachError('TOO_LARGE', 'The file is too large for a backup of a station.');
      requireRoom(restoreFolder(dataFolder), piece.length);
      await appendFile(file, piece, { mode: 0o600 });
      return here + piece.length;
    },
    check: (request) =>
      begin(async (running) => {
        await mkdir(restoreFolder(dataFolder), { recursive: true, mode: 0o700 });
        return { kind: 'checked', candidate: await stageRestore(options, request, running) };
      }),
    async restore(stationName, who) {
      const job = one.state();
      if (job.kind !== 'checked') throw new KavachError('CONFLICT', 'Choose a backup and have it checked first.');
      const { candidate } = job;
      if (stationName.trim() !== candidate.station.name)
        throw new KavachError('VALIDATION_FAILED', `Type the station's name as it is written: ${candidate.station.name}.`);
      const session = who.sessionId === null ? null : options.sessionRow(who.sessionId);
      const { by, address } = who;
      await orderRestore(dataFolder, candidate, { by, address, session, nowMs: clock.nowMs() });
      log.info({ from: candidate.from, name: candidate.name, by }, 'a restore was ordered; the station begins anew');
      await one.start(async () => ({ kind: 'restoring' }));
      options.restart();
    },
    cancel: one.cancel,
    async advance(nowMs) {
      const madeMs = newestGood();
      const state = one.state().kind;
      if ((madeMs !== null && nowMs - madeMs < backupEveryMs) || (state !== 'idle' && state !== 'failed')) return;
      await one.start((running) => make('daily', running));
      const ended = one.state();
      if (ended.kind === 'failed') fault = ended.reason;
    },
    newestGoodMs: newestGood,
    fault: () => fault,
    stop: async () => void (await one.cancel()),
  };
}
