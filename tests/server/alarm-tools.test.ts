/**
 * Groups, comments, owners, steps, cards, floods and health over REST and the socket, with the real pipeline behind the routes and a real store
 * under it: what was stored is what is told.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alarmToolRoutes } from '../../src-contract/api/alarm-tools.ts';
import { alarmRoutes } from '../../src-contract/api/alarms.ts';
import type { Condition } from '../../src-contract/domain/alarm.ts';
import { siteConfigSchema } from '../../src-contract/site-config.ts';
import type { Clock } from '../../src-main/clock.ts';
import { createAlarmDesk } from '../../src-main/composition/alarm-desk.ts';
import { alarmsPort } from '../../src-main/composition/alarms-port.ts';
import { createListeners } from '../../src-main/composition/listeners.ts';
import { createPipeline, type Pipeline } from '../../src-main/pipeline.ts';
import type { StoredTransition } from '../../src-main/store/alarms.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { condition } from '../alarms/bench.ts';
import { until } from '../fixtures/until.ts';
import { limits, silentLog } from '../store/store-fixture.ts';
import { opened, openSocket } from './test-socket.ts';
import { startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
let pipeline: Pipeline;
let listed: Condition[];
let stop: () => Promise<void>;
const clock: Clock = { nowMs: () => Date.now() };
const site = siteConfigSchema.parse({ station: { id: 'T', name: 'Test', lines: ['western'], location: [72.8, 19] } });

beforeEach(async () => {
  listed = [];
  const folder = mkdtempSync(join(tmpdir(), 'kavach-alarm-tools-'));
  const place = { file: join(folder, 'kavach.db'), backupFolder: join(folder, 'backups') };
  const store = openStore({ ...place, retention: limits, log: silentLog, clock });
  const told = createListeners<StoredTransition>(silentLog);
  const ignore = () => undefined;
  pipeline = createPipeline<StoredTransition>({
    ...{ site, restored: [], nowMs: Date.now(), partConditions: () => listed },
    ...{ sensorKnown: () => true, isForecastKnown: () => true, isWeatherKnown: () => true },
    saveAlarms: (transitions) => store.alarms.append(transitions),
    onAlarms: (events) => events.forEach(told.tell),
    ...{ onCrossings: ignore, onTracks: ignore, onSnapshot: ignore, onJudged: ignore },
  });
  const desk = createAlarmDesk({ store, site, pipeline, onAlarm: told.add, clock, log: silentLog });
  await desk.part.start();
  station = await startTestStation({ alarms: alarmsPort(pipeline, store, clock, told.add), alarmDesk: desk.port });
  stop = async () => {
    await station.stop();
    await desk.part.stop();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
});
afterEach(() => stop());

/** `count` alarms of parts of the station, at once; their ids. */
function raise(count: number): string[] {
  const subject = (id: string) => ({ key: `part:${id}`, kind: 'store-fault', subject: { type: 'part', id } }) as const;
  listed = Array.from({ length: count }, (_, i) => condition(`p${i}`, 'high', { onDelayMs: 0, ...subject(`p${i}`) }));
  pipeline.tick(Date.now());
  return pipeline.openAlarms().map(({ id }) => id);
}

async function send(path: string, body: unknown, role: 'staff' | 'operator' | 'admin' = 'operator', method = 'POST') {
  const response = await fetch(station.origin + path, {
    method,
    headers: { ...station.signedIn(role), origin: station.origin, 'content-type': 'application/json' },
    ...(method === 'DELETE' ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const history = async (query: string) =>
  alarmRoutes.alarmHistory.response.parse(await (await station.get(`/api/alarms/history?${query}`)).json()).events;

test('a group is acknowledged as it was seen: each alarm stored, what is unknown refused, the rest unharmed', async () => {
  const ids = raise(5);
  const answer = await send('/api/alarms/acknowledge', { ids: [...ids, 'never-was'], seen_at: new Date().toISOString() });
  const { alarms, refused } = alarmToolRoutes.acknowledgeAlarms.response.parse(answer.body);
  expect(alarms.map(({ acknowledged_by }) => acknowledged_by)).toEqual(ids.map(() => 'operator'));
  expect(refused).toMatchObject([{ id: 'never-was', code: 'NOT_FOUND' }]);
  expect(await history('event=acknowledged')).toHaveLength(5);
  expect((await send('/api/alarms/acknowledge', { ids }, 'staff')).status).toBe(403);
  expect(station.store.audit.history({ limit: 1 }).entries).toMatchObject([{ action: 'acknowledgeAlarms', actor: 'operator' }]);
});

test('comments and ticked steps are history under their person’s name', async () => {
  const [id = ''] = raise(1);
  await send(`/api/alarms/${id}/comments`, { text: '<b>spoke</b> to the station master' }, 'staff');
  const ticked = await send(`/api/alarms/${id}/steps`, { step: '1', text: 'Write down what happens.', done: true });
  expect(alarmToolRoutes.tickAlarmStep.response.parse(ticked.body).alarm).toMatchObject({
    ...{ comments: 1, steps: [{ step: '1', by: 'operator' }] },
  });
  expect((await history(`alarm=${id}`)).map(({ event, actor, note }) => [event, actor, note])).toEqual([
    ['step-done', 'operator', 'Write down what happens.'],
    ['commented', 'staff', '<b>spoke</b> to the station master'],
    ['raised', 'station', null],
  ]);
  expect((await send(`/api/alarms/${id}/comments`, { text: '  ' })).status).toBe(400);
  expect((await history('text=station+master')).map(({ event }) => event)).toEqual(['commented']);
  expect(await history('actor=staff&priority=high&kind=store-fault')).toHaveLength(1);
  expect(await history('to=2001-01-01T00:00:00.000Z')).toEqual([]);
});

test('an alarm is given to somebody who is signed in, and to nobody else', async () => {
  const [id = ''] = raise(1);
  station.signedIn('staff');
  const people = await station.get('/api/alarms/assignees');
  const list = alarmToolRoutes.alarmAssignees.response.parse(await people.json()).people;
  const person = list.find(({ role }) => role === 'staff');
  const given = await send(`/api/alarms/${id}/assignee`, { to: person?.id });
  expect(alarmToolRoutes.assignAlarm.response.parse(given.body).alarm.assignee).toEqual({ id: person?.id, name: 'staff' });
  expect((await send(`/api/alarms/${id}/assignee`, { to: 'session:nobody' })).status).toBe(404);
  expect((await send(`/api/alarms/${id}/assignee`, { to: null })).body).toMatchObject({ alarm: { assignee: null } });
});

test('a card is an administrator’s to write, in one language, and goes back to what ships', async () => {
  const card = { title: 'Mine', steps: [{ id: '1', text: 'Look.' }], expected: 'Soon.', contacts: ['RPF'] };
  const cards = async (locale: string) =>
    alarmToolRoutes.actionCards.response.parse(await (await station.get(`/api/alarm-cards/${locale}`)).json()).cards;
  const shipped = (await cards('en')).find(({ kind }) => kind === 'panic');
  expect(shipped).toMatchObject({ title: 'Call for help', written: null });
  expect((await send('/api/alarm-cards/en/panic', card, 'operator', 'PATCH')).status).toBe(403);
  expect((await send('/api/alarm-cards/en/panic', card, 'admin', 'PATCH')).body).toMatchObject({
    ...card,
    written: { by: 'admin' },
  });
  expect((await cards('en')).find(({ kind }) => kind === 'panic')).toMatchObject(card);
  expect((await cards('hi')).find(({ kind }) => kind === 'panic')).toMatchObject({ written: null });
  expect((await send('/api/alarm-cards/en/panic', { ...card, steps: [] }, 'admin', 'PATCH')).status).toBe(400);
  expect((await send('/api/alarm-cards/en/panic', null, 'admin', 'DELETE')).body).toEqual(shipped);
  const acts = station.store.audit.history({ limit: 2 }).entries.map(({ action, target }) => [action, target]);
  expect(acts).toEqual([
    ['resetActionCard', 'panic/en'],
    ['writeActionCard', 'panic/en'],
  ]);
});

test('500 alarms at once are one flood: told, stored, in the list and in the health', async () => {
  const socket = openSocket(`${station.origin}/ws/real-time`);
  await opened(socket);
  socket.send({ type: 'subscribe', subscription: 'alerts' });
  await until('the subscription', () => socket.messages.some(({ type }) => type === 'subscribed'), 60_000);
  const ids = raise(500);
  expect(ids).toHaveLength(500);
  await until('the flood', () => socket.messages.some(({ type }) => type === 'alarm_flood'), 60_000);
  const list = alarmRoutes.alarms.response.parse(await (await station.get('/api/alarms')).json());
  expect(list.flood).toMatchObject({ until: null, alarms: 500 });
  expect(list.alarms.map(({ id }) => id)).toContain(list.flood?.first_alarm);
  expect(socket.messages.filter(({ type }) => type === 'alert')).toHaveLength(500);
  socket.close();
  const health = alarmToolRoutes.alarmHealth.response.parse(await (await station.get('/api/alarms/health?hours=8')).json());
  expect(health).toMatchObject({ alarms: 500, floods: [{ alarms: 500, until: null }] });
  // A station of some seconds knows nothing of rates yet, and says so.
  expect(health.figures.find(({ name }) => name === 'rate')).toEqual({ name: 'rate', value: null, verdict: 'not-enough' });
});
