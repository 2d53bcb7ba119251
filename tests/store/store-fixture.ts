/** A real store in a temporary folder, and made-up alarms to put into it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { NewSession } from '../../src-contract/domain/account.ts';
import type { Alarm, AlarmTransition } from '../../src-contract/domain/alarm.ts';
import { createLog } from '../../src-main/log.ts';
import { connect } from '../../src-main/store/database.ts';
import { migrate } from '../../src-main/store/migrate.ts';
import { migrations } from '../../src-main/store/migrations/all.ts';
import { openStore, type Store } from '../../src-main/store/open-store.ts';
import type { OutboxLimits } from '../../src-main/store/outbox.ts';
import type { RetentionLimits } from '../../src-main/store/retention.ts';
import type { ZoneSample } from '../../src-main/store/samples.ts';

export const silentLog = createLog('silent');

export const limits: RetentionLimits = {
  samples_days: 30,
  tracks_days: 2,
  replay_days: 7,
  rollups_days: 730,
  alarms_days: 1825,
  chat_days: 90,
  max_database_mb: 4000,
};

/** 2026-11-20, 06:00 UTC: a whole hour. */
export const morningMs = Date.UTC(2026, 10, 20, 6);

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Place {
  readonly folder: string;
  readonly file: string;
  readonly backupFolder: string;
}

export function temporaryPlace(): Place {
  const folder = temporaryFolder();
  return { folder, file: join(folder, 'kavach.db'), backupFolder: join(folder, 'backups') };
}

/** The store closes when the test ends, if the test didn't close it. */
export function openTestStore(
  place: Place = temporaryPlace(),
  options: { nowMs?: number; retention?: RetentionLimits; outbox?: OutboxLimits } = {},
): Store {
  const { file, backupFolder } = place;
  const clock = { nowMs: () => options.nowMs ?? morningMs };
  const { retention = limits, outbox } = options;
  const store = openStore({ file, backupFolder, retention, log: silentLog, clock, ...(outbox === undefined ? {} : { outbox }) });
  onTestFinished(() => store.close());
  return store;
}

export function makeAlarm(change: Partial<Alarm> = {}): Alarm {
  return {
    id: 'a1',
    key: 'crowd-density:zone:p1',
    kind: 'crowd-density',
    subject: { type: 'zone', id: 'p1' },
    priority: 'high',
    facts: { densityPerM2: 4.25, zone: 'Platform 1', forecast: null },
    life: 'unacknowledged',
    active: true,
    acknowledged: false,
    latching: false,
    timeToActS: 120,
    raisedMs: morningMs + 0.5,
    changedMs: morningMs + 0.5,
    acknowledgedMs: null,
    acknowledgedBy: null,
    returnedMs: null,
    closedMs: null,
    shelving: null,
    suppressedBy: null,
    answers: [],
    answersLeftOut: 0,
    ...{ callingSinceMs: null, escalation: 0, assignee: null, comments: 0, steps: [] },
    ...change,
  };
}

export function makeTransition(change: Partial<Alarm> = {}, kind: AlarmTransition['kind'] = 'raised'): AlarmTransition {
  const alarm = makeAlarm(change);
  return { kind, atMs: alarm.changedMs, actor: 'station', note: null, alarm };
}

export function makeSample(change: Partial<ZoneSample> = {}): ZoneSample {
  return {
    zoneId: 'p1',
    count: 10,
    densityPerM2: 1.5,
    band: 'green',
    inflow: 1,
    outflow: 0,
    confidence: 0.9,
    measured: true,
    ...change,
  };
}

/** Its id is `s-` and its secret's hash. */
export function makeSession(secretHash: string, change: Partial<NewSession> = {}): NewSession {
  return {
    ...{ id: `s-${secretHash}`, kind: 'link', secretHash, refreshNo: null, accountId: null },
    ...{ name: 'asha', role: 'operator', lines: null, zone: null, language: null, agent: null },
    ...{ createdMs: morningMs, expiresMs: morningMs + 3_600_000 },
    ...change,
  };
}

/** A store as it was before a table came, with one open alarm; and the version that it is of. */
export function storeBefore(table: string): { place: Place; version: number } {
  const place = temporaryPlace();
  const before = migrations.findIndex((migration) => migration.sql.includes(`CREATE TABLE ${table}`));
  // Branches number their migrations apart, so that a number may be left out.
  const version = migrations[before - 1]?.version ?? 0;
  const connection = connect({ file: place.file, mode: 'full', log: silentLog });
  migrate(connection, migrations.slice(0, before), { ...place, folder: place.backupFolder, nowMs: morningMs });
  connection.query<[string]>("INSERT INTO alarms (id, alarm) VALUES ('a1', ?)").run(JSON.stringify(makeAlarm()));
  connection.close();
  return { place, version };
}
