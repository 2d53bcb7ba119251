/** Reports go out in order, each photo after its words; nothing that still needs somebody goes from the list by itself. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hasRoom, shelfLimits } from '../../src-renderer/staff-phone/report/photo-shelf.ts';
import {
  addReport,
  createPhotoSender,
  createReportSender,
  forgetReports,
  needsWriter,
  type Report,
  reportQueue,
} from '../../src-renderer/staff-phone/report/report-queue.ts';

const storage = new Map<string, string>();
let isStorageFull = false;

beforeEach(() => {
  isStorageFull = false;
  globalThis.localStorage = {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (isStorageFull) throw new Error('full');
      storage.set(key, value);
    },
    removeItem: (key: string) => void storage.delete(key),
    clear: () => storage.clear(),
    key: () => null,
    length: 0,
  };
});
afterEach(() => forgetReports());

const picture = new Blob(['picture']);
const items = () => reportQueue.use.getState().items;
const states = () => items().map(({ description, delivery, photo }) => `${description}: ${delivery.kind}, photo ${photo.kind}`);
const add = (description: string, photo: Blob | null = null) =>
  addReport({ severity: 'low', description, zoneId: null, atMs: 1, lateNote: '', photo });
const deliver = createReportSender(async ({ clientId }) => ({ kind: 'delivered', incidentId: `i-${clientId}` }));

test('a photo waits until the station has the words, and one that waits holds back no words', async () => {
  await add('first', picture);
  const sent: string[] = [];
  const sendPhotos = createPhotoSender(async ({ description }) => {
    sent.push(description);
    return { kind: 'later' };
  });
  expect(await sendPhotos()).toBe(true);
  expect(sent).toEqual([]);
  await deliver();
  expect(await sendPhotos()).toBe(false);
  await add('second');
  await deliver();
  expect(sent).toEqual(['first']);
  expect(states()).toEqual(['second: delivered, photo none', 'first: delivered, photo waiting']);
});

test('a browser without a database keeps the photo as long as the page, and says so', async () => {
  expect(await add('with photo', picture)).toEqual({ report: 'phone', photo: 'page' });
  expect(await add('without')).toEqual({ report: 'phone', photo: 'phone' });
  isStorageFull = true;
  expect(await add('no storage')).toEqual({ report: 'page', photo: 'phone' });
  expect(storage.get('kavach.phone.reports')).not.toContain('no storage');
  expect(states()[0]).toBe('no storage: queued, photo none');
});

test('too many that wait: the next is not taken, and none of them goes', async () => {
  for (let i = 0; i < 50; i += 1) await add(`${i}`);
  expect(await add('one more')).toEqual({ report: 'full', photo: 'full' });
  expect(items()).toHaveLength(50);
});

test('what was refused or lost its photo stays; what has arrived goes after a while', async () => {
  await add('refused');
  await createReportSender(async () => ({ kind: 'refused', why: 'too long' }))();
  await add('lost', picture);
  await deliver();
  await createPhotoSender(async () => ({ kind: 'lost' }))();
  for (let i = 0; i < 30; i += 1) await add(`${i}`);
  await deliver();
  expect(items()).toHaveLength(22);
  expect(states().slice(-2)).toEqual(['lost: delivered, photo lost', 'refused: refused, photo none']);
});

const queued: Report = {
  ...{ clientId: 'a', severity: 'low', description: '', zoneId: null, atMs: 1, lateNote: '' },
  ...{ delivery: { kind: 'queued' }, photo: { kind: 'none' } },
};
test.each<[Partial<Report>, boolean]>([
  [{}, false],
  [{ photo: { kind: 'waiting' } }, false],
  [{ delivery: { kind: 'refused', why: '' } }, true],
  [{ delivery: { kind: 'seen', incidentId: 'i', by: [] }, photo: { kind: 'sent' } }, false],
  [{ delivery: { kind: 'delivered', incidentId: 'i' }, photo: { kind: 'lost' } }, true],
  [{ delivery: { kind: 'delivered', incidentId: 'i' }, photo: { kind: 'refused', why: '' } }, true],
])('%j needs its writer: %s', (part, expected) => {
  expect(needsWriter({ ...queued, ...part })).toBe(expected);
});

test.each([
  [[], 1, true],
  [[], shelfLimits.bytes + 1, false],
  [[shelfLimits.bytes - 5], 5, true],
  [[shelfLimits.bytes - 5], 6, false],
  [Array.from({ length: shelfLimits.photos }, () => 1), 1, false],
])('beside photos of %j bytes there is room for %d more: %s', (kept, bytes, expected) => {
  expect(hasRoom(kept, bytes)).toBe(expected);
});
