/** Incidents in the store: numbered, whole or not at all, found again, kept as long as alarms, and there after an upgrade. */
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { IncidentChange } from '../../src-contract/domain/incident-event.ts';
import { append, opened, ravi } from './incident-fixture.ts';
import { limits, makeAlarm, morningMs, openTestStore, storeBefore, temporaryPlace } from './store-fixture.ts';

const dayMs = 86_400_000;
test('events are numbered over all incidents and found again by incident, number and reporter', () => {
  const store = openTestStore();
  append(store, 'a', [opened, { kind: 'started' }]);
  const { incident } = append(store, 'b', [opened]);
  append(store, 'b', [{ kind: 'seen' }], { before: incident });
  expect(store.incidents.newestSeq()).toBe(4);
  expect(store.incidents.find('b')?.seq).toBe(4);
  expect(store.incidents.find('c')).toBeNull();
  const seqs = (query: object) => store.incidents.events({ sinceSeq: 0, limit: 10, ...query }).map(({ seq }) => seq);
  expect(seqs({})).toEqual([1, 2, 3, 4]);
  expect(seqs({ incidentId: 'b' })).toEqual([3, 4]);
  expect(seqs({ sinceSeq: 2, limit: 1 })).toEqual([4]);
  expect(store.incidents.findReport(ravi.id, 'a')).toEqual({ incidentId: 'a' });
  expect(store.incidents.reportsOf('a', ravi.id)).toEqual([{ reportId: 'report of a', key: 'a', atMs: morningMs }]);
});

test('an entry whose key was used leaves nothing behind', () => {
  const store = openTestStore();
  append(store, 'a', [opened], { key: 'k' });
  expect(() => append(store, 'b', [opened], { key: 'k' })).toThrow(/UNIQUE/);
  expect(store.incidents.find('b')).toBeNull();
  expect(store.incidents.events({ sinceSeq: 0, limit: 10 })).toHaveLength(1);
});

test('a row that is no incident hides no other', () => {
  const place = temporaryPlace();
  const store = openTestStore(place);
  for (const id of ['a', 'b', 'c']) append(store, id, [opened]);
  const sqlite = new Sqlite(place.file);
  sqlite.exec(`UPDATE incidents SET incident = json_set(incident, '$.severity', 'awful') WHERE id = 'b'`);
  sqlite.close();
  expect(store.incidents.open().map(({ id }) => id)).toEqual(['a', 'c']);
  expect(store.incidents.find('b')).toBeNull();
  expect(store.incidents.list({ limit: 10 }).incidents.map(({ id }) => id)).toEqual(['c', 'a']);
});

test('resolved ones go after alarms_days with their events and keys; open ones stay whole, however old', async () => {
  const store = openTestStore(temporaryPlace(), { retention: { ...limits, alarms_days: 100 } });
  const resolved: IncidentChange = { kind: 'resolved', outcome: 'over' };
  append(store, 'old', [opened, resolved], { atMs: morningMs - 101 * dayMs });
  append(store, 'newer', [opened, resolved], { atMs: morningMs - 99 * dayMs });
  append(store, 'open', [opened], { atMs: morningMs - 300 * dayMs });
  const late = append(store, 'late', [opened], { atMs: morningMs - 300 * dayMs });
  append(store, 'late', [resolved], { before: late.incident });
  await store.runRetention(morningMs);
  expect(store.incidents.list({ limit: 10 }).incidents.map(({ id }) => id)).toEqual(['late', 'open', 'newer']);
  expect(store.incidents.events({ sinceSeq: 0, limit: 20 }).map(({ incidentId }) => incidentId)).toEqual([
    'newer',
    'newer',
    'open',
    'late',
    'late',
  ]);
  expect(store.incidents.findReport(ravi.id, 'old')).toBeNull();
  expect(store.incidents.findReport(ravi.id, 'open')).not.toBeNull();
});

test('a store of the version before keeps its alarms and takes incidents', () => {
  const { place, version } = storeBefore('incidents');
  const store = openTestStore(place);
  expect(store.opened).toMatchObject({ kind: 'ok', migratedFrom: version });
  expect(store.alarms.open()).toEqual([makeAlarm()]);
  append(store, 'a', [opened]);
  expect(store.incidents.open()).toHaveLength(1);
});

test('an event that can’t be read hides none of those behind it', () => {
  const at = temporaryPlace();
  const store = openTestStore(at);
  const before = append(store, 'i', [opened, { kind: 'started' }]).incident;
  append(store, 'i', [{ kind: 'acknowledged' }, { kind: 'seen' }], { before });
  const sqlite = new Sqlite(at.file);
  sqlite.exec(`UPDATE incident_events SET change = '{"kind":"unheard-of"}' WHERE seq = 2`);
  sqlite.close();
  const query = { incidentId: 'i', sinceSeq: 0, limit: 2 };
  expect(store.incidents.eventsFrom(query).map(({ seq }) => seq)).toEqual([1, 3]);
  expect(store.incidents.eventsFrom({ ...query, sinceSeq: 3 }).map(({ seq }) => seq)).toEqual([4]);
  expect(store.incidents.events({ ...query, limit: 3 }).map(({ seq }) => seq)).toEqual([1, 3, 4]);
});
