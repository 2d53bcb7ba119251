/** The desk: blocks that last and end, the revision that rises, the map's paths, forecasts, and what Google is asked. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { WalkWay } from '../../../src-contract/domain/walk.ts';
import { walkStepText } from '../../../src-contract/texts/walk-texts.ts';
import { createLog } from '../../../src-main/log.ts';
import { createGoogleDirections } from '../../../src-main/site/routing/google-directions.ts';
import { runDrill } from '../../../src-main/twin/simulation/evacuation.ts';
import { ask, blockOf, demoDesk, memoryRecords, nowMs, type Scene } from './demo-desk.ts';

test('a block is in force at once, outlives a restart, and is over when its time is', () => {
  const records = memoryRecords();
  let atMs = nowMs;
  const clock = { nowMs: () => atMs };
  const desk = demoDesk({ records }, { clock });
  const before = desk.revision();
  desk.block(blockOf('bridge-street', nowMs + 60_000));
  desk.block(blockOf('gate-way'));
  expect(desk.revision()).toBe(before + 2);
  const again = demoDesk({ records }, { clock });
  expect(
    again
      .blocks()
      .map(({ stretchId }) => stretchId)
      .toSorted(),
  ).toEqual(['bridge-street', 'gate-way']);
  atMs += 60_000;
  const revision = again.revision();
  again.noteCrowd();
  expect([again.blocks().map(({ stretchId }) => stretchId), again.revision()]).toEqual([['gate-way'], revision + 1]);
  expect([again.open('gate-way'), again.open('gate-way'), records.list()]).toEqual([true, false, []]);
  expect(() => again.block(blockOf('nowhere'))).toThrow(/There is no stretch nowhere/);
});

test('the revision rises when a band changes, and not when nothing does', () => {
  const bands: Record<string, 'green' | 'red'> = {};
  const desk = demoDesk({ bands });
  const before = desk.revision();
  desk.noteCrowd();
  // The first tick: a route that was asked before it knew no band.
  const first = desk.revision();
  expect(first).toBeGreaterThan(before);
  desk.noteCrowd();
  expect(desk.revision()).toBe(first);
  bands['fob'] = 'red';
  desk.noteCrowd();
  desk.noteCrowd();
  expect(desk.revision()).toBe(first + 1);
});

/** A lane that leads from near the street exit to a place 300 m off. */
const lane = (at: (x: number, y: number) => readonly [number, number]): WalkWay => ({
  ...{ id: 'way/7', kind: 'level', name: 'Temple Lane', widthM: null, oneWay: false },
  nodes: [
    { id: 'node/1', at: at(46, -40) },
    { id: 'node/2', at: at(46, -180) },
    { id: 'node/3', at: at(46, -330) },
  ],
});
/** The demo's plan: x south, y east. */
const degrees = (x: number, y: number) =>
  [72.843 + y / (111_195 * Math.cos((19.0186 * Math.PI) / 180)), 19.0186 - x / 111_195] as const;

test('paths of the map begin at the street exit, can be closed, and are listed by box', async () => {
  const desk = demoDesk({ ways: [lane(degrees)] });
  const { routes } = await ask(desk, 'p1', 'node/3');
  expect(routes[0]?.stretchIds.slice(-4)).toEqual(['street-stairs', 'street-west-street', 'w7-n1-n2', 'w7-n2-n3']);
  expect(routes[0]?.steps.map((step) => walkStepText('en', step)).at(-2)).toMatch(
    /^Go straight on along Temple Lane, \d+ m$|^Go down/,
  );
  desk.block(blockOf('w7-n2-n3'));
  expect((await ask(desk, 'p1', 'node/3')).routes[0]?.warnings).toEqual(['through-block']);
  const [lon, lat] = degrees(46, -180);
  const inBox = desk.map([lon - 1e-4, lat - 1e-4, lon + 1e-4, lat + 1e-4], 10);
  expect(inBox.stretches.map(({ stretch }) => stretch.id)).toEqual(['w7-n1-n2', 'w7-n2-n3']);
  expect(desk.map(null, 3)).toMatchObject({ truncated: true });
  // Nobody is evacuated along the map: who stands in the lane is told the station's exits only when one is near.
  expect((await ask(desk, 'node/3', null)).reason).toMatch(/lies \d+ m from the nearest way/);
});

test('a forecast counts where one gets there late enough, and only for the worse', async () => {
  const red: Scene['forecast'] = (zoneId, atMs) =>
    zoneId === 'p1' && atMs > nowMs + 120_000 ? { band: 'red', densityPerM2: 4, source: 'forecast' } : null;
  const ways = [lane(degrees)];
  const late = await ask(demoDesk({ ways, forecast: red }), 'node/3', 'p1');
  const calm = await ask(demoDesk({ ways }), 'node/3', 'p1');
  expect([late.routes[0]?.warnings, calm.routes[0]?.warnings]).toEqual([['through-red'], []]);
  expect(late.routes[0]?.durationS).toBeGreaterThan(calm.routes[0]?.durationS ?? 0);
  const near = await ask(demoDesk({ ways, forecast: red }), 'street-west', 'p1');
  expect(near.routes[0]?.warnings).toEqual([]);
});

const google = {
  routes: [
    {
      ...{ distanceMeters: 5200, duration: '3900s' },
      polyline: {
        geoJsonLinestring: {
          type: 'LineString',
          coordinates: [
            [72.9, 19.1],
            [72.91, 19.11],
          ],
        },
      },
      legs: [{ steps: [step('DEPART'), step('TURN_SLIGHT_LEFT'), step('UTURN_RIGHT')] }],
    },
  ],
};

function step(maneuver: string): object {
  return {
    ...{ distanceMeters: 40, navigationInstruction: { maneuver } },
    startLocation: { latLng: { latitude: 19.1, longitude: 72.9 } },
  };
}

test('Google is asked only beyond the own network, with the key in a header; a lie and a refusal are said', async () => {
  const asked: { key: unknown; url: string | undefined }[] = [];
  let reply = { status: 200, body: JSON.stringify(google) };
  const server = createServer((request, response) => {
    asked.push({ key: request.headers['x-goog-api-key'], url: request.url });
    response.writeHead(reply.status).end(reply.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const desk = demoDesk({}, { google: createGoogleDirections({ baseUrl, key: 'secret-key', log: createLog('silent') }) });
  expect((await ask(desk, 'p1', 'street-west')).source).toBe('station');
  expect(asked).toEqual([]);
  const far = await ask(desk, '19.1,72.9', '19.11,72.91');
  expect(far).toMatchObject({
    source: 'google',
    reason: null,
    routes: [{ distanceM: 5200, durationS: 3900, worstBand: 'unknown' }],
  });
  expect(far.routes[0]?.steps.map(({ kind }) => kind)).toEqual(['start', 'left', 'back', 'arrive']);
  expect(asked).toEqual([{ key: 'secret-key', url: '/directions/v2:computeRoutes' }]);
  reply = { status: 403, body: '{}' };
  expect((await ask(desk, '19.1,72.9', 'p1')).reason).toMatch(/HTTP 403.*GOOGLE_DIRECTIONS_KEY/);
  reply = { status: 200, body: '{"routes":[{"duration":"soon"}]}' };
  expect((await ask(desk, '19.1,72.9', 'p1')).reason).toMatch(/could not be asked/);
});

test('the drill is the same for the same seed, lets everybody out once, and a wider exit is faster', () => {
  const drill = (perMin: number, seed = 3) =>
    runDrill({
      stretches: [
        { id: 'hall', lengthM: 20, widthM: 4, isStairs: false },
        { id: 'stairs', lengthM: 10, widthM: 2, isStairs: true },
      ],
      exits: new Map([['door', perMin]]),
      parties: [{ persons: 200, way: ['hall', 'stairs'], exitId: 'door' }],
      seed,
    });
  expect(drill(60)).toEqual(drill(60));
  expect(drill(60, 4)).not.toEqual(drill(60));
  expect(drill(60).byExit).toEqual({ door: 200 });
  // 200 persons through 60 a minute, after the walk there.
  expect(drill(60).outAllS).toBeGreaterThan(200);
  expect(drill(60).outAllS).toBeLessThan(270);
  expect(drill(120).outAllS).toBeLessThan(drill(60).outAllS);
});
