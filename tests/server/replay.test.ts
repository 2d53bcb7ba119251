/** The past over HTTP, from a real store: what stood when, who may ask, and what is refused. */
import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replayReply } from '../../src-contract/api/replay.ts';
import type { RouteContract } from '../../src-contract/api/route.ts';
import { routes } from '../../src-contract/api/routes.ts';
import type { Clip } from '../../src-contract/domain/evidence.ts';
import { createClock } from '../../src-main/clock.ts';
import { adminKey, exampleAlarm, startTestStation, type TestStation } from './test-station.ts';

const clock = createClock();
const fromMs = Math.floor(clock.nowMs() / 60_000) * 60_000 - 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();
let station: TestStation;

beforeAll(async () => {
  station = await startTestStation({ clock });
  const { store } = station;
  const figures = { zoneId: 'z0', densityPerM2: 1.25, inflow: 0, outflow: 0, confidence: 1, measured: true } as const;
  store.samples.add({ atMs: fromMs, zones: [{ ...figures, count: 10, band: 'green' }] });
  store.samples.add({ atMs: fromMs + 2000, zones: [{ ...figures, count: 90, band: 'red' }] });
  store.tracks.add({ atMs: fromMs, positions: [{ cameraId: 'c1', trackId: 1, at: [0, 0] }] });
  const before = exampleAlarm('old', { raisedMs: fromMs - 60_000, changedMs: fromMs - 60_000 });
  const raised = exampleAlarm('new', { raisedMs: fromMs + 1000, changedMs: fromMs + 1000 });
  const step = { kind: 'raised', actor: 'station', note: null } as const;
  store.alarms.append([
    { ...step, atMs: before.changedMs, alarm: before },
    { ...step, atMs: raised.changedMs, alarm: raised },
  ]);
  store.settle(clock.nowMs());
});
afterAll(() => station.stop());

const ask = (query: Record<string, string>, headers: Record<string, string> = {}) =>
  station.get(`/api/replay?${new URLSearchParams(query)}`, { headers });

describe('a past stretch', () => {
  test('holds the zones second by second, and the alarms that stood and came', async () => {
    const answer = await ask({ from: iso(fromMs), to: iso(fromMs + 4000), step: '1' });
    const reply = replayReply.parse(await answer.json());
    expect(reply.zones).toEqual([
      { id: 'z0', counts: [10, null, 90, null], densities: [1.25, null, 1.25, null], bands: [1, 0, 4, 0] },
    ]);
    expect(reply.alarms.opened.map(({ id }) => id)).toEqual(['old']);
    expect(reply.alarms.events.map(({ event, alarm }) => `${event} ${alarm.id}`)).toEqual(['raised new']);
  });

  test('is for operators, a day at most, in whole minutes from a minute on', async () => {
    const span = { from: iso(fromMs), to: iso(fromMs + 60_000) };
    const viewer = await fetch(`${station.origin}/api/replay?${new URLSearchParams(span)}`, {
      headers: station.signedIn('viewer'),
    });
    expect(viewer.status).toBe(403);
    expect((await ask({ ...span, step: '90' })).status).toBe(400);
    expect((await ask({ from: iso(fromMs - 2 * 86_400_000), to: iso(fromMs) })).status).toBe(400);
    expect((await ask({ from: span.to, to: span.from })).status).toBe(400);
  });

  test('holds incidents and marks to jump to, and the clips with pictures that reach into it', async () => {
    const { evidence } = station.store;
    const clip: Omit<Clip, 'id' | 'frames' | 'fromMs' | 'toMs'> = {
      ...{ cameraId: 'c1', state: 'kept', codec: 'h264', bytes: 10, sha256: null, missingMs: 0, lostFrames: 0, causes: [] },
    };
    const from = (id: string, offsetMs: number, frames = 5) =>
      evidence.begin({ ...clip, id, frames, fromMs: fromMs + offsetMs, toMs: fromMs + offsetMs + 2000 });
    for (const [id, offsetMs] of [
      ['before', -5000],
      ['into', -1000],
      ['within', 1000],
      ['after', 4000],
    ] as const)
      from(id, offsetMs);
    from('without pictures', 1000, 0);
    evidence.addMark({ id: 'm1', cameraId: 'c1', atMs: fromMs + 1500, note: 'a fall', by: 'asha' });
    evidence.addMark({ id: 'm2', cameraId: 'c1', atMs: fromMs + 4000, note: 'later', by: 'asha' });
    const reply = replayReply.parse(await (await ask({ from: iso(fromMs), to: iso(fromMs + 4000), step: '1' })).json());
    expect(reply.marks).toEqual([{ at: iso(fromMs + 1500), kind: 'evidence-mark', id: 'm1', title: 'a fall' }]);
    expect(reply.clips.map(({ id }) => id)).toEqual(['into', 'within']);
    const one = await (await station.get('/api/evidence/clips?id=within')).json();
    expect(one.clips.map(({ id }: { id: string }) => id)).toEqual(['within']);
  });

  test('is compressed for those who take it, when it is long; the same comes out', async () => {
    const path = `/api/replay?${new URLSearchParams({ from: iso(fromMs), to: iso(fromMs + 3_600_000), step: '1' })}`;
    const sent = async (encoding: string, at = path) => {
      const { headers, body } = await rawGet(station.origin + at, { 'x-api-key': adminKey, 'accept-encoding': encoding });
      return { encoding: headers['content-encoding'], vary: headers.vary, body };
    };
    const [plain, short] = [await sent('gzip;q=0, br'), await sent('br, gzip')];
    expect([plain.encoding, short.encoding]).toEqual([undefined, 'gzip']);
    expect(short.vary).toContain('Accept-Encoding');
    expect(JSON.parse(gunzipSync(short.body).toString())).toEqual(JSON.parse(plain.body.toString()));
    expect(short.body.length).toBeLessThan(plain.body.length / 10);
    expect((await sent('gzip', `/api/replay/positions?at=${iso(fromMs)}`)).encoding).toBeUndefined();
  });

  test('holds where people stood in one second', async () => {
    const reply = await (await station.get(`/api/replay/positions?at=${iso(fromMs)}`)).json();
    expect(reply.positions).toEqual([[expect.closeTo(72.84, 3), expect.closeTo(19.02, 3)]]);
  });
});

test('a trial of thresholds is the administrator’s, and names zones that there are', async () => {
  const thresholds = await (await station.get('/api/thresholds')).json();
  const operator = await fetch(`${station.origin}/api/replay/what-if`, { headers: station.signedIn('operator') });
  expect(operator.status).toBe(403);
  expect(
    (await station.post('/api/replay/what-if', { thresholds: { ...thresholds, zones: { nowhere: [1, 2, 3, 4] } } })).status,
  ).toBe(404);
  expect((await station.post('/api/replay/what-if', { thresholds: { ...thresholds, moving: [2, 1, 3, 4] } })).status).toBe(400);
});

test('no answer that could hold a secret beside what others write is ever compressed', () => {
  const compressed = Object.values<RouteContract>(routes).filter(({ compress }) => compress === true);
  expect(compressed.every(({ method, access }) => method === 'GET' && access !== 'open')).toBe(true);
  expect(new Set(compressed.map(({ tag }) => tag))).toEqual(new Set(['Crowd', 'Site', 'Sensors', 'Forecasts']));
});

/** As it comes over the wire: fetch would unpack it. */
async function rawGet(address: string, headers: Record<string, string>) {
  const response = await new Promise<IncomingMessage>((done, failed) => get(address, { headers }, done).on('error', failed));
  return { headers: response.headers, body: await buffer(response) };
}
