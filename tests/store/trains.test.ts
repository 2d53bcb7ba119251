/** Trains on the disk: the timetable is replaced as a whole, reports and visits outlive a restart, each for its time. */
import { expect, test } from 'vitest';
import type { LiveTrain, StoredTimetable, TrainVisit } from '../../src-contract/domain/train.ts';
import { makeAlarm, morningMs, openTestStore, storeBefore, temporaryPlace } from './store-fixture.ts';

const dayMs = 86_400_000;

function timetable(publisher: string, trainIds: readonly string[]): StoredTimetable {
  const calls = [{ stop: 'Dadar', code: 'DDR', arrivalS: 30_000, departureS: 30_030, platform: '1' }];
  return {
    facts: {
      ...{ importedMs: morningMs, importedBy: 'asha', fileName: 'wr.zip', publisher, version: null, validFrom: '20261101' },
      ...{ validUntil: '20270430', stops: [{ id: 'dadar', name: 'Dadar', match: 'name' }], trips: trainIds.length },
      ...{ tripsByLine: { western: trainIds.length }, otherRoutes: [] },
    },
    timetable: {
      timezone: 'Asia/Kolkata',
      services: [{ id: 's', weekdays: Array(7).fill(true), from: '20261101', until: '20270430', added: [], removed: [] }],
      trips: trainIds.map((trainId) => ({ trainId, line: 'western', destination: null, serviceId: 's', calls, ours: 0 })),
    },
  };
}

const live: LiveTrain = {
  ...{ trainId: '90001', atMs: morningMs, motion: 'cancelled', line: 'western', destination: null, platform: '1', cars: 12 },
  progress: { atMs: morningMs, currentStation: 'Mahim', nextStation: null, delayS: 60, arrivesMs: null },
  load: { atMs: morningMs, value: { occupancy: 0.7 } },
};
const visit: TrainVisit = {
  ...{ trainId: '90001', line: 'western', platform: '1', scheduledMs: null, arrivedMs: morningMs, occupancy: 0.7 },
  ...{ platformBefore: 12, platformPeak: 40 },
};

test('a timetable replaces the one before as a whole, and can be removed', async () => {
  const place = temporaryPlace();
  const store = openTestStore(place);
  expect(store.trains.timetable()).toBeNull();
  store.trains.replaceTimetable(timetable('first', ['1', '2', '3']));
  store.trains.replaceTimetable(timetable('second', ['4', '5']));
  expect(store.trains.timetable()).toEqual(timetable('second', ['4', '5']));
  await store.close();
  const again = openTestStore(place);
  expect(again.trains.timetable()).toEqual(timetable('second', ['4', '5']));
  again.trains.replaceTimetable(null);
  expect(again.trains.timetable()).toBeNull();
});

test('the last report of a train and its visits outlive a restart, a cancelled train stays cancelled', async () => {
  const place = temporaryPlace();
  const store = openTestStore(place);
  store.trains.saveLive([{ ...live, motion: 'running' }, live]);
  store.trains.addVisit(visit);
  await store.close();
  const again = openTestStore(place);
  expect(again.trains.live(morningMs - dayMs)).toEqual([live]);
  expect(again.trains.live(morningMs + 1)).toEqual([]);
  expect(again.trains.visits(morningMs)).toEqual([visit]);
});

test('a report goes after a day, a visit after as long as roll-ups', async () => {
  const store = openTestStore();
  store.trains.saveLive([
    { ...live, atMs: morningMs - 2 * dayMs },
    { ...live, trainId: 'new' },
  ]);
  store.trains.addVisit({ ...visit, arrivedMs: morningMs - 731 * dayMs });
  store.trains.addVisit(visit);
  store.settle(morningMs);
  await store.runRetention(morningMs);
  expect(store.trains.live(0).map(({ trainId }) => trainId)).toEqual(['new']);
  expect(store.trains.visits(0)).toEqual([visit]);
});

test('a store of the version before keeps its alarms and takes a timetable', () => {
  const { place, version } = storeBefore('timetables');
  const store = openTestStore(place);
  expect(store.opened).toMatchObject({ kind: 'ok', migratedFrom: version });
  expect(store.alarms.open()).toEqual([makeAlarm()]);
  store.trains.replaceTimetable(timetable('first', ['1']));
  expect(store.trains.timetable()?.timetable.trips).toHaveLength(1);
});
