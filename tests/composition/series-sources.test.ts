/** Series of zones and lines from a real store: a line that nobody crossed is known to be empty only where its camera counted. */
import { expect, test } from 'vitest';
import { siteConfigSchema } from '../../src-contract/site-config.ts';
import { lineSource, zoneSource } from '../../src-main/composition/series-sources.ts';
import { makeSample, morningMs, openTestStore } from '../store/store-fixture.ts';

const stepMs = 300_000;
const polygon = [
  [0, 0],
  [1, 0],
  [1, 1],
];
const line = { from: [0, 0.5], to: [1, 0.5] };
const site = siteConfigSchema.parse({
  station: { id: 'T', name: 'Test', lines: ['western'], location: [72.8, 19] },
  zones: [{ id: 'p1', name: 'Platform 1', kind: 'waiting' }],
  cameras: [
    {
      id: 'c1',
      name: 'Camera 1',
      source: 'rtsp://10.0.0.1/x',
      zones: [{ zone: 'p1', polygon }],
      lines: [{ id: 'gate', ...line }],
    },
    { id: 'c2', name: 'Camera 2', source: 'rtsp://10.0.0.2/x', lines: [{ id: 'blind', ...line }] },
  ],
});

test('people of a zone, and people a minute over a line', () => {
  const store = openTestStore();
  const at = (minute: number) => morningMs + minute * 60_000;
  for (const minute of [0, 6]) store.samples.add({ atMs: at(minute), zones: [makeSample({ count: 10 + minute })] });
  const crossing = { cameraId: 'c1', trackId: 1, direction: 'in' } as const;
  for (const minute of [1, 2, 11]) store.crossings.add([{ ...crossing, lineId: 'gate', atMs: at(minute) }]);
  store.crossings.add([{ ...crossing, cameraId: 'c2', lineId: 'blind', atMs: at(7) }]);
  store.settle(at(30));
  const zones = zoneSource(site, store);
  const lines = lineSource(site, store);
  expect(zones.series()).toEqual([{ id: 'zone:p1', name: 'Platform 1', kind: 'people', unit: 'people', minimum: 0 }]);
  expect(lines.series().map(({ id, unit }) => [id, unit])).toEqual([
    ['line:gate', 'people/min'],
    ['line:blind', 'people/min'],
  ]);
  const past = (source: typeof zones, id: string) => source.history(id, morningMs, at(20), stepMs);
  expect(past(zones, 'zone:p1')).toEqual([10, 16, null, null]);
  expect(past(lines, 'line:gate')).toEqual([0.4, 0, 0.2, null]);
  expect(past(lines, 'line:blind')).toEqual([null, 0.2, null, null]);
  expect([past(zones, 'line:gate'), past(lines, 'zone:p1'), past(zones, 'road-7')]).toEqual([null, null, null]);
});
