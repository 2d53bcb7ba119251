/** The outbox: events in the transaction of what they tell, a place for each engine, the limit and what is counted, ids for ever. */
import { expect, test } from 'vitest';
import type { NewReading } from '../../src-contract/domain/reading-records.ts';
import { connect } from '../../src-main/store/database.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { idsOf, makeEvent, makeEvents, openOutbox } from './outbox-fixture.ts';
import { limits, makeSample, morningMs, openTestStore, silentLog, storeBefore, temporaryPlace } from './store-fixture.ts';

test('an event comes out as it went in, numbered, and only to those that have not had it', () => {
  const { outbox } = openOutbox({ sinks: ['kafka', 'postgres'] });
  const event = makeEvent('e1', { topic: 'traffic-predictions', atMs: morningMs + 0.5, payload: { sensor: 'क', low: null } });
  outbox.queue([event, makeEvent('e2'), makeEvent('e3')]);
  expect(outbox.read('kafka', 2)).toEqual([
    { ...event, seq: 1 },
    { ...makeEvent('e2'), seq: 2 },
  ]);
  outbox.advance('kafka', 2);
  expect(idsOf(outbox.read('kafka', 10))).toEqual(['e3']);
  expect(idsOf(outbox.read('postgres', 10))).toEqual(['e1', 'e2', 'e3']);
  expect(outbox.backlog('kafka')).toMatchObject({ waitingEvents: 1, oldestAddedMs: morningMs, droppedTotal: 0 });
});

test('an undone transaction leaves no event, and an event outside of one is a bug', () => {
  const { outbox, inBatch } = openOutbox({ sinks: ['kafka'] });
  const undone = (): void =>
    inBatch(() => {
      outbox.add(makeEvents(3));
      throw new Error('the reading could not be written');
    });
  expect(undone).toThrow('could not be written');
  expect(outbox.read('kafka', 10)).toEqual([]);
  expect(() => outbox.add(makeEvents(1))).toThrow('transaction');
});

test('where no engine is set up nothing is kept', () => {
  const place = temporaryPlace();
  const { outbox, inBatch, close } = openOutbox({ place, sinks: [] });
  outbox.queue(makeEvents(3));
  inBatch(() => outbox.add(makeEvents(3)));
  close();
  const later = openOutbox({ place, sinks: ['mqtt'] });
  expect(later.outbox.backlog('mqtt')).toMatchObject({ waitingEvents: 0, oldestAddedMs: null });
});

test('what all engines have goes, in pieces', () => {
  const place = temporaryPlace();
  const { outbox } = openOutbox({ place, sinks: ['kafka', 'postgres'] });
  outbox.queue(makeEvents(5000));
  outbox.advance('kafka', 5000);
  expect(outbox.backlog('postgres').waitingEvents).toBe(5000);
  for (const seq of [1000, 5000, 5000, 5000]) outbox.advance('postgres', seq);
  const connection = connect({ file: place.file, mode: 'read', log: silentLog });
  expect(connection.query('SELECT count(*) AS n FROM outbox').get()).toEqual({ n: 0 });
  connection.close();
  outbox.queue(makeEvents(1, 5001));
  // Empty meanwhile, and numbered on all the same.
  expect(outbox.read('kafka', 9)).toMatchObject([{ seq: 5001, eventId: 'e5001' }]);
});

test('an engine that is away costs its oldest events, counted, and no other engine any', () => {
  const { outbox } = openOutbox({ sinks: ['kafka', 'postgres'], mostEvents: 1000 });
  outbox.queue(makeEvents(900));
  outbox.advance('postgres', 900);
  outbox.queue(makeEvents(600, 901));
  expect(outbox.backlog('kafka')).toMatchObject({ waitingEvents: 1000, droppedTotal: 500 });
  expect(outbox.backlog('postgres')).toMatchObject({ waitingEvents: 600, droppedTotal: 0 });
  expect(outbox.read('kafka', 1)).toMatchObject([{ eventId: 'e501' }]);
  expect(outbox.read('postgres', 1)).toMatchObject([{ eventId: 'e901' }]);
});

test('places and losses outlive a restart; a lowered limit is come down to', () => {
  const place = temporaryPlace();
  const first = openOutbox({ place, sinks: ['kafka'], mostEvents: 8000 });
  first.outbox.queue(makeEvents(8000));
  first.outbox.advance('kafka', 10);
  first.outbox.queue(makeEvents(20, 8001));
  first.close();
  const { outbox } = openOutbox({ place, sinks: ['kafka'], mostEvents: 1000 });
  expect(outbox.backlog('kafka')).toMatchObject({ waitingEvents: 8000, droppedTotal: 10 });
  for (let from = 8021; from < 8025; from++) outbox.queue(makeEvents(1, from));
  expect(outbox.backlog('kafka')).toMatchObject({ waitingEvents: 1000, droppedTotal: 7014 });
});

test('an engine that comes later gets what still waits for others; one that is taken out is forgotten', () => {
  const place = temporaryPlace();
  const first = openOutbox({ place, sinks: ['kafka'] });
  first.outbox.queue(makeEvents(3));
  first.outbox.advance('kafka', 1);
  first.close();
  const second = openOutbox({ place, sinks: ['kafka', 'mqtt'] });
  expect(idsOf(second.outbox.read('mqtt', 9))).toEqual(['e2', 'e3']);
  second.close();
  const third = openOutbox({ place, sinks: ['mqtt'] });
  third.outbox.advance('mqtt', 3);
  third.outbox.queue(makeEvents(1, 4));
  third.close();
  const fourth = openOutbox({ place, sinks: ['mqtt', 'kafka'] });
  expect(idsOf(fourth.outbox.read('kafka', 9))).toEqual(['e4']);
});

test('large events are read a few at a time', () => {
  const { outbox } = openOutbox({ sinks: ['kafka'] });
  const text = 'x'.repeat(150_000);
  outbox.queue(['e1', 'e2', 'e3', 'e4'].map((id) => makeEvent(id, { payload: { text } })));
  expect(idsOf(outbox.read('kafka', 500))).toEqual(['e1', 'e2']);
  outbox.queue([makeEvent('e5', { payload: { text: text.repeat(4) } })]);
  outbox.advance('kafka', 4);
  expect(idsOf(outbox.read('kafka', 500))).toEqual(['e5']);
});

test('a refused event is kept aside with its reason, the newest thousand', () => {
  const place = temporaryPlace();
  const { outbox } = openOutbox({ place, sinks: ['postgres'] });
  outbox.queue(makeEvents(1010));
  for (const event of outbox.read('postgres', 1010)) outbox.setAside('postgres', event, `no ${event.eventId}`);
  expect(outbox.backlog('postgres')).toMatchObject({ waitingEvents: 0, refusedTotal: 1010, refusedReason: 'no e1010' });
  const connection = connect({ file: place.file, mode: 'read', log: silentLog });
  const kept = connection.query<[], { n: number; first: string }>(
    "SELECT count(*) AS n, min(event ->> '$.seq') AS first FROM outbox_refused",
  );
  expect(kept.get()).toEqual({ n: 1000, first: 11 });
  connection.close();
});

test('ids name the store and differ at each opening, so that a number given twice is no id given twice', async () => {
  const place = temporaryPlace();
  const ids: string[] = [];
  for (const _ of [1, 2]) {
    const store = openTestStore(place);
    ids.push(store.outbox.eventIds.numbered('r', 17));
    await store.close();
  }
  const other = openTestStore().outbox.eventIds.numbered('r', 17);
  expect(new Set([...ids, other]).size).toBe(3);
  const [name = ''] = ids[0]?.split('-') ?? [];
  expect(ids[1]).toMatch(new RegExp(`^${name}-[0-9a-f]{8}-r17$`));
  expect(other).not.toContain(name);
});

test('a store from before the outbox is brought up, and its writer fills it', async () => {
  const { place } = storeBefore('outbox');
  const options = { file: place.file, backupFolder: place.backupFolder, retention: limits, log: silentLog };
  const store = openStore({ ...options, outbox: { sinks: ['mqtt'], mostEvents: 1000 }, clock: { nowMs: () => morningMs } });
  store.outbox.queue(makeEvents(2));
  store.settle(morningMs);
  expect(idsOf(store.outbox.read('mqtt', 9))).toEqual(['e1', 'e2']);
  expect(store.alarms.open()).toHaveLength(1);
  await store.close();
});

test('traffic goes out in the transaction of its reading, once, and nothing else does', () => {
  const store = openTestStore(temporaryPlace(), { outbox: { sinks: ['postgres'], mostEvents: 100 } });
  const reading = (type: string, digest: number): NewReading => ({
    reading: {
      ...{ sensorId: 'north', type, source: 'mqtt', atMs: morningMs, receivedMs: morningMs, raw: '{}', digest },
      ...{ values: { speed: 15, volume: 4 }, prediction: null },
    },
    ...{ steps: { minuteS: 0, hourS: 0, dayS: 0 }, rolledUp: ['speed'], approved: true },
  });
  const batch = { readings: [reading('traffic', 1), reading('radar', 2)], rejected: [] };
  store.readings.append(batch);
  store.readings.append(batch);
  expect(store.outbox.read('postgres', 10)).toMatchObject([
    { topic: 'traffic-events', key: 'north', payload: { sensor_id: 'north', speed: 54, volume: 4, density: null } },
  ]);
});

test('a store that is too large gives up its oldest events last, and counts them', async () => {
  const place = temporaryPlace();
  const options = { file: place.file, backupFolder: place.backupFolder, log: silentLog, clock: { nowMs: () => morningMs } };
  const retention = { ...limits, max_database_mb: 4 };
  const store = openStore({ ...options, retention, outbox: { sinks: ['kafka'], mostEvents: 100_000 } });
  const text = 'x'.repeat(900);
  store.outbox.queue(makeEvents(4000).map((event) => ({ ...event, payload: { text } })));
  store.samples.add({ atMs: morningMs, zones: [makeSample()] });
  store.settle(morningMs);
  expect(await store.runRetention(morningMs)).toMatchObject({ overSize: false });
  const { waitingEvents, droppedTotal } = store.outbox.backlog('kafka');
  expect(droppedTotal).toBeGreaterThanOrEqual(1000);
  expect(waitingEvents).toBe(4000 - droppedTotal);
  expect(waitingEvents).toBeGreaterThan(0);
  expect(idsOf(store.outbox.read('kafka', 1))).toEqual([`e${droppedTotal + 1}`]);
  await store.close();
});
