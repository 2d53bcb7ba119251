/** The site over REST: what is read holds no password, what is changed is checked, noted and undone, and stale pages are refused. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
const read = async () => (await station.get('/api/site/config')).json();
const change = async (edits: unknown, revision?: string) => {
  const known = revision ?? (await read()).revision;
  return station.get('/api/site/config', {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ revision: known, edits }),
  });
};

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.stop());

test('no name and no password of a camera leaves', async () => {
  const text = JSON.stringify(await read());
  expect(text).toContain('rtsp://***@10.0.0.5/one');
  expect(text).not.toMatch(/s3cret|asha/);
});

test('a change is noted by what it changed, without its address', async () => {
  const answer = await change([
    { part: 'zone', id: 'z1', change: { name: 'Stairs', kind: 'moving' } },
    { part: 'camera', id: 'c2', change: { name: 'New', source: 'rtsp://u:hidden-word@10.0.0.6/x' } },
  ]);
  expect(answer.status).toBe(200);
  expect((await answer.json()).changed).toEqual([
    { part: 'camera', id: 'c2' },
    { part: 'zone', id: 'z1' },
  ]);
  const audited = await (await station.get('/api/audit')).json();
  expect(audited.entries[0]).toMatchObject({ action: 'changeSite', details: { changed: ['camera c2', 'zone z1'] } });
  expect(JSON.stringify(audited)).not.toContain('hidden-word');
});

test('a page that read the site before another change is refused, and told what changed', async () => {
  const { revision } = await read();
  await change([{ part: 'settings', change: { alarms: { on_delay_s: 7 } } }]);
  const late = await change([{ part: 'settings', change: { alarms: { on_delay_s: 9 } } }], revision);
  expect(late.status).toBe(409);
  expect((await late.json()).error).toMatchObject({ code: 'CONFLICT', details: { changed: [{ part: 'alarms' }] } });
  expect((await read()).site.alarms.on_delay_s).toBe(7);
});

test('faults are told by their path, and nothing is changed', async () => {
  const before = await read();
  const answer = await change([
    { part: 'camera', id: 'c1', change: { zones: [{ zone: 'nowhere' }] } },
    { part: 'settings', change: { crowd: { cell_m: 'wide' } } },
  ]);
  expect(answer.status).toBe(400);
  const { error } = await answer.json();
  expect(error.message).toContain('cameras[0].zones[0].zone');
  expect(error.message).toContain('crowd.cell_m');
  expect(await read()).toEqual(before);
});

test('the version before can be put in force again', async () => {
  await change([{ part: 'settings', change: { retention: { samples_days: 44 } } }]);
  const { revision } = await read();
  const answer = await station.post('/api/site/config/undo', { revision });
  expect(answer.status).toBe(200);
  expect((await read()).site.retention.samples_days).toBe(30);
});
