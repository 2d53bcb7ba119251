/** The desk over a real store: each payload is answered once, when it is on the disk; a store that refuses costs time and no reading. */
import { expect, test } from 'vitest';
import type { SensorPayload, TakenPayload, ToldReading } from '../../src-contract/domain/reading.ts';
import type { ReadingRecords } from '../../src-contract/domain/reading-records.ts';
import { createSensorBook } from '../../src-main/sensors/book/sensor-book.ts';
import { createLocalSteps } from '../../src-main/sensors/desk/local-steps.ts';
import type { PredictBatch } from '../../src-main/sensors/desk/prepare-batch.ts';
import { createReadingDesk } from '../../src-main/sensors/desk/reading-desk.ts';
import { until } from '../fixtures/until.ts';
import { openTestStore, silentLog } from '../store/store-fixture.ts';

interface Open {
  readonly append?: ReadingRecords['append'];
  readonly mostWaiting?: number;
  readonly predict?: PredictBatch;
}

function open({ append, mostWaiting, predict }: Open = {}) {
  const store = openTestStore();
  const told: ToldReading[] = [];
  const book = createSensorBook();
  const desk = createReadingDesk({
    ...{ book, records: { append: append ?? store.readings.append }, stepsOf: createLocalSteps('Asia/Kolkata') },
    ...{ predict: predict ?? null, onStored: (readings) => told.push(...readings), nowMs: Date.now, log: silentLog },
    ...(mostWaiting === undefined ? {} : { mostWaiting }),
  });
  const take = (fields: object, messageId: string | null = null) => {
    const common = { source: 'mqtt', type: null, sensorId: null, origin: 'test', receivedMs: Date.now() } as const;
    const payload: SensorPayload = { ...common, messageId, text: JSON.stringify(fields) };
    return new Promise<TakenPayload>((resolve) => desk.take(payload, resolve));
  };
  return { store, told, book, desk, take };
}

const stored = (store: ReturnType<typeof open>['store'], type: string): number =>
  store.readings.list({ type, fromMs: 0, limit: 1000 }).readings.length;

test('what is answered is on the disk, and told afterwards, in order', async () => {
  const { store, told, desk, take } = open();
  const answers = await Promise.all(Array.from({ length: 1200 }, (_, i) => take({ sensor_id: 's', distance: i % 100, c: i })));
  expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['stored']));
  expect(stored(store, 'lidar')).toBe(1000);
  expect(told.map(({ seq }) => seq)).toEqual(Array.from({ length: 1200 }, (_, i) => i + 1));
  expect(told.map(({ values }) => values['c'])).toEqual(Array.from({ length: 1200 }, (_, i) => i));
  await desk.stop();
});

test('a message that is sent again is answered as a duplicate, by its number or by its own time', async () => {
  const { told, take } = open();
  const timed = { sensor_id: 's', distance: 1, c: 1, timestamp: new Date().toISOString() };
  expect((await take(timed)).kind).toBe('stored');
  expect((await take(timed)).kind).toBe('duplicate');
  expect((await take({ distance: 1, c: 1 }, 'm-1')).kind).toBe('stored');
  expect((await take({ distance: 1, c: 1 }, 'm-1')).kind).toBe('duplicate');
  expect(told).toHaveLength(2);
});

test('a store that refuses for a while costs no reading and stores none twice', async () => {
  let refusals = 2;
  const station = open({
    append(batch) {
      if (refusals-- > 0) throw new Error('the disk is full');
      return station.store.readings.append(batch);
    },
  });
  const answers = Promise.all([1, 2, 3].map((c) => station.take({ distance: 1, c }, `m-${c}`)));
  await until('the fault is shown', () => station.desk.figures().fault !== null);
  expect((await answers).map(({ kind }) => kind)).toEqual(['stored', 'stored', 'stored']);
  expect(stored(station.store, 'lidar')).toBe(3);
  expect(station.desk.figures()).toMatchObject({ stored: 3, lost: 0, duplicates: 0, fault: null });
});

test('a full queue says so at once, counts it, and stops with an answer for everybody', async () => {
  const { desk, take } = open({
    mostWaiting: 5,
    append: () => {
      throw new Error('the disk is full');
    },
  });
  const answers = Array.from({ length: 8 }, (_, c) => take({ distance: 1, c }));
  expect(await Promise.all(answers.slice(5))).toEqual([{ kind: 'full' }, { kind: 'full' }, { kind: 'full' }]);
  await desk.stop();
  expect((await Promise.all(answers)).every(({ kind }) => kind === 'full')).toBe(true);
  expect(desk.figures().lost).toBe(8);
});

test('a model takes the fog rule’s place, and leaves to the rules what it has nothing to say of', async () => {
  const { told, take } = open({
    predict: async (readings) =>
      readings.map(({ type }) => (type === 'camera' ? { fogIntensity: 0.42, risk: 'MEDIUM', by: 'model:test' } : null)),
  });
  await Promise.all([take({ visibility: 0.9 }), take({ distance: 1, c: 1 })]);
  expect(told.map(({ prediction }) => prediction)).toEqual([
    { fogIntensity: 0.42, risk: 'MEDIUM', by: 'model:test' },
    { fogIntensity: null, risk: 'LOW', by: 'rule:none' },
  ]);
});
