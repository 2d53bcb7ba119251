/** Readings in a real store: no duplicate, nothing half, roll-ups that agree with the rows also after a kill, lists by cursor, retention. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reading, RejectedReading } from '../../src-contract/domain/reading.ts';
import type { NewReading } from '../../src-contract/domain/reading-records.ts';
import { createLocalSteps } from '../../src-main/sensors/desk/local-steps.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import { limits, morningMs, openTestStore, temporaryFolder, temporaryPlace } from './store-fixture.ts';

const stepsOf = createLocalSteps('Asia/Kolkata');
let digest = 0;

function reading(change: Partial<Reading> = {}): Reading {
  const atMs = change.atMs ?? morningMs;
  return {
    ...{
      sensorId: 'north',
      type: 'traffic',
      source: 'mqtt',
      atMs,
      receivedMs: atMs,
      raw: '{"speed":36}',
      values: { speed: 10, volume: 4 },
    },
    ...{ prediction: { fogIntensity: null, risk: 'LOW', by: 'rule:none' }, digest: ++digest, ...change },
  };
}

function asNew(one: Reading): NewReading {
  return { reading: one, steps: stepsOf(one.atMs), rolledUp: Object.keys(one.values), approved: true };
}

const append = (store: Store, ...readings: Reading[]) => store.readings.append({ readings: readings.map(asNew), rejected: [] });
const everything = { fromS: 0, toS: 1e11 };

function total(store: Store, sensorId: string | null, step: 'minute' | 'hour' | 'day', field = 'speed') {
  store.settle(morningMs);
  return store.readings.total({ type: 'traffic', sensorId, field, step, ...everything });
}

describe('what is stored', () => {
  test('comes back as it was, numbered, the newest first', () => {
    const store = openTestStore();
    const early = reading({ values: { speed: 1.25 }, prediction: null, type: 'odd' });
    const late = reading({ atMs: morningMs + 1000, type: 'odd', source: 'tcp' });
    expect(append(store, early, late)).toEqual([1, 2]);
    expect(store.readings.list({ type: 'odd', fromMs: 0, limit: 10 }).readings).toEqual([
      { ...late, seq: 2 },
      { ...early, seq: 1 },
    ]);
  });

  test('the same reading again is left out, in the same batch and later, and counts once', () => {
    const store = openTestStore();
    const one = reading();
    expect(append(store, one, one, reading())).toEqual([1, null, 2]);
    expect(append(store, one)).toEqual([null]);
    expect(total(store, 'north', 'day')).toEqual({ n: 2, sum: 20, min: 10, max: 10 });
  });

  test('numbers are never given again, also after all rows have gone', async () => {
    const store = openTestStore(temporaryPlace(), { nowMs: morningMs + 40 * 86_400_000, retention: limits });
    append(store, reading(), reading());
    await store.runRetention(morningMs + 40 * 86_400_000);
    expect(store.readings.list({ type: 'traffic', fromMs: 0, limit: 10 }).readings).toEqual([]);
    expect(append(store, reading())).toEqual([3]);
  });

  test('a list goes on where its page ended, whatever comes meanwhile', () => {
    const store = openTestStore();
    append(store, ...Array.from({ length: 25 }, (_, i) => reading({ atMs: morningMs + Math.floor(i / 3) })));
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = store.readings.list({ sensorId: 'north', fromMs: 0, limit: 7, cursor });
      seen.push(...page.readings.map(({ seq }) => seq));
      cursor = page.nextCursor ?? undefined;
      append(store, reading({ atMs: morningMs + 1_000_000 }));
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => 25 - i));
    expect(() => store.readings.list({ type: 'traffic', fromMs: 0, limit: 1, cursor: 'x' })).toThrow(/Leave it out/);
  });

  test('the newest of each sensor, also of those that were heard once long ago', () => {
    const store = openTestStore();
    append(
      store,
      reading({ sensorId: 'a' }),
      reading({ sensorId: 'b', atMs: morningMs - 5000 }),
      reading({ sensorId: 'a', atMs: morningMs + 1 }),
    );
    const newest = store.readings.newest(100).map(({ sensorId, atMs }) => [sensorId, atMs]);
    expect(new Map(newest as [string, number][])).toEqual(
      new Map([
        ['a', morningMs + 1],
        ['b', morningMs - 5000],
      ]),
    );
  });

  test('what was refused is kept with its reason, the newest of them', () => {
    const store = openTestStore();
    const refused = (n: number): RejectedReading => ({
      ...{ source: 'tcp', origin: '10.0.0.9', receivedMs: morningMs + n, sensorId: n % 2 === 0 ? 'even' : null, type: null },
      ...{ reason: 'not-json', detail: 'it is not JSON', raw: `{${n}` },
    });
    store.readings.append({ readings: [], rejected: [refused(1), refused(2), refused(3)] });
    const { rejected, nextCursor } = store.readings.rejected({ limit: 2 });
    expect(rejected).toEqual([refused(3), refused(2)]);
    expect(store.readings.rejected({ limit: 2, cursor: nextCursor ?? '' }).rejected).toEqual([refused(1)]);
    expect(store.readings.rejected({ limit: 9, sensorId: 'even' }).rejected).toEqual([refused(2)]);
  });
});

describe('roll-ups', () => {
  test('agree with the readings, whatever order they come in', () => {
    const some = fc.array(
      fc.record({
        sensor: fc.constantFrom('a', 'b'),
        minute: fc.integer({ min: 0, max: 3000 }),
        speed: fc.integer({ min: 0, max: 50 }),
      }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(some, (all) => {
        const store = openTestStore();
        for (const { sensor, minute, speed } of all)
          append(store, reading({ sensorId: sensor, atMs: morningMs + minute * 60_000, values: { speed } }));
        for (const sensorId of ['a', 'b', null]) {
          const own = all.filter(({ sensor }) => sensorId === null || sensor === sensorId).map(({ speed }) => speed);
          const expected =
            own.length === 0
              ? null
              : { n: own.length, sum: own.reduce((a, b) => a + b, 0), min: Math.min(...own), max: Math.max(...own) };
          for (const step of ['minute', 'hour', 'day'] as const) expect(total(store, sensorId, step)).toEqual(expected);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('hours and days are those of the station', () => {
    const store = openTestStore();
    // 18:29 and 18:31 UTC are 23:59 and 0:01 in India.
    append(store, reading({ atMs: Date.UTC(2026, 10, 20, 18, 29) }), reading({ atMs: Date.UTC(2026, 10, 20, 18, 31) }));
    store.settle(morningMs);
    const days = store.readings.rollups({ type: 'traffic', sensorId: 'north', field: 'speed', step: 'day', ...everything });
    expect(days.map(({ atS }) => new Date(atS * 1000).toISOString())).toEqual([
      '2026-11-19T18:30:00.000Z',
      '2026-11-20T18:30:00.000Z',
    ]);
  });

  test('what a killed station had not rolled up yet is rolled up at the next start, once', () => {
    const place = temporaryPlace();
    const store = openTestStore(place);
    append(store, reading());
    store.settle(morningMs);
    append(store, reading(), reading());
    // As a kill leaves it: the file and its log, without the last roll-up.
    const folder = temporaryFolder();
    const copy = { folder, file: join(folder, 'kavach.db'), backupFolder: join(folder, 'backups') };
    for (const end of ['', '-wal']) copyFileSync(place.file + end, copy.file + end);
    const again = openTestStore(copy);
    expect(total(again, 'north', 'day')?.n).toBe(1);
    again.readings.resume(asNew);
    expect(total(again, 'north', 'day')?.n).toBe(3);
    again.readings.resume(asNew);
    expect(total(again, 'north', 'day')?.n).toBe(3);
  });

  test('minutes go after eight days, hours and days stay', async () => {
    const nowMs = morningMs + 20 * 86_400_000;
    const store = openTestStore(temporaryPlace(), { nowMs });
    append(store, reading(), reading({ atMs: nowMs }));
    store.settle(nowMs);
    await store.runRetention(nowMs);
    expect([total(store, 'north', 'minute')?.n, total(store, 'north', 'hour')?.n, total(store, 'north', 'day')?.n]).toEqual([
      1, 2, 2,
    ]);
  });
});
