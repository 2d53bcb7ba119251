/**
 * What is done with a corrupt store: set aside under its own name and time, the newest good backup put in its place (else
 * nothing, and a new store is made), and afterwards the alarm events that the backup lacks read out of the bad file as far as
 * they can be. Telling the operator is left to whoever reads `Store.opened`.
 */
import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { type BackupPlace, backupsNewestFirst, fileStamp } from './backups.ts';
import { type Connection, connect } from './database.ts';
import { checkStore } from './integrity.ts';
import { type Migration, newestVersion, storeVersion } from './migrate.ts';

/** Bad stores kept for a specialist; each can be as large as the store. */
const keptSetAside = 3;
/** Alarm events taken over from a bad store; older ones stay in the file set aside. */
const salvageLimit = 20_000;

/** Moves the file and its log out of the way; returns the new path. */
export function setAside(place: BackupPlace): string {
  const target = `${place.file}.corrupt-${fileStamp(place.nowMs)}`;
  renameSync(place.file, target);
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(place.file + suffix)) renameSync(place.file + suffix, target + suffix);
  }
  dropOldSetAside(place.file);
  return target;
}

function dropOldSetAside(file: string): void {
  const prefix = `${basename(file)}.corrupt-`;
  const found = readdirSync(dirname(file)).filter((name) => name.startsWith(prefix) && !/-(wal|shm)$/.test(name));
  for (const name of found.sort().reverse().slice(keptSetAside)) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(dirname(file), name + suffix), { force: true });
  }
}

/** Puts the newest sound backup in the store's place; returns its path, or null when there is none. */
export function restoreNewestBackup(place: BackupPlace, migrations: readonly Migration[], log: Log): string | null {
  for (const backup of backupsNewestFirst(place.folder)) {
    const trial = `${place.file}.restoring`;
    try {
      copyFileSync(backup, trial);
      if (isUsable(trial, newestVersion(migrations), log)) {
        syncAndRename(trial, place.file);
        return backup;
      }
      log.warn({ backup }, 'backup is not usable, trying an older one');
    } catch (error) {
      log.warn({ backup, error: errorText(error) }, 'backup is not usable, trying an older one');
    } finally {
      for (const suffix of ['', '-wal', '-shm']) rmSync(trial + suffix, { force: true });
    }
  }
  return null;
}

function isUsable(file: string, newest: number, log: Log): boolean {
  const connection = connect({ file, mode: 'normal', log });
  try {
    const version = storeVersion(connection);
    return version > 0 && version <= newest && checkStore(connection, file).kind === 'sound';
  } finally {
    connection.close();
  }
}

function syncAndRename(from: string, to: string): void {
  const descriptor = openSync(from, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(from, to);
}

interface EventRow {
  readonly seq: number;
  readonly at_ms: number;
  readonly kind: string;
  readonly actor: string;
  readonly note: string | null;
  readonly alarm: string;
  readonly alarm_id: string;
}

/** Copies alarm events newer than the store's newest out of the bad file; returns how many. Never throws: half is better than none. */
export function salvageAlarmEvents(badFile: string, into: Connection, log: Log): number {
  const newest = into.query<[], { seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM alarm_events').get()?.seq ?? 0;
  const found = new Map<number, EventRow>();
  try {
    const bad = connect({ file: badFile, mode: 'read', log });
    try {
      // From both ends, so that a bad page in the middle costs only what is on it.
      readUntilBroken(bad, newest, 'DESC', found);
      if (found.size < salvageLimit) readUntilBroken(bad, newest, 'ASC', found);
    } finally {
      bad.close();
    }
    insertEvents(into, found);
    return found.size;
  } catch (error) {
    log.warn({ badFile, error: errorText(error) }, 'nothing could be read from the corrupt store');
    return 0;
  }
}

function readUntilBroken(bad: Connection, afterSeq: number, order: 'ASC' | 'DESC', found: Map<number, EventRow>): void {
  const sql = `SELECT seq, at_ms, kind, actor, note, alarm, alarm ->> '$.id' AS alarm_id FROM alarm_events WHERE seq > ? ORDER BY seq ${order}`;
  try {
    for (const row of bad.sqlite.prepare<[number], EventRow>(sql).iterate(afterSeq)) {
      if (found.has(row.seq) || found.size >= salvageLimit) return;
      found.set(row.seq, row);
    }
  } catch {
    // A bad page (or a JSON text damaged on it): what came before it is kept.
  }
}

function insertEvents(into: Connection, found: ReadonlyMap<number, EventRow>): void {
  const event = into.query<(string | number | null)[]>(
    'INSERT INTO alarm_events (seq, at_ms, kind, actor, note, alarm) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const alarm = into.query<[string, string]>(
    'INSERT INTO alarms (id, alarm) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET alarm = excluded.alarm',
  );
  into.transaction('salvage', () => {
    for (const row of [...found.values()].sort((a, b) => a.seq - b.seq)) {
      event.run(row.seq, row.at_ms, row.kind, row.actor, row.note, row.alarm);
      alarm.run(row.alarm_id, row.alarm);
    }
  });
}
