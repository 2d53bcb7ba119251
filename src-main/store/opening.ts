/**
 * Finds out what state the store's file is in and makes it usable. In: the file and the backup folder. Out: open connections to a
 * sound store of this version, and what had to be done for it. Throws STORE_NEWER, or UNAVAILABLE when it can't be backed up
 * before a migration.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { BackupPlace } from './backups.ts';
import { type Connections, closeConnections, openConnections } from './connections.ts';
import { connect, isCorrupt } from './database.ts';
import { type CheckExtent, checkStore, clearSuspect, endedInOrder, markOrderly, type Verdict } from './integrity.ts';
import { type Migration, migrate, refuseNewer } from './migrate.ts';
import { restoreNewestBackup, setAside } from './recover.ts';
import { salvage } from './salvage.ts';

export type Opened =
  | { readonly kind: 'new'; readonly detail: string }
  | {
      readonly kind: 'ok';
      readonly detail: string;
      readonly checked: CheckExtent;
      /** False after a crash or a power cut. */
      readonly endedInOrder: boolean;
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

export function openSoundStore(options: OpeningOptions): { connections: Connections; opened: Opened } {
  const { place, log } = options;
  mkdirSync(dirname(place.file), { recursive: true });
  const found = existsSync(place.file) ? inspect(options) : null;
  const result = found?.verdict.kind === 'corrupt' ? recover(options, found.verdict.reason) : openAsItIs(options, found);
  clearSuspect(place.file);
  markOrderly(result.connections.durable, false);
  log.info({ opened: result.opened }, 'store opened');
  return result;
}

interface Found {
  readonly verdict: Verdict;
  readonly orderly: boolean;
}

function inspect({ place, migrations, log }: OpeningOptions): Found {
  try {
    const connection = connect({ file: place.file, mode: 'normal', log });
    try {
      refuseNewer(connection, migrations, place);
      const verdict = checkStore(connection, place.file);
      return { verdict, orderly: verdict.kind === 'sound' && endedInOrder(connection) };
    } finally {
      connection.close();
    }
  } catch (error) {
    if (isCorrupt(error)) return { verdict: { kind: 'corrupt', reason: errorText(error) }, orderly: false };
    throw error;
  }
}

function openAsItIs(options: OpeningOptions, found: Found | null): { connections: Connections; opened: Opened } {
  const { connections, migrated } = openMigrated(options);
  if (found === null || found.verdict.kind === 'corrupt' || migrated.fromVersion === 0)
    return { connections, opened: { kind: 'new', detail: 'a new store was made' } };
  const changed = migrated.fromVersion !== migrated.toVersion;
  const steps = [
    found.orderly ? 'the last run ended in order' : 'the last run was cut off',
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

function recover(options: OpeningOptions, reason: string): { connections: Connections; opened: Opened } {
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
