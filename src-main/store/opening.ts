/**
 * Finds out what state the store's file is in and makes it usable. In: the file and the backup folder. Out: open connections to a
 * sound store of this version, and what had to be done for it. Throws STORE_NEWER, or UNAVAILABLE when it can't be backed up
 * before a migration, or when there is no space at all.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorText, KavachError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { BackupPlace } from './backups.ts';
import { type Connections, closeConnections, openConnections } from './connections.ts';
import { type Connection, connect, isCorrupt, isFull } from './database.ts';
import { type FoundLog, findLog, numberStore } from './found-log.ts';
import { type CheckExtent, checkStore, clearSuspect, endedInOrder, markOrderly, type Verdict } from './integrity.ts';
import { type Migration, migrate, refuseNewer, storeVersion } from './migrate.ts';
import { restoreNewestBackup, setAside } from './recover.ts';
import { createReserve } from './reserve.ts';
import { salvage } from './salvage.ts';

export type Opened =
  | { readonly kind: 'new'; readonly detail: string }
  | {
      readonly kind: 'ok';
      readonly detail: string;
      readonly checked: CheckExtent;
      /** False after a crash or a power cut. */
      readonly endedInOrder: boolean;
      /** What became of SQLite's log, when that cost what was written last; null when it didn't. */
      readonly logLost: string | null;
      /** Version that it was brought up from; null when it was this version's already. */
      readonly migratedFrom: number | null;
    }
  | {
      readonly kind: 'recovered';
      readonly detail: string;
      /** Where the corrupt file lies now. */
      readonly setAside: string;
      /** The backup in use now; null when there was no good one and the store is new. */
      readonly restoredFrom: string | null;
      /** Alarm events that could be read out of the corrupt file. */
      readonly salvagedEvents: number;
    };

export interface OpeningOptions {
  readonly place: BackupPlace;
  readonly migrations: readonly Migration[];
  readonly log: Log;
  /** A bad page was met later on. */
  readonly onCorrupt: (error: unknown) => void;
}

interface OpenStore {
  readonly connections: Connections;
  readonly opened: Opened;
}

/** On a full disk with what the reserve gives. */
export function openSoundStore(options: OpeningOptions): OpenStore {
  const foundLog = findLog(options.place);
  try {
    return openOnce(options, foundLog);
  } catch (error) {
    if (!isFull(error)) throw error;
    makeRoom(options);
  }
  try {
    return openOnce(options, foundLog);
  } catch (error) {
    if (!isFull(error)) throw error;
    const folder = dirname(options.place.file);
    throw new KavachError('UNAVAILABLE', `no space is left on the disk of ${folder}: make room there, then start again.`);
  }
}

/** The log of a run that was killed can hold 4 MB, which are free once it is written back. */
function makeRoom({ place, log }: OpeningOptions): void {
  if (createReserve(place.file).release()) log.error('no space left to open the store: its reserve has been released');
  if (!existsSync(place.file)) return;
  try {
    const connection = connect({ file: place.file, mode: 'normal', log });
    writeBackLog(connection, 'TRUNCATE', log);
    connection.close();
  } catch (error) {
    if (!isFull(error)) throw error;
  }
}

function writeBackLog(connection: Connection, how: 'PASSIVE' | 'TRUNCATE', log: Log): void {
  try {
    connection.pragma(`wal_checkpoint(${how})`);
  } catch (error) {
    log.warn({ error: errorText(error) }, 'the log could not be written back');
  }
}

function openOnce(options: OpeningOptions, foundLog: FoundLog): OpenStore {
  const { place, log } = options;
  mkdirSync(dirname(place.file), { recursive: true });
  const found = existsSync(place.file) ? inspect(options, foundLog) : null;
  const result = found?.verdict.kind === 'corrupt' ? recover(options, found.verdict.reason) : openAsItIs(options, found);
  clearSuspect(place.file);
  try {
    numberStore(result.connections.durable);
    markOrderly(result.connections.durable, false);
  } catch (error) {
    closeConnections(result.connections);
    throw error;
  }
  // Both are in the file itself from here on, and tell of a log that goes missing.
  writeBackLog(result.connections.durable, 'PASSIVE', log);
  log.info({ opened: result.opened }, 'store opened');
  return result;
}

interface Found {
  readonly verdict: Verdict;
  readonly orderly: boolean;
  readonly logLost: string | null;
}

function inspect({ place, migrations, log }: OpeningOptions, foundLog: FoundLog): Found {
  try {
    const connection = connect({ file: place.file, mode: 'normal', log });
    try {
      refuseNewer(connection, migrations, place);
      const verdict = checkStore(connection, place.file);
      const orderly = verdict.kind === 'sound' && endedInOrder(connection);
      return { verdict, orderly, logLost: storeVersion(connection) === 0 ? null : lossOf(foundLog, orderly, place) };
    } finally {
      connection.close();
    }
  } catch (error) {
    if (isCorrupt(error)) return { verdict: { kind: 'corrupt', reason: errorText(error) }, orderly: false, logLost: null };
    throw error;
  }
}

/** A run that was cut off leaves its log behind, so that it is missing then only where somebody took it away. */
function lossOf(foundLog: FoundLog, orderly: boolean, { file }: BackupPlace): string | null {
  if (foundLog.kind === 'foreign')
    return `the log beside the store was another store's and was set aside as ${foundLog.setAside}; what was written last may be lost`;
  if (foundLog.kind === 'there' || orderly) return null;
  return `the last run was cut off and its log ${file}-wal is missing: what it wrote last is lost`;
}

function openAsItIs(options: OpeningOptions, found: Found | null): OpenStore {
  const { connections, migrated } = openMigrated(options);
  if (found === null || found.verdict.kind === 'corrupt' || migrated.fromVersion === 0)
    return { connections, opened: { kind: 'new', detail: 'a new store was made' } };
  const changed = migrated.fromVersion !== migrated.toVersion;
  const steps = [
    found.logLost ?? (found.orderly ? 'the last run ended in order' : 'the last run was cut off'),
    ...(changed
      ? [`brought from version ${migrated.fromVersion} to ${migrated.toVersion}, the old one is ${migrated.backupFile}`]
      : []),
  ];
  return {
    connections,
    opened: {
      kind: 'ok',
      detail: steps.join('; '),
      checked: found.verdict.extent,
      endedInOrder: found.orderly,
      logLost: found.logLost,
      migratedFrom: changed ? migrated.fromVersion : null,
    },
  };
}

function openMigrated({ place, migrations, log, onCorrupt }: OpeningOptions) {
  const connections = openConnections(place.file, log, onCorrupt);
  try {
    return { connections, migrated: migrate(connections.durable, migrations, place) };
  } catch (error) {
    closeConnections(connections);
    throw error;
  }
}

function recover(options: OpeningOptions, reason: string): OpenStore {
  const { place, migrations, log } = options;
  log.error({ file: place.file, reason }, 'the store is corrupt');
  const badFile = setAside(place);
  const restoredFrom = restoreNewestBackup(place, migrations, log);
  const { connections } = openMigrated(options);
  // A backup may hold sessions that were revoked since, and codes that were used: everybody signs in again.
  connections.durable.sqlite.exec('DELETE FROM sessions; DELETE FROM one_time_codes; DELETE FROM pairing_codes');
  const saved = salvage(badFile, connections.durable, log);
  const salvagedEvents = saved.get('alarm_events') ?? 0;
  const others = [...saved.values()].reduce((sum, rows) => sum + rows, -salvagedEvents);
  const source =
    restoredFrom === null ? 'no good backup was found, so a new store was made' : `the backup ${restoredFrom} was restored`;
  const detail = `the store was corrupt (${reason}) and was set aside as ${badFile}; ${source}; ${salvagedEvents} newer alarm events and ${others} records of people, incidents and chat were saved from it`;
  return { connections, opened: { kind: 'recovered', detail, setAside: badFile, restoredFrom, salvagedEvents } };
}

/** Whether what it doesn't know of was never there: a store that lost something may have forgotten it. */
export function isWholeStore(opened: Opened): boolean {
  return opened.kind === 'ok' && opened.logLost === null;
}
