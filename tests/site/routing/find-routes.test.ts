/** Ways over made-up networks: the best by an independent search, never through what is red or closed without need, others really others. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { siteConfigSchema } from '../../../src-contract/site-config.ts';
import { findWays, mostLonger, mostShared } from '../../../src-main/site/routing/find-routes.ts';
import { searchCost, stretchCost, type WalkConditions } from '../../../src-main/site/routing/stretch-cost.ts';
import { type Arc, arcsFrom, buildWalkNetwork, type WalkNetwork } from '../../../src-main/site/routing/walk-network.ts';

const station = { id: 'T', name: 'Test', lines: ['western'], location: [72.84, 19.02] };

interface Drawn {
  readonly network: WalkNetwork;
  readonly conditions: WalkConditions;
  readonly count: number;
}

const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    points: fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 })), {
      minLength: 3,
      maxLength: 9,
    }),
    links: fc.array(
      fc.record({
        from: fc.nat(8),
        to: fc.nat(8),
        kind: fc.constantFrom('level', 'stairs', 'lift', 'escalator', 'ramp', 'crossing'),
        oneWay: fc.boolean(),
        rise: fc.constantFrom(-6, 0, 6),
        zone: fc.option(fc.constantFrom('green', 'orange', 'red', 'black', 'unknown'), { nil: undefined }),
        blocked: fc.boolean(),
      }),
      { minLength: 2, maxLength: 20 },
    ),
  })
  .map(({ points, links }) => {
    const used = links.filter(({ from, to }) => from % points.length !== to % points.length);
    const site = siteConfigSchema.parse({
      station,
      zones: ['green', 'orange', 'red', 'black', 'unknown'].map((id) => ({ id, name: id, kind: 'moving' })),
      walk: {
        points: points.map((at, i) => ({ id: `n${i}`, at })),
        stretches: used.map(({ from, to, kind, oneWay, rise, zone }, i) => ({
          ...{ id: `s${i}`, from: `n${from % points.length}`, to: `n${to % points.length}`, kind, one_way: oneWay, rise_m: rise },
          ...(zone === undefined ? {} : { zone }),
        })),
      },
    });
    const blocked = new Set(used.flatMap((link, i) => (link.blocked ? [`s${i}`] : [])));
    const conditions: WalkConditions = {
      nowMs: 0,
      zone: (id) => ({ band: id as 'red', densityPerM2: id === 'unknown' ? null : 1, source: 'measured' }),
      forecast: () => null,
      isBlocked: (id) => blocked.has(id),
    };
    return { network: buildWalkNetwork(site, []), conditions, count: points.length };
  });

/** Bellman and Ford over tuples: closed, black, red stretches, then cost, compared in that order. */
function bestByHand({ network, conditions, count }: Drawn): readonly number[] | null {
  const costs = new Map<string, readonly number[]>([['n0', [0, 0, 0, 0]]]);
  const isLess = (a: readonly number[], b: readonly number[]): boolean => {
    const at = a.findIndex((value, i) => Math.abs(value - (b[i] ?? 0)) > 1e-6);
    return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
  };
  for (let round = 0; round < count; round++)
    for (const [id, cost] of [...costs])
      for (const arc of arcsFrom(network, id)) {
        const next = hardship([arc], network, conditions).map((value, i) => value + (cost[i] ?? 0));
        const before = costs.get(arc.to.id);
        if (before === undefined || isLess(next, before)) costs.set(arc.to.id, next);
      }
  return costs.get('n1') ?? null;
}

function hardship(arcs: readonly Arc[], network: WalkNetwork, conditions: WalkConditions): number[] {
  const costs = arcs.map((arc) => stretchCost(arc, conditions, network.points.get('n0')?.plan ?? [0, 0]));
  const count = (fits: (cost: (typeof costs)[number]) => boolean) => costs.filter(fits).length;
  return [
    count(({ isBlocked }) => isBlocked),
    count(({ band }) => band === 'black'),
    count(({ band }) => band === 'red'),
    costs.reduce((sum, cost) => sum + searchCost(cost, true).walkS, 0),
  ];
}

test('the best way is the one that a search over (closed, black, red, cost) finds, and says what it leads through', () => {
  fc.assert(
    fc.property(drawn, (one) => {
      const { network, conditions } = one;
      const [best] = findWays(network, { from: 'n0', to: 'n1', conditions, avoidCrowd: true, alternatives: 0 });
      const wanted = bestByHand(one);
      expect(best === undefined).toBe(wanted === null);
      if (best === undefined || wanted === null) return;
      const found = hardship(best.arcs, network, conditions);
      expect(found.slice(0, 3)).toEqual(wanted.slice(0, 3));
      expect(found[3] ?? 0).toBeCloseTo(wanted[3] ?? 0, 2);
      expect(best.warnings.includes('through-block')).toBe((wanted[0] ?? 0) > 0);
      expect(best.warnings.includes('through-red')).toBe((wanted[1] ?? 0) + (wanted[2] ?? 0) > 0);
    }),
    { numRuns: 400 },
  );
});

test('alternatives share little, are no detours, and lead through nothing worse', () => {
  fc.assert(
    fc.property(drawn, ({ network, conditions }) => {
      const ways = findWays(network, { from: 'n0', to: 'n1', conditions, avoidCrowd: true, alternatives: 2 });
      const [best, ...others] = ways.map(({ arcs }) => arcs);
      if (best === undefined) return;
      const limits = hardship(best, network, conditions);
      for (const [i, other] of others.entries()) {
        const own = hardship(other, network, conditions);
        expect(own.slice(0, 3)).toEqual(limits.slice(0, 3));
        expect(own[3] ?? 0).toBeLessThanOrEqual((limits[3] ?? 0) * mostLonger + 1e-6);
        for (const better of [best, ...others.slice(0, i)]) {
          const theirs = new Set(better.map(({ stretch }) => stretch.id));
          const lengthM = (arcs: readonly Arc[]) => arcs.reduce((sum, { stretch }) => sum + stretch.lengthM, 0);
          expect(lengthM(other.filter(({ stretch }) => theirs.has(stretch.id)))).toBeLessThanOrEqual(
            lengthM(other) * mostShared + 1e-6,
          );
        }
      }
    }),
    { numRuns: 200 },
  );
});
