/** Trains over REST and the crowd socket: reports one by one and many at once, who may do what, and a timetable from upload to answer. */
import { expect, onTestFinished, test } from 'vitest';
import { feedZip, smallFeed } from '../fixtures/gtfs.ts';
import { until } from '../fixtures/until.ts';
import { type Message, openSocket } from './test-socket.ts';
import { startTestStation, type TestStation } from './test-station.ts';

/** Saturday, 08:00 in Mumbai. */
const startMs = Date.parse('2026-11-28T02:30:00Z');

async function station(): Promise<TestStation & { passes: (ms: number) => void }> {
  let nowMs = startMs;
  const started = await startTestStation({ clock: { nowMs: () => nowMs } });
  onTestFinished(() => started.stop());
  const passes = (ms: number): void => {
    nowMs += ms;
  };
  return { ...started, passes };
}

async function incoming({ get }: TestStation, query = ''): Promise<Record<string, unknown>[]> {
  const reply = await get(`/api/trains/incoming${query}`);
  return (await reply.json()).trains;
}

test('a report is answered with its train, with a time that is rounded down and a crowd from its load', async () => {
  const one = await station();
  const report = {
    ...{ train_id: '90001', line: 'western', current_station: 'Mahim', next_station: 'Matunga Road', platform: '1' },
    ...{ eta_minutes: 4.8, load: { persons: 2400 }, cars: 12, destination: 'Churchgate' },
  };
  const reply = await one.post('/api/trains/updates', report);
  expect([reply.status, await reply.json()]).toEqual([200, { taken: 1, late: 0, refused: [] }]);
  expect(await incoming(one, '?station_id=DDR&line=western')).toMatchObject([
    {
      ...{ train_id: '90001', line: 'western', current_station: 'Mahim', next_station: 'Matunga Road' },
      ...{ eta_minutes: 4, status: 'running', source: 'live', stale: false, load_basis: 'reported', crowd_level: 'moderate' },
    },
  ]);
  expect(await incoming(one, '?line=central')).toEqual([]);
  one.passes(4 * 60_000);
  expect(await incoming(one)).toMatchObject([{ eta_minutes: 0, stale: true }]);
  one.passes(7 * 60_000);
  expect(await incoming(one)).toMatchObject([{ eta_minutes: null, status: 'lost', stale: true, current_station: 'Mahim' }]);
});

test('of many reports the wrong ones are refused with their place and reason, the others are taken', async () => {
  const one = await station();
  const reply = await one.post('/api/trains/updates', [
    { train_id: 'a', eta_minutes: 3 },
    { train_id: '', eta_minutes: 3 },
    { train_id: 'b', delay_minutes: 'late' },
    { train_id: 'c', timestamp: new Date(startMs + 3_600_000).toISOString() },
    { train_id: 'd', timestamp: new Date(startMs - 4 * 3_600_000).toISOString() },
    { train_id: 'e', speed: 40 },
    'hello',
    { train_id: 'a', eta_minutes: 9, timestamp: new Date(startMs - 1000).toISOString() },
  ]);
  const { taken, late, refused } = await reply.json();
  expect([taken, late]).toEqual([1, 1]);
  expect(refused.map(({ index }: { index: number }) => index)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(refused[1].reason).toContain('delay_minutes');
  expect(refused[2].reason).toContain('future');
  expect(await incoming(one)).toMatchObject([{ train_id: 'a', eta_minutes: 3 }]);
});

test('another station and an unknown line are refused by name', async () => {
  const one = await station();
  for (const [query, said] of [
    ['?station_id=CST', 'No station CST here; this one is DDR.'],
    ['?line=metro', 'No line metro here; the lines are western, central.'],
  ]) {
    const reply = await one.get(`/api/trains/incoming${query}`);
    expect([reply.status, (await reply.json()).error.message]).toEqual([404, said]);
  }
});

test('trains come with the crowd on its socket, narrowed by line', async () => {
  const one = await station();
  await one.post('/api/trains/updates', [
    { train_id: 'w', line: 'western', eta_minutes: 5 },
    { train_id: 'c', line: 'central', eta_minutes: 3 },
  ]);
  const socket = openSocket(`${one.origin}/ws/crowd`);
  onTestFinished(socket.close);
  const trainsOf = (message: Message): string[] => message['trains'].map((train: { train_id: string }) => train.train_id);
  const said = async (wanted: readonly string[]) =>
    expect(await socket.next((message) => JSON.stringify(trainsOf(message)) === JSON.stringify(wanted))).toBeDefined();
  await said(['c', 'w']);
  socket.send({ type: 'subscribe', lines: ['western'] });
  await said(['w']);
  socket.send({ type: 'subscribe', stations: ['CST'] });
  await said([]);
});

test('a timetable is imported, answers by itself, gives way to reports, and is removed', async () => {
  const one = await station();
  const form = new FormData();
  form.set('file', new Blob([Buffer.from(feedZip(smallFeed))]), 'feed.zip');
  form.set('name', 'feed.zip');
  const begun = await one.get('/api/trains/timetable', { method: 'POST', body: form });
  expect([begun.status, (await begun.json()).import.state]).toEqual([202, 'running']);
  const state = async () => (await one.get('/api/trains/timetable')).json();
  await until('the end of the import', async () => (await state()).import.state === 'idle');
  expect((await state()).timetable).toMatchObject({
    trains: 4,
    file_name: 'feed.zip',
    valid_from: '2026-10-01',
    other_routes: ['EXP'],
  });
  const planned = { source: 'timetable', status: 'scheduled', crowd_level: 'unknown', platform: '1' };
  expect(await incoming(one)).toMatchObject([
    { ...planned, train_id: '90001', eta_minutes: 4, current_station: 'Matunga Road', next_station: 'Dadar' },
    { ...planned, train_id: '90002', eta_minutes: 14, current_station: null, next_station: 'Matunga Road' },
  ]);
  await one.post('/api/trains/updates', { train_id: '90001', delay_minutes: 12, current_station: 'Matunga Road' });
  expect(await incoming(one)).toMatchObject([
    { train_id: '90002', source: 'timetable' },
    { train_id: '90001', source: 'live', eta_minutes: 16, delay_minutes: 12, scheduled_at: '2026-11-28T02:34:00.000Z' },
  ]);
  const audited = (await (await one.get('/api/audit')).json()).entries.map(({ action }: { action: string }) => action);
  expect(audited).toContain('importTimetable');
  const removed = await one.get('/api/trains/timetable', { method: 'DELETE' });
  expect((await removed.json()).timetable).toBeNull();
  expect(await incoming(one)).toMatchObject([{ train_id: '90001', source: 'live' }]);
});

test('a feed that can’t be taken says why, and the timetable stays', async () => {
  const one = await station();
  const send = (bytes: Uint8Array) => one.post('/api/trains/timetable', { file: Buffer.from(bytes).toString('base64') });
  const settled = () =>
    until('the end of the import', async () => {
      const { import: importing, timetable } = await (await one.get('/api/trains/timetable')).json();
      return importing.state === 'running' ? null : { importing, timetable };
    });
  expect((await send(feedZip(smallFeed))).status).toBe(202);
  await settled();
  expect((await send(new TextEncoder().encode('hello'))).status).toBe(202);
  expect(await settled()).toMatchObject({
    importing: { state: 'failed', reason: expect.stringContaining('no ZIP archive') },
    timetable: { trains: 4 },
  });
  expect((await one.get('/api/trains/timetable/import', { method: 'DELETE' })).status).toBe(409);
});

test('the network names its stations in three languages', async () => {
  const one = await station();
  const { network } = await (await one.get('/api/network')).json();
  expect(network.lines.map(({ id }: { id: string }) => id)).toEqual(['western', 'central', 'harbour']);
  expect(network.stations.DDR).toEqual({ en: 'Dadar', hi: 'दादर', mr: 'दादर' });
});
