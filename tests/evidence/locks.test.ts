/** What is locked stays, whatever retention, the limit of bytes and a full disk ask for; and which cameras and clips a case has. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { camerasOfAlarm, camerasOfPlace } from '../../src-main/evidence/cameras-of.ts';
import { clipsToDrop } from '../../src-main/evidence/clip-retention.ts';
import { createClipShelf } from '../../src-main/evidence/clip-shelf.ts';
import { morningMs, openTestStore, silentLog, storeBefore } from '../store/store-fixture.ts';
import { dayMs, makeClip, openEvidence } from './evidence-fixture.ts';

const lockOf = (kind: 'clip' | 'alarm', id: string) => ({ kind, id, reason: 'for the court', by: 'asha', atMs: morningMs });

test('whatever is asked for, no locked clip goes, and none goes without need', async () => {
  const { records, folder } = openEvidence();
  const clip = fc.record({
    ageDays: fc.integer({ min: 0, max: 60 }),
    bytes: fc.integer({ min: 1, max: 500 }),
    lock: fc.constantFrom(null, 'clip' as const, 'alarm' as const),
  });
  const given = fc.record({
    clips: fc.array(clip, { maxLength: 8 }),
    keepDays: fc.integer({ min: 1, max: 40 }),
    mostBytes: fc.integer({ min: 0, max: 3000 }),
    lackingBytes: fc.integer({ min: -500, max: 3000 }),
  });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(given, async ({ clips, keepDays, mostBytes, lackingBytes }) => {
      run += 1;
      const made = clips.map(({ ageDays, bytes, lock }, i) => {
        const id = `run-${run}-${i}`;
        return {
          lock,
          ageDays,
          target: lock === null ? null : lockOf(lock, lock === 'clip' ? id : `cause of ${id}`),
          clip: makeClip(id, morningMs - ageDays * dayMs, bytes),
        };
      });
      for (const one of made) records.begin(one.clip);
      for (const { target } of made) if (target !== null) records.lock(target);
      const limits = { keepMs: keepDays * dayMs, mostBytes, keepFreeBytes: 10_000 };
      await createClipShelf({
        folder,
        records,
        limits,
        freeBytes: () => 10_000 - lackingBytes,
        nowMs: () => morningMs,
        log: silentLog,
      }).tidy();
      const isThere = ({ clip: { id } }: (typeof made)[number]): boolean => records.find(id) !== null;
      expect(made.filter(({ lock }) => lock !== null).every(isThere)).toBe(true);
      const free = made.filter(({ lock }) => lock === null);
      expect(free.filter(isThere).every(({ ageDays }) => ageDays <= keepDays)).toBe(true);
      const isCalm = lackingBytes <= 0 && made.reduce((sum, { clip: { bytes } }) => sum + bytes, 0) <= mostBytes;
      if (isCalm) expect(free.every((one) => isThere(one) === one.ageDays <= keepDays)).toBe(true);
      for (const {
        target,
        clip: { id },
      } of made) {
        if (target !== null) records.unlock(target);
        records.remove(id);
      }
    }),
    { numRuns: 20 },
  );
});

test('the oldest go first, and no more of them than are in the way', () => {
  const unlocked = [1, 2, 3, 4].map((day) => makeClip(`c${day}`, day * dayMs));
  const limits = { keepMs: 100 * dayMs, mostBytes: 5000 };
  const dropped = (usedBytes: number, wantedBytes: number, nowMs = 5 * dayMs) =>
    clipsToDrop({ unlocked, usedBytes, wantedBytes }, limits, nowMs).map(({ id, reason }) => `${id} ${reason}`);
  expect(dropped(4000, 0)).toEqual([]);
  expect(dropped(6500, 0)).toEqual(['c1 share', 'c2 share']);
  expect(dropped(4000, 1500)).toEqual(['c1 disk', 'c2 disk']);
  expect(dropped(4000, 0, 102.5 * dayMs)).toEqual(['c1 age', 'c2 age']);
});

test('a lock on an alarm holds the clips that come later too; unlocking lets go; a list says what holds a clip', () => {
  const { evidence } = openTestStore();
  evidence.lock(lockOf('alarm', 'a1'));
  evidence.begin({ ...makeClip('one', morningMs), causes: [{ kind: 'alarm', id: 'a1', atMs: morningMs }] });
  evidence.begin(makeClip('two', morningMs + 1));
  evidence.addCause('two', { kind: 'incident', id: 'i1', atMs: morningMs });
  expect(evidence.remove('one')).toBe(false);
  expect(evidence.list({ limit: 10, locked: true }).clips.map(({ id, locks }) => [id, locks[0]?.reason])).toEqual([
    ['one', 'for the court'],
  ]);
  expect(evidence.list({ limit: 10, kind: 'incident' }).clips.map(({ id }) => id)).toEqual(['two']);
  expect(evidence.sums()).toEqual({ clips: 2, bytes: 2000, lockedClips: 1, lockedBytes: 1000 });
  const page = evidence.list({ limit: 1 });
  expect(evidence.list({ limit: 1, cursor: page.nextCursor ?? '' }).clips.map(({ id }) => id)).toEqual(['one']);
  expect(evidence.unlock({ kind: 'alarm', id: 'a1' })).toBe(true);
  expect(evidence.remove('one')).toBe(true);
  expect(evidence.find('one')).toBeNull();
});

test('marks are listed, found by their words and changed; a store from before keeps what it had', () => {
  const { place } = storeBefore('clips');
  const { evidence, alarms } = openTestStore(place);
  expect(alarms.open()).toHaveLength(1);
  const mark = { id: 'm1', cameraId: 'c1', atMs: morningMs, note: '', by: 'asha' };
  evidence.addMark(mark);
  expect(evidence.noteMark('m1', 'A bag on the edge')).toEqual({ ...mark, note: 'A bag on the edge' });
  expect(evidence.marks({ limit: 5, text: 'BAG' }).marks).toHaveLength(1);
  expect(evidence.marks({ limit: 5, camera: 'c2' }).marks).toHaveLength(0);
  expect(evidence.noteMark('m2', 'nothing')).toBeNull();
  expect([evidence.removeMark('m1'), evidence.removeMark('m1')]).toEqual([true, false]);
});

test('an alarm or an incident concerns the camera that it names and those that look at its zone', () => {
  const cameras = [
    { id: 'c1', zones: [{ zone: 'p1' }] },
    { id: 'c2', zones: [{ zone: 'p2' }, { zone: 'p1' }] },
    { id: 'c3', zones: [] },
  ];
  const alarm = (type: 'zone' | 'camera' | 'part', id: string) => camerasOfAlarm(cameras, { subject: { type, id } });
  expect(alarm('zone', 'p1')).toEqual(['c1', 'c2']);
  expect(alarm('camera', 'c3')).toEqual(['c3']);
  expect(alarm('part', 'disk')).toEqual([]);
  expect(camerasOfPlace(cameras, { cameraId: 'c2', zoneId: 'p1' })).toEqual(['c2', 'c1']);
  expect(camerasOfPlace(cameras, { cameraId: null, zoneId: null })).toEqual([]);
});
