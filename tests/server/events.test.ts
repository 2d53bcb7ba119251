/** Planned events over REST: as old clients send them, repeated, paged, changed, from calendars; who may, and what is kept. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
beforeEach(async () => {
  station = await startTestStation({ clock: { nowMs: () => Date.UTC(2026, 10, 20, 6) } });
});
afterEach(() => station.stop());

const fair = {
  ...{ name: 'Fair', description: 'On the maidan', location: 'Shivaji Park', expected_attendance: 40_000 },
  ...{ start_date: '2026-11-26T12:30:00Z', end_date: '2026-11-26T16:30:00Z' },
};
type Json = Record<string, unknown>;
const send = async (method: string, path: string, body?: unknown, headers = {}): Promise<{ status: number; json: Json }> => {
  const json =
    body === undefined ? {} : { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
  const reply = await station.get(path, { method, ...json });
  return { status: reply.status, json: (await reply.json()) as Json };
};
const list = async (query = '') => (await send('GET', `/api/events${query}`)).json;

test('an event as old clients send it comes back with its creator, and can be changed and removed', async () => {
  const { status, json } = await send('POST', '/api/events', fair);
  expect(status).toBe(201);
  expect(json).toMatchObject({ ...fair, start_date: '2026-11-26T12:30:00.000Z', end_date: '2026-11-26T16:30:00.000Z' });
  expect(json).toMatchObject({ repeats: null, created_by: expect.any(String), position: null });
  const path = `/api/events/${json['id'] as string}`;
  const changed = await send('PATCH', path, { expected_attendance: 60_000 });
  expect(changed.json).toMatchObject({
    ...fair,
    expected_attendance: 60_000,
    start_date: '2026-11-26T12:30:00.000Z',
    end_date: '2026-11-26T16:30:00.000Z',
  });
  expect((await send('DELETE', path)).json).toEqual({ removed: true });
  expect((await send('GET', path)).status).toBe(404);
  expect((await send('PATCH', path, { name: 'x' })).status).toBe(404);
  expect((await send('DELETE', path)).status).toBe(404);
});

test('times by the station’s clock, and whole days', async () => {
  const { json: evening } = await send('POST', '/api/events', {
    ...fair,
    start_date: '2026-11-26T18:00',
    end_date: '2026-11-26T22:00:00+05:30',
  });
  expect(evening).toMatchObject({ start_date: '2026-11-26T12:30:00.000Z', end_date: '2026-11-26T16:30:00.000Z' });
  const { json: days } = await send('POST', '/api/events', { ...fair, start_date: '2026-11-26', end_date: '2026-11-27' });
  expect(days).toMatchObject({ start_date: '2026-11-25T18:30:00.000Z', end_date: '2026-11-27T18:30:00.000Z' });
});

test('a place on the map stays when an old client sends its name back', async () => {
  const location = { name: 'Shivaji Park', lat: 19.0268, lon: 72.8385, place_id: 'way/12' };
  const { json } = await send('POST', '/api/events', { ...fair, location });
  const placed = { location: 'Shivaji Park', position: { lat: 19.0268, lon: 72.8385 }, place_id: 'way/12' };
  expect(json).toMatchObject(placed);
  const path = `/api/events/${json['id'] as string}`;
  expect((await send('PATCH', path, { location: 'Shivaji Park', name: 'Big fair' })).json).toMatchObject(placed);
  expect((await send('PATCH', path, { location: 'Elsewhere' })).json).toMatchObject({ location: 'Elsewhere', position: null });
  expect((await send('PATCH', path, { location: null })).json).toMatchObject({ location: null, position: null });
});

test('pages say how many there are, from and to look at occurrences', async () => {
  for (const day of [21, 22, 23]) {
    const at = `2026-11-${day}T12:30:00Z`;
    await send('POST', '/api/events', { ...fair, name: `On ${day}`, start_date: at, end_date: at });
  }
  await send('POST', '/api/events', {
    ...fair,
    name: 'Weekly',
    start_date: '2026-10-01T12:30:00Z',
    end_date: '2026-10-01T13:30:00Z',
    repeats: 'RRULE:FREQ=WEEKLY;BYDAY=TH',
  });
  const second = await list('?page=2&page_size=3');
  expect(second).toMatchObject({ page: 2, page_size: 3, total: 4, events: [{ name: 'On 23' }] });
  const within = await list('?from=2026-11-22T00:00:00Z&to=2026-11-27T00:00:00Z');
  expect((within['events'] as Json[]).map(({ name }) => name)).toEqual(['Weekly', 'On 22', 'On 23']);
  expect((await list())['events']).toMatchObject([
    { name: 'Weekly', next_occurrence: { start_date: '2026-11-26T12:30:00.000Z' } },
    {},
    {},
    {},
  ]);
  const { json } = await send('GET', '/api/events/occurrences');
  expect((json['occurrences'] as Json[]).map(({ name, start_date: start }) => `${name} ${String(start).slice(5, 10)}`)).toEqual([
    'On 21 11-21',
    'On 22 11-22',
    'On 23 11-23',
    'Weekly 11-26',
    'Weekly 12-03',
  ]);
  expect((await send('GET', '/api/events/occurrences?from=2026-01-01T00:00:00Z&to=2028-01-01T00:00:00Z')).status).toBe(400);
});

const wrong: [string, Json][] = [
  ['no name', { name: '' }],
  ['an end before the start', { end_date: '2026-11-25T12:00:00Z' }],
  ['no date', { start_date: 'tomorrow' }],
  ['two years', { end_date: '2029-01-01T00:00:00Z' }],
  ['every second', { repeats: 'FREQ=SECONDLY' }],
  ['nobody and fewer', { expected_attendance: -1 }],
  ['half a place', { location: { lat: 19 } }],
  ['a field that there is not', { attendance: 3 }],
];
test.each(wrong)('%s is refused, and nothing is kept', async (_what, change) => {
  const { status, json } = await send('POST', '/api/events', { ...fair, ...change });
  expect([status, json['error']]).toEqual([400, expect.objectContaining({ message: expect.any(String) })]);
  expect(await list()).toMatchObject({ total: 0 });
});

test('a repeated request with its key is one event', async () => {
  const key = { 'idempotency-key': 'fair-1' };
  const [one, two] = [await send('POST', '/api/events', fair, key), await send('POST', '/api/events', fair, key)];
  expect(two.json['id']).toBe(one.json['id']);
  expect(await list()).toMatchObject({ total: 1 });
});

test('an operator writes, and the audit log says what', async () => {
  const post = (role: 'staff' | 'operator') =>
    fetch(`${station.origin}/api/events`, {
      method: 'POST',
      headers: { ...station.signedIn(role), origin: station.origin, 'content-type': 'application/json' },
      body: JSON.stringify(fair),
    });
  expect((await post('staff')).status).toBe(403);
  expect((await post('operator')).status).toBe(201);
  const { entries } = await station.store.audit.history({ limit: 10 });
  expect(entries[0]).toMatchObject({ actor: 'operator', details: { name: 'Fair', expected_attendance: 40_000 } });
});

const ics = (...entries: string[][]) =>
  ['BEGIN:VCALENDAR', ...entries.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']), 'END:VCALENDAR'].join('\r\n');
const upload = async (text: string) => {
  const form = new FormData();
  form.set('file', new Blob([text], { type: 'text/calendar' }), 'events.ics');
  const reply = await station.get('/api/events/import', { method: 'POST', body: form });
  return { status: reply.status, json: (await reply.json()) as Json };
};

test('a calendar that comes again updates and doesn’t double; what the operator added stays; a broken one changes nothing', async () => {
  const aarti = ['UID:aarti', 'SUMMARY:Aarti', 'DTSTART:20261126T180000', 'DTEND:20261126T190000', 'RRULE:FREQ=DAILY'];
  const walk = ['UID:walk', 'SUMMARY:Walk', 'DTSTART:20261127T020000Z'];
  const first = await upload(ics(aarti, walk, ['UID:bad', 'SUMMARY:Ticker', 'DTSTART:20261127T020000Z', 'RRULE:FREQ=SECONDLY']));
  expect(first).toMatchObject({
    status: 200,
    json: { added: 2, updated: 0, skipped_total: 1, skipped: [{ line: 14, name: 'Ticker' }] },
  });
  const events = (await list())['events'] as Json[];
  const id = events.find(({ name }) => name === 'Aarti')?.['id'] as string;
  await send('PATCH', `/api/events/${id}`, { expected_attendance: 900 });
  expect((await upload(ics(aarti, walk))).json).toMatchObject({ added: 0, updated: 0, unchanged: 2 });
  const later = aarti.map((line) => line.replace('T180000', 'T183000'));
  const again = await upload(ics(later, [...walk, 'STATUS:CANCELLED']));
  expect(again.json).toMatchObject({ added: 0, updated: 1, unchanged: 0, removed: 1 });
  expect(await list()).toMatchObject({
    total: 1,
    events: [{ id, name: 'Aarti', expected_attendance: 900, start_date: '2026-11-26T13:00:00.000Z', calendar_uid: 'aarti' }],
  });
  const broken = await upload(ics(aarti).replace('END:VEVENT', 'hello'));
  expect([broken.status, JSON.stringify(broken.json)]).toEqual([400, expect.stringContaining('line 8')]);
  expect(await list()).toMatchObject({ total: 1 });
  const json = await send('POST', '/api/events/import', { file: Buffer.from(ics(walk)).toString('base64') });
  expect(json.json).toMatchObject({ added: 1 });
});

test('a calendar that is too large is refused as soon as that is known', async () => {
  expect((await upload('x'.repeat(2 * 1024 * 1024 + 1))).status).toBe(413);
});
