/** What the map is handed of ways on foot, and the box that is asked for around the station. */
import { expect, test } from 'vitest';
import type { WalkNetworkReply, WalkRoutesReply } from '../../src-contract/api/walks.ts';
import { boundsOf, exitFeatures, routeFeatures, wayFeatures } from '../../src-renderer/client/walk-features.ts';
import { boxAround } from '../../src-renderer/ui/map/box-around.ts';
import { networkReply, routesReply, stretchReply } from './walk-samples.ts';

const propertiesOf = ({ features }: { features: readonly { properties: unknown }[] }) =>
  features.map(({ properties }) => properties);

test('a stretch tells its kind, band, whether it is closed and whether it is selected', () => {
  const blocked = { stretch_id: 'b', name: null, reason: 'crush', by: 'Ravi', at: '2026-11-28T09:00:00Z', until: null };
  const network: WalkNetworkReply = networkReply([
    stretchReply('a', { band: 'red' }),
    stretchReply('b', { kind: 'stairs', blocked, band: null }),
  ]);
  expect(propertiesOf(wayFeatures(network, 'b'))).toEqual([
    { id: 'a', kind: 'level', band: 'red', blocked: 0, selected: 0 },
    { id: 'b', kind: 'stairs', band: 'none', blocked: 1, selected: 1 },
  ]);
});

test('of the routes, the one that is looked at is drawn as the best; exits lie under its ends', () => {
  const reply: WalkRoutesReply = routesReply([
    [
      [0, 0],
      [0, 1],
    ],
    [
      [0, 0],
      [1, 1],
    ],
  ]);
  const exits = exitFeatures(networkReply([]));
  expect(propertiesOf(routeFeatures(reply, 1, exits))).toEqual([
    { id: '0', rank: 1 },
    { id: '1', rank: 0 },
    { id: 'west', sign: 'exit' },
    { id: 'start', sign: 'start' },
    { id: 'goal', sign: 'goal' },
  ]);
  expect(routeFeatures(reply, 1, exits).features.at(-1)?.geometry.coordinates).toEqual([1, 1]);
});

test('without a route there are only the exits', () => {
  expect(propertiesOf(routeFeatures(null, 0, exitFeatures(networkReply([]))))).toEqual([{ id: 'west', sign: 'exit' }]);
  expect(propertiesOf(routeFeatures(routesReply([]), 0, []))).toEqual([]);
});

test.each([
  ['nothing', [], null],
  [
    'a place',
    [[1, 2]],
    [
      [1, 2],
      [1, 2],
    ],
  ],
  [
    'some places',
    [
      [1, 5],
      [3, 2],
      [2, 9],
    ],
    [
      [1, 2],
      [3, 9],
    ],
  ],
] as const)('bounds of %s', (_, places, expected) => {
  expect(boundsOf(places)).toEqual(expected);
});

test('the box reaches as many metres in each direction', () => {
  const [west, south, east, north] = boxAround(
    [
      [72.84, 19.01],
      [72.85, 19.02],
    ],
    1113.2,
  )
    .split(',')
    .map(Number);
  expect(south).toBeCloseTo(19, 5);
  expect(north).toBeCloseTo(19.03, 5);
  expect(72.84 - (west ?? 0)).toBeCloseTo(0.01 / Math.cos((19.01 * Math.PI) / 180), 5);
  expect((east ?? 0) - 72.85).toBeCloseTo(72.84 - (west ?? 0), 5);
});
