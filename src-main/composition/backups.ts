/**
 * Backups for the rest of the station: the desk over the store's file, the copy of each day, what health says of it, and what is noted when
 * the station begins with a restored store.
 */
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { PartHealth } from '../../src-contract/api/system.ts';
import { backupOverdueMs } from '../../src-contract/domain/backup.ts';
import type { UpdateNote } from '../../src-contract/shell-messages.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import { createBackupDesk } from '../backups/backup-desk.ts';
import { forgetApplied, type RestoreOrder } from '../backups/pending-restore.ts';
import { createStoreThread, type StoreThread } from '../backups/store-thread.ts';
import type { Clock } from '../clock.ts';
import { KavachError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { BackupsPort } from '../server/backups-port.ts';
import { emptyStationId } from '../site-desk.ts';
import { readSiteText } from '../site-file.ts';
import { newestVersion } from '../store/migrate.ts';
import { migrations } from '../store/migrations/all.ts';
import type { Store } from '../store/open-store.ts';
import { version } from '../version.ts';
import type { AppFiles } from './app-files.ts';
import type { Part } from './parts.ts';
import { roundsPart } from './rounds-part.ts';

interface BackupsOptions {
  readonly dataFolder: string;
  readonly sessionRow: Store['handOver']['sessionRow'];
  readonly station: () => Pick<SiteConfig['station'], 'id' | 'name'>;
  readonly files: Pick<AppFiles, 'backupWorker'>;
  readonly restart: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

export interface StationBackups {
  readonly port: BackupsPort;
  readonly part: Part;
  /** Reads stores beside the station's work. */
  readonly thread: StoreThread;
  /** Rejects where there is none. */
  backUpForUpdate(): Promise<{ readonly name: string; readonly madeMs: number }>;
  health(): PartHealth;
}

/** After what a start has to do; then whether a day has passed is looked at this often. */
const rounds = { startAfterMs: 5 * 60_000, restMs: 10 * 60_000 };

export function createStationBackups(options: BackupsOptions): StationBackups {
  const { dataFolder, sessionRow, station, files, restart, clock } = options;
  const backupFolder = join(dataFolder, 'backups');
  const log = options.log.child({ part: 'backups' });
  const startedMs = clock.nowMs();
  const thread = createStoreThread(files.backupWorker);
  const desk = createBackupDesk({
    ...{ dataFolder, backupFolder, clock, log, restart },
    storeFile: join(dataFolder, 'kavach.db'),
    thread,
    station: () => ({ id: station().id, name: station().name }),
    isEmpty: () => station().id === emptyStationId,
    kavachVersion: version,
    newestVersion: newestVersion(migrations),
    checkSite,
    sessionRow,
  });
  const isOverdue = (): boolean => clock.nowMs() - (desk.newestGoodMs() ?? startedMs) > backupOverdueMs;
  return {
    thread,
    backUpForUpdate: () => desk.makeAndWait('before-update'),
    port: {
      ...desk,
      make: () => desk.make('by-hand'),
      folder: backupFolder,
      freeBytes: () => freeBytes(dataFolder),
      isOverdue,
    },
    part: roundsPart({
      ...{ name: 'backups', ...rounds, beforeStop: desk.stop },
      advance: () => desk.advance(clock.nowMs()),
    }),
    health: () =>
      backupsHealth({ newestMs: desk.newestGoodMs(), overdue: isOverdue(), fault: desk.fault(), nowMs: clock.nowMs() }),
  };
}

/** Throws KavachError SITE_FILE_INVALID. */
export function checkSite(text: string): void {
  const reading = readSiteText(text);
  if (reading.ok) return;
  const first = reading.faults[0];
  const why = first === undefined ? '' : `: ${first.path} is ${first.found}`;
  throw new KavachError('SITE_FILE_INVALID', `The site in the backup can't be used here${why}. Choose another backup.`);
}

interface BackupsState {
  readonly newestMs: number | null;
  readonly overdue: boolean;
  readonly fault: string | null;
  readonly nowMs: number;
}

export function backupsHealth({ newestMs, overdue, fault, nowMs }: BackupsState): PartHealth {
  const part = { name: 'backups', latency_ms: null };
  const age = newestMs === null ? 'there is none yet' : `the newest is ${Math.round((nowMs - newestMs) / 3_600_000)} h old`;
  const why = fault === null ? '' : ` (${fault})`;
  if (overdue)
    return { ...part, state: 'degraded', detail: `no good backup for 48 h: ${age}${why}; make one in Set-up, Backups` };
  return { ...part, state: fault === null ? 'ok' : 'degraded', detail: `${age}${why}` };
}

/** After a restore: nobody stays signed in but who asked for it, and the log of the restored store says how it came here. */
export function noteRestore(
  store: Pick<Store, 'handOver' | 'audit'>,
  order: RestoreOrder,
  dataFolder: string,
  nowMs: number,
): void {
  store.handOver.takeOver(order.session);
  const { by, address, name, from, madeMs, aside } = order;
  store.audit.append({
    ...{ atMs: nowMs, actor: by, action: 'restoreBackup', target: name, address },
    details: { from, made_at: new Date(madeMs).toISOString(), set_aside: aside },
  });
  forgetApplied(dataFolder);
}

/** What the desktop did with the program, in the log of the station that runs since. */
export function noteUpdate(store: Pick<Store, 'audit'>, { act, from, to }: UpdateNote, nowMs: number): void {
  store.audit.append({ atMs: nowMs, actor: 'the desktop', action: act, target: to, address: null, details: { from } });
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
