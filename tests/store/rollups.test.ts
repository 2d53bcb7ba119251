/** Minutes and hours equal what one gets by adding up the samples by hand, whatever the order, the restarts and the gaps. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Band, bands, worseBand } from '../../src-contract/domain/band.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import type { ZoneSample } from '../../src-main/store/samples.ts';
import { makeSample, morningMs, openTestStore, temporaryPlace } from './store-fixture.ts';

const spanMs = 2 * 3_600_000;

interface Second {
  readonly second: number;
  readonly sample: ZoneSample;
}

const figure = fc.option(
  fc.integer({ min: 0, max: 60 }).map((n) => n / 4),
  { nil: null },
);
const flow = fc.option(fc.nat(5), { nil: null });
const sample: fc.Arbitrary<ZoneSample> = fc.record({
  zoneId: fc.constantFrom('p1', 'p2'),
  count: figure,
  densityPerM2: figure,
  band: fc.constantFrom(...bands),
  inflow: flow,
  outflow: flow,
  confidence: fc.constantFrom(0, 0.25, 0.5, 1),
  measured: fc.boolean(),
});
const seconds: fc.Arbitrary<Second[]> = fc.uniqueArray(
  fc.record({ second: fc.oneof(fc.nat(200), fc.integer({ min: 3500, max: 3700 }), fc.nat(7199)), sample }),
  { selector: ({ second, sample: { zoneId } }) => `${second} ${zoneId}`, maxLength: 60 },
);

/** The same by brute force: every step of the span, every sample in it. */
function expected(all: readonly Second[], zone: string, stepS: number) {
  const points = [];
  for (let from = 0; from < spanMs / 1000; from += stepS) {
    const inside = all
      .filter((s) => s.sample.zoneId === zone && s.second >= from && s.second < from + stepS)
      .map((s) => s.sample);
    if (inside.length === 0) continue;
    const knownOf = (key: 'count' | 'densityPerM2' | 'inflow' | 'outflow') => inside.map((s) => s[key]).filter((n) => n !== null);
    const sum = (of: number[]) => (of.length === 0 ? null : of.reduce((a, b) => a + b, 0));
    const mean = (of: number[]) => (of.length === 0 ? null : of.reduce((a, b) => a + b, 0) / of.length);
    const max = (of: number[]) => (of.length === 0 ? null : Math.max(...of));
    points.push({
      timestamp: new Date(morningMs + from * 1000).toISOString(),
      count_mean: mean(knownOf('count')),
      count_max: max(knownOf('count')),
      density_mean: mean(knownOf('densityPerM2')),
      density_max: max(knownOf('densityPerM2')),
      inflow: sum(knownOf('inflow')),
      outflow: sum(knownOf('outflow')),
      band: inside.reduce<Band>((worst, s) => worseBand(worst, s.band), 'unknown'),
      confidence: inside.reduce((total, s) => total + s.confidence, 0) / stepS,
      source: inside.some((s) => s.measured) || knownOf('count').length === 0 ? 'measured' : 'estimated',
      coverage: inside.filter((s) => s.measured).length / stepS,
      interval: null,
    });
  }
  return points;
}

function checkRollups(store: Store, all: readonly Second[]): void {
  for (const zone of ['p1', 'p2']) {
    for (const [resolution, stepS] of [
      ['second', 1],
      ['minute', 60],
      ['hour', 3600],
    ] as const) {
      const reply = store.history.zone({
        zone,
        fromMs: morningMs,
        toMs: morningMs + spanMs,
        resolution,
        limit: 10_000,
        estimates: true,
      });
      expect(reply.points).toEqual(expected(all, zone, stepS));
    }
  }
}

test('equal to brute force, with late samples and a restart in between', async () => {
  const place = temporaryPlace();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(seconds, fc.nat(60), async (all, cut) => {
      const own = { ...place, file: `${place.file}-${run++}` };
      const write = (store: Store, part: readonly Second[]): void => {
        for (const { second, sample: figures } of part)
          store.samples.add({ atMs: morningMs + second * 1000 + 300, zones: [figures] });
      };
      const first = openTestStore(own);
      write(first, all.slice(0, cut));
      first.settle(morningMs + 3_000_000);
      await first.close();
      const second = openTestStore(own);
      write(second, all.slice(cut));
      second.settle(morningMs + spanMs + 60_000);
      checkRollups(second, all);
      second.settle(morningMs + spanMs + 120_000);
      checkRollups(second, all);
      await second.close();
    }),
    { numRuns: 20 },
  );
});

test('the minutes that a crash left out are computed after the restart', async () => {
  const place = temporaryPlace();
  const first = openTestStore(place);
  for (let second = 0; second < 300; second++) first.samples.add({ atMs: morningMs + second * 1000, zones: [makeSample()] });
  await first.close();
  const minutes = {
    zone: 'p1',
    fromMs: morningMs,
    toMs: morningMs + spanMs,
    resolution: 'minute',
    limit: 100,
    estimates: true,
  } as const;
  const second = openTestStore(place);
  expect(second.history.zone(minutes).points).toEqual([]);
  second.settle(morningMs + 301_000);
  expect(second.history.zone(minutes).points).toHaveLength(4);
  second.settle(morningMs + 302_000);
  expect(second.history.zone(minutes).points).toHaveLength(5);
});
