/** The readings' desk with a real store in a temporary folder, and keys: what an intake stands before. The desk can be made to refuse. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RejectedReading, StoredReading } from '../../../src-contract/domain/reading.ts';
import { siteConfigSchema } from '../../../src-contract/site-config.ts';
import { createClock } from '../../../src-main/clock.ts';
import { createIntakeAccess } from '../../../src-main/composition/intake-access.ts';
import { createStationSensors, noIntake, type StationSensors } from '../../../src-main/composition/sensors.ts';
import { createLog } from '../../../src-main/log.ts';
import type { SensorBook } from '../../../src-main/sensors/book/sensor-book.ts';
import { hashSecret, newSecret } from '../../../src-main/server/auth/secrets.ts';
import { type IntakeAccess, plainOnly, type SensorIntake, type Unwrap } from '../../../src-main/sources/sensors/intake.ts';
import { createPatientDesk, type PatientDesk } from '../../../src-main/sources/sensors/patient-desk.ts';
import { openStore, type Store } from '../../../src-main/store/open-store.ts';

const site = siteConfigSchema.parse({
  station: { id: 'T', name: 'Test', lines: ['western'], location: [72.8, 19] },
  zones: [
    {
      id: 'p1',
      name: 'Platform 1',
      kind: 'waiting',
      ground: [
        [0, 0],
        [9, 0],
        [9, 6],
        [0, 6],
      ],
    },
  ],
});

export interface IntakeFixture {
  readonly store: Store;
  readonly sensors: StationSensors;
  readonly desk: PatientDesk;
  readonly access: IntakeAccess;
  /** Made up for this fixture. */
  readonly adminKey: string;
  /** While true the desk says that it has no room. */
  setFull(isFull: boolean): void;
  /** Registers a sensor; its key. */
  sensorKey(id: string, addresses?: readonly string[]): string;
  serviceKey(scopes: readonly string[]): { readonly key: string; readonly id: string };
  rows(): readonly StoredReading[];
  rejected(): readonly RejectedReading[];
  /** What every intake needs. */
  common(): { desk: PatientDesk; access: IntakeAccess; nowMs: () => number; log: ReturnType<typeof createLog>; unwrap: Unwrap };
  stop(): Promise<void>;
}

export async function openIntakeFixture(): Promise<IntakeFixture> {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-intake-'));
  const clock = createClock();
  const log = createLog('silent');
  const store = openStore({
    ...{ file: join(folder, 'kavach.db'), backupFolder: join(folder, 'backups'), retention: site.retention, log, clock },
  });
  const sensors = createStationSensors({ store, site, predict: null, intake: noIntake, clock, log });
  await sensors.part.start();
  let isFull = false;
  const desk = createPatientDesk({
    desk: { take: sensors.take, hasRoom: () => !isFull && sensors.hasRoom() },
    nowMs: clock.nowMs,
  });
  const adminKey = newSecret();
  const access = createIntakeAccess({ store, book: sensors.book, adminKey, clock, log });
  return {
    ...{ store, sensors, desk, access, adminKey },
    setFull: (full) => {
      isFull = full;
    },
    sensorKey(id, addresses = []) {
      const key = newSecret();
      const settings = { type: 'traffic', name: id, location: null, approved: true, thresholds: [], calibration: [] };
      sensors.port.add({ id, ...settings, silentAfterS: null, addresses: [...addresses] }, { by: 'test', atMs: clock.nowMs() });
      sensors.port.setKey(id, hashSecret(key), clock.nowMs());
      return key;
    },
    serviceKey(scopes) {
      const key = newSecret();
      const id = newSecret().slice(0, 8);
      const times = { createdBy: 'test', createdMs: clock.nowMs(), lastUsedMs: null, expiresMs: null };
      store.serviceKeys.add(hashSecret(key), { id, name: id, scopes: [...scopes], ...times });
      return { key, id };
    },
    rows: () => allRows(sensors.book, store),
    rejected: () => store.readings.rejected({ limit: 10_000 }).rejected,
    common: () => ({ desk, access, nowMs: clock.nowMs, log, unwrap: plainOnly }),
    async stop() {
      desk.stop();
      await sensors.part.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function allRows({ list }: SensorBook, store: Store): readonly StoredReading[] {
  return list().flatMap(({ id }) => rowsOf(store, id));
}

function rowsOf(store: Store, sensorId: string): StoredReading[] {
  const rows: StoredReading[] = [];
  let cursor: string | undefined;
  do {
    const page = store.readings.list({ sensorId, fromMs: 0, limit: 1000, cursor });
    rows.push(...page.readings);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

/** The port of an intake that listens. */
export function portOf(intake: SensorIntake): number {
  const state = intake.state();
  if (state.kind !== 'listening') throw new Error(`it doesn't listen: ${JSON.stringify(state)}`);
  return state.port;
}
