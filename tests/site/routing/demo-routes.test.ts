/** The demo station's ways, case by case: what is closed or crowded, and the way that is wanted. `p1 > gate` reads: these stretches. */
import { expect, test } from 'vitest';
import type { RouteWarning, WalkRoute } from '../../../src-contract/domain/walk.ts';
import { ask, demoDesk, demoSite, type Scene } from './demo-desk.ts';

interface Case {
  readonly what: string;
  readonly from: string;
  /** Null: out. */
  readonly to: string | null;
  readonly scene?: Scene;
  readonly avoidCrowd?: boolean;
  /** Stretches of the best way; of a way out, its exit comes last, as `→ exit`. */
  readonly way: string;
  readonly warnings?: readonly RouteWarning[];
}

const overGate = 'p1-length gate-way gate-street west-street';
const p1Right = 'p1-to-right p1-right-stairs';
const p1Left = 'p1-to-left p1-left-stairs';
const closedStairs = ['p2-left-stairs', 'p2-right-stairs'];
const oneWayStairs = {
  ...demoSite,
  walk: {
    ...demoSite.walk,
    stretches: demoSite.walk.stretches.map((one) => (one.id === 'street-stairs' ? { ...one, one_way: true } : one)),
  },
};

const cases: readonly Case[] = [
  { what: 'nothing in the way', from: 'p1', to: 'street-west', way: `${p1Right} bridge-street street-stairs` },
  {
    ...{ what: 'one of two feet of stairs closed', from: 'p1', to: 'street-west', scene: { blocked: ['p1-right-stairs'] } },
    way: `${p1Left} bridge-street street-stairs`,
  },
  {
    ...{ what: 'both stairs closed: up by the escalator', from: 'p1', to: 'bridge-2' },
    scene: { blocked: ['p1-right-stairs', 'p1-left-stairs'] },
    way: 'p1-to-right p1-to-escalator p1-escalator-up bridge-1-2',
  },
  {
    ...{ what: 'the escalator never goes down', from: 'bridge-1', to: 'p1', scene: { blocked: ['p1-right-stairs'] } },
    way: 'p1-left-stairs p1-to-left',
  },
  {
    ...{ what: 'red bridge: by the north gate', from: 'p1', to: 'street-west', scene: { bands: { fob: 'red' } } },
    way: overGate,
  },
  {
    ...{ what: 'black bridge: over platform 1, though far', from: 'p2', to: 'street-west', scene: { bands: { fob: 'black' } } },
    way: `p2-to-right p2-right-stairs bridge-1-2 p1-right-stairs p1-to-right ${overGate}`,
  },
  {
    ...{ what: 'red bridge and closed gate: a red way before a closed one', from: 'p1', to: 'street-west' },
    scene: { bands: { fob: 'red' }, blocked: ['gate-way'] },
    ...{ way: `${p1Right} bridge-street street-stairs`, warnings: ['through-red'] },
  },
  {
    ...{ what: 'gate and street stairs closed: through one of them', from: 'p1', to: 'street-west' },
    scene: { blocked: ['gate-way', 'street-stairs'] },
    ...{ way: `${p1Right} bridge-street street-stairs`, warnings: ['through-block'] },
  },
  {
    ...{ what: 'one closed stretch before two', from: 'p1', to: 'street-west' },
    scene: { blocked: ['gate-way', 'bridge-street', 'street-stairs'] },
    ...{ way: overGate, warnings: ['through-block'] },
  },
  {
    ...{ what: 'red before black', from: 'p2', to: 'p1', scene: { bands: { p1: 'red', p2: 'green', fob: 'black' } } },
    ...{ way: 'p2-to-right p2-right-stairs bridge-1-2 p1-right-stairs p1-to-right', warnings: ['through-red'] },
  },
  {
    ...{ what: 'the only way up from platform 3 is red', from: 'p3', to: 'east-exit', scene: { bands: { p3: 'red' } } },
    ...{ way: 'p3-to-right p3-right-stairs bridge-east east-stairs', warnings: ['through-red'] },
  },
  {
    ...{ what: 'unknown crowd is said', from: 'p1', to: 'street-west', scene: unknownZone('p1') },
    ...{ way: `${p1Right} bridge-street street-stairs`, warnings: ['crowd-unknown'] },
  },
  {
    ...{ what: 'unknown crowd isn’t taken for none', from: 'p1', to: 'street-west', scene: unknownZone('fob') },
    way: overGate,
  },
  {
    ...{ what: 'an orange bridge is worth the longer way', from: 'p1', to: 'street-west' },
    scene: { bands: { fob: 'orange' }, densities: { fob: 2 } },
    way: overGate,
  },
  {
    ...{ what: 'without avoid_crowd the faster way through amber', from: 'p1', to: 'street-west', avoidCrowd: false },
    scene: { bands: { fob: 'amber' }, densities: { fob: 0.9 } },
    way: `${p1Right} bridge-street street-stairs`,
  },
  {
    ...{ what: 'red isn’t walked through without avoid_crowd either', from: 'p1', to: 'street-west', avoidCrowd: false },
    ...{ scene: { bands: { fob: 'red' } }, way: overGate },
  },
  {
    ...{ what: 'both stairs of platform 2 closed: by the lift', from: 'p2', to: 'bridge-2', scene: { blocked: closedStairs } },
    way: 'p2-to-right p2-to-lift p2-lift-up',
  },
  {
    ...{ what: 'lift and stairs closed: through the nearest closed stairs', from: 'p2', to: 'bridge-2' },
    scene: { blocked: [...closedStairs, 'p2-lift-up'] },
    ...{ way: 'p2-to-right p2-right-stairs', warnings: ['through-block'] },
  },
  {
    ...{ what: 'one way: the street stairs only up', from: 'bridge-1', to: 'street-west', scene: { site: oneWayStairs } },
    way: `p1-right-stairs p1-to-right ${overGate}`,
  },
  {
    ...{ what: 'one way: up is open', from: 'street-west', to: 'bridge-1', scene: { site: oneWayStairs } },
    way: 'street-stairs bridge-street',
  },
  { what: 'there already', from: 'p1', to: 'p1-middle', way: '' },
  {
    what: 'out of platform 3, by the nearest exit',
    from: 'p3',
    to: null,
    way: 'p3-to-left p3-left-stairs bridge-east east-stairs → east-exit',
  },
  {
    ...{ what: 'out, east stairs closed: over the bridge', from: 'p3', to: null, scene: { blocked: ['east-stairs'] } },
    way: 'p3-to-left p3-left-stairs bridge-2-3 bridge-1-2 concourse-way → concourse',
  },
  {
    ...{ what: 'out of platform 1 with its stairs closed: never by the escalator', from: 'p1', to: null },
    scene: { blocked: ['p1-right-stairs', 'p1-left-stairs'] },
    way: 'p1-length gate-way → gate',
  },
  {
    ...{ what: 'out of platform 2 with its stairs closed: never by the lift, through the block, and said', from: 'p2', to: null },
    scene: { blocked: closedStairs },
    ...{ way: 'p2-to-right p2-right-stairs bridge-1-2 concourse-way → concourse', warnings: ['through-block'] },
  },
  {
    ...{ what: 'out of platform 1 round a red bridge', from: 'p1', to: null, scene: { bands: { fob: 'red' } } },
    way: 'p1-length gate-way → gate',
  },
  {
    ...{ what: 'out of a red zone itself', from: 'fob', to: null, scene: { bands: { fob: 'red' } } },
    way: 'street-stairs → street-west',
  },
];

function unknownZone(zone: string): Scene {
  return { bands: { [zone]: 'unknown' }, densities: { [zone]: null } };
}

function written({ stretchIds, exit }: WalkRoute): string {
  return [...stretchIds, ...(exit === null ? [] : ['→', exit.id])].join(' ');
}

test.each(cases)('$what', async ({ from, to, scene = {}, avoidCrowd = true, way, warnings = [] }) => {
  const { routes, reason } = await ask(demoDesk(scene), from, to, { avoidCrowd });
  const [best] = routes;
  expect(reason).toBe(null);
  expect({ way: best === undefined ? null : written(best), warnings: best?.warnings }).toEqual({ way, warnings });
});

test('a full platform 3 goes to two exits by what they take, the nearer one first and most', async () => {
  const { routes } = await ask(demoDesk({ persons: { p1: 0, p2: 0, p3: 1500, fob: 0 }, blocked: ['concourse-way'] }), 'p3', null);
  expect(routes.map(({ exit }) => exit?.id)).toEqual(['east-exit', 'street-west']);
  const [east = 0, west = 0] = routes.map(({ exit }) => exit?.share);
  expect(east + west).toBeCloseTo(1, 6);
  expect(east).toBeGreaterThan(0.5);
  expect(west).toBeGreaterThan(0.25);
});

test('a crowd that the nearest exits take as soon is sent to them, each zone to one', async () => {
  const desk = demoDesk({ persons: { p1: 60, p2: 60, p3: 60, fob: 40 } });
  const exits = await Promise.all(['p1', 'p2', 'p3', 'fob'].map(async (zone) => (await ask(desk, zone, null)).routes));
  expect(exits.map((routes) => routes.map(({ exit }) => exit?.id))).toEqual([
    ['gate'],
    ['concourse'],
    ['east-exit'],
    ['street-west'],
  ]);
});

test('a way that fills longer than six minutes says that its exit is overloaded', async () => {
  const { routes } = await ask(demoDesk({ persons: { p1: 0, p2: 0, p3: 5000, fob: 0 } }), 'p3', null);
  expect(routes[0]?.warnings).toContain('exit-overloaded');
});

test('whoever asks from the bridge gets the exit that still has room, not the nearest', async () => {
  const scene: Scene = { persons: { p1: 0, p2: 0, p3: 0, fob: 500 } };
  const calm = await ask(demoDesk(), 'street-top', null);
  const full = await ask(demoDesk(scene), 'bridge-1', null);
  expect([calm.routes[0]?.exit?.id, full.routes[0]?.exit?.id]).toEqual(['street-west', 'concourse']);
});

test('an end that nobody knows is refused with what is allowed; a place far off, with how far', async () => {
  await expect(ask(demoDesk(), 'p9', 'p1')).rejects.toThrow(/lat,lon, or an id of GET \/api\/site/);
  await expect(ask(demoDesk(), '95,72', 'p1')).rejects.toThrow(/lat in ±90/);
  await expect(ask(demoDesk(), 'p1', null, { mode: 'walk' })).rejects.toThrow(/`to` is needed/);
  const far = await ask(demoDesk(), '19.05,72.85', 'p1');
  expect([far.routes, far.reason]).toEqual([
    [],
    expect.stringMatching(/^The start lies 3\d{3} m from the nearest way known here/),
  ]);
});

test('a place off the network is walked to from its nearest point, the metres between counted', async () => {
  const at = '19.01850,72.84300';
  const { routes } = await ask(demoDesk(), at, 'p1');
  const inside = await ask(demoDesk(), routes[0]?.stretchIds[0] === undefined ? 'p1' : 'p1-north', 'p1');
  expect(routes[0]?.line[0]).toEqual([72.843, 19.0185]);
  expect(routes[0]?.distanceM ?? 0).toBeGreaterThan(inside.routes[0]?.distanceM ?? Number.POSITIVE_INFINITY);
});
