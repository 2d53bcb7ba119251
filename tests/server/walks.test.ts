/** Ways on foot over REST: a route with its steps, closing and opening a stretch with its audit, and the revision on the crowd socket. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { WalkRoutesReply } from '../../src-contract/api/walks.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { until } from '../fixtures/until.ts';
import { demoDesk } from '../site/routing/demo-desk.ts';
import { limits, morningMs, silentLog, temporaryFolder } from '../store/store-fixture.ts';
import { crowdSnapshot } from './crowd-example.ts';
import { type Message, openSocket } from './test-socket.ts';
import { startTestStation } from './test-station.ts';

async function station() {
  const walks = demoDesk();
  const one = await startTestStation({ walks });
  onTestFinished(() => one.stop());
  return one;
}

test('a route comes as GeoJSON with figures, steps in three languages and the revision it was made at', async () => {
  const { get } = await station();
  const reply = await get('/api/routes?from=p1&to=street-west');
  const body: WalkRoutesReply = await reply.json();
  expect(reply.status).toBe(200);
  expect(body).toMatchObject({
    type: 'FeatureCollection',
    mode: 'walk',
    source: 'station',
    reason: null,
    to: { id: 'street-west' },
  });
  const [best] = body.features;
  expect(best?.properties).toMatchObject({ rank: 0, worst_band: 'green', warnings: [], exit: null });
  expect(best?.geometry.coordinates.length).toBe(5);
  expect(best?.properties.steps.map(({ text }) => text.en)).toEqual([
    'Start along Platform 1, 10 m',
    'Go up Right stairs of platform 1',
    'Turn right onto Footbridge, 20 m',
    'Go down Street stairs',
    'You are there: Street, west exit',
  ]);
  for (const { text } of best?.properties.steps ?? []) expect(new Set([text.en, text.hi, text.mr]).size).toBe(3);
});

test('what is asked wrongly is refused with what is right', async () => {
  const { get, post } = await station();
  const said = async (reply: Promise<Response>): Promise<[number, string]> => {
    const answer = await reply;
    return [answer.status, (await answer.json()).error.message];
  };
  expect(await said(get('/api/routes?from=p1'))).toEqual([400, expect.stringContaining('`to` is needed')]);
  expect(await said(get('/api/routes?from=nowhere&to=p1'))).toEqual([
    404,
    expect.stringContaining('no zone, place or point "nowhere"'),
  ]);
  expect(await said(get('/api/routes/network?bbox=1,2,3'))).toEqual([400, expect.stringContaining('west,south,east,north')]);
  expect(await said(post('/api/routes/blocks', { stretch_id: 'x', reason: 'repairs' }))).toEqual([404, expect.any(String)]);
  const past = { stretch_id: 'gate-way', reason: 'repairs', until: '2020-01-01T00:00:00Z' };
  expect(await said(post('/api/routes/blocks', past))).toEqual([400, expect.stringContaining('over already')]);
  expect(await said(get('/api/routes/blocks/gate-way', { method: 'DELETE' }))).toEqual([
    404,
    expect.stringContaining("isn't closed"),
  ]);
});

test('a closed stretch is gone round at once, shown on the network, told on the crowd socket, and noted', async () => {
  const one = await station();
  const socket = openSocket(`${one.origin}/ws/crowd`);
  const updates = (): Message[] => socket.messages.filter(({ type }) => type === 'crowd_update');
  await until('the first push', () => updates().length > 0);
  const first = updates()[0]?.['walk_revision'] as number;
  const closed = await one.post('/api/routes/blocks', { stretch_id: 'p1-right-stairs', reason: 'wet steps' });
  expect([closed.status, await closed.json()]).toMatchObject([
    201,
    { name: 'Right stairs of platform 1', reason: 'wet steps', until: null },
  ]);
  one.setCrowd(crowdSnapshot(5, Date.now()));
  await until('the new revision', () => (updates().at(-1)?.['walk_revision'] as number) > first);
  const routes: WalkRoutesReply = await (await one.get('/api/routes?from=p1&to=street-west')).json();
  expect(routes.features[0]?.properties.stretch_ids).toContain('p1-left-stairs');
  const network = await (await one.get('/api/routes/network')).json();
  expect(network.stretches.filter((each: { blocked: unknown }) => each.blocked !== null)).toMatchObject([
    { id: 'p1-right-stairs' },
  ]);
  expect((await one.get('/api/routes/blocks/p1-right-stairs', { method: 'DELETE' })).status).toBe(200);
  const { entries } = await (await one.get('/api/audit')).json();
  expect(entries.map(({ action }: { action: string }) => action)).toEqual(
    expect.arrayContaining(['openStretch', 'blockStretch']),
  );
});

test('the plan for everybody names exits and shares; a zone that is cut off is said to be', async () => {
  const one = await station();
  const plan = await (await one.get('/api/routes/evacuation')).json();
  expect(plan.zones.map(({ zone, cut_off }: { zone: string; cut_off: boolean }) => [zone, cut_off])).toEqual([
    ['p1', false],
    ['p2', false],
    ['p3', false],
    ['fob', false],
  ]);
  expect(plan.clear_s).toBeGreaterThan(20);
  for (const side of ['left', 'right']) await one.post('/api/routes/blocks', { stretch_id: `p2-${side}-stairs`, reason: 'fire' });
  const cut = await (await one.get('/api/routes/evacuation')).json();
  expect([cut.clear_s, cut.zones[1]]).toMatchObject([null, { zone: 'p2', cut_off: true, ways: [] }]);
});

test('blocks are on the disk: a store that is opened again has them', async () => {
  const folder = temporaryFolder();
  const open = () =>
    openStore({
      ...{ file: join(folder, 'kavach.db'), backupFolder: join(folder, 'backups'), retention: limits, log: silentLog },
      clock: { nowMs: () => morningMs },
    });
  const block = { stretchId: 'gate-way', reason: 'repairs', by: 'asha', atMs: morningMs, untilMs: morningMs + 5 };
  const store = open();
  store.walkBlocks.put({ ...block, reason: 'first' });
  store.walkBlocks.put(block);
  await store.close();
  const again = open();
  expect(again.walkBlocks.list()).toEqual([block]);
  expect([again.walkBlocks.remove('gate-way'), again.walkBlocks.remove('gate-way')]).toEqual([true, false]);
  await again.close();
});
