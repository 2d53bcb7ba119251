/**
 * Time of a route on foot with two alternatives and all its costs over a town of 40,000 points, and the floor: bare ngraph.path (A* with
 * the same heuristic, lengths for costs, one way) on the same graph between the same points in the same run.
 */
import { aStar } from 'ngraph.path';
import type { WalkWay } from '../../../src-contract/domain/walk.ts';
import { siteConfigSchema } from '../../../src-contract/site-config.ts';
import { findWays } from '../../site/routing/find-routes.ts';
import type { WalkConditions } from '../../site/routing/stretch-cost.ts';
import { type Arc, buildWalkNetwork, distanceM, type NetworkPoint, type WalkNetwork } from '../../site/routing/walk-network.ts';
import { createRandom, type Random, randomBetween } from '../../twin/simulation/random.ts';
import { median, progress, quantile, rounded } from './figures.ts';

const side = 200;
const blockM = 40;
/** Of the grid's edges; what is left out makes detours, as a town has. */
const keptShare = 0.85;
const asks = 100;
/** As somebody at the station may ask: a walk of up to 2 km; and right across the town for the worst case. */
const mostAwayM = 2000;
const metresPerDegree = 111_195;

export async function benchWalkRoute(): Promise<object> {
  const random = createRandom(1);
  const startedMs = performance.now();
  const network = buildWalkNetwork(siteConfigSchema.parse({ station: town }), waysOf(random));
  const buildMs = rounded(performance.now() - startedMs);
  progress(`${network.points.size} points, ${network.stretches.size} stretches, built in ${buildMs} ms`);
  const conditions = conditionsOf(network, random);
  const route = (from: string, to: string): boolean => {
    const [best] = findWays(network, { from, to, conditions, avoidCrowd: true, alternatives: 2 });
    return best !== undefined && best.warnings.length === 0;
  };
  const pairs = pairsOf(network, random);
  const [walks, across] = [timesOf(pairs.walks, route), timesOf(pairs.across, route)];
  const [bare, bareAcross] = [timesOf(pairs.walks, bareFinder(network)), timesOf(pairs.across, bareFinder(network))];
  const open = walks.filter(({ isOpen }) => isOpen);
  const forced = [...walks, ...across].filter(({ isOpen }) => !isOpen);
  const [value, floor] = [figuresOf(open), figuresOf(bare)];
  return {
    unit: 'ms a route with two alternatives and costs, p95, up to 2 km',
    ...{ value: value.p95, floor: floor.p95, ratio: rounded(value.p95 / floor.p95) },
    ...{ points: network.points.size, stretches: network.stretches.size, build_ms: buildMs },
    up_to_2_km: { route: value, floor },
    across_the_town: { route: figuresOf(across.filter(({ isOpen }) => isOpen)), floor: figuresOf(bareAcross) },
    // The whole town is searched before a way goes through what is closed.
    ...(forced.length === 0 ? {} : { only_through_a_block: figuresOf(forced) }),
  };
}

const town = { id: 'BENCH', name: 'Bench', lines: ['western'], location: [72.84, 19.02] };

/** One stretch in a hundred is closed, none leads through a zone: what costs time is the search. */
function conditionsOf({ stretches }: WalkNetwork, random: Random): WalkConditions {
  const closed = new Set([...stretches.keys()].filter(() => random() < 0.01));
  return {
    nowMs: 0,
    zone: () => ({ band: 'green', densityPerM2: 0.2, source: 'measured' }),
    forecast: () => null,
    isBlocked: (id) => closed.has(id),
  };
}

function waysOf(random: Random): WalkWay[] {
  const at = Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [
      (i % side) * blockM + randomBetween(random, -9, 9),
      Math.floor(i / side) * blockM + randomBetween(random, -9, 9),
    ];
    return [72.84 + x / (metresPerDegree * Math.cos(0.332)), 19.02 + y / metresPerDegree] as const;
  });
  const node = (i: number) => ({ id: `node/${i}`, at: at[i] ?? ([0, 0] as const) });
  const ways: WalkWay[] = [];
  for (let i = 0; i < side * side; i++)
    for (const next of [i % side === side - 1 ? null : i + 1, i + side < side * side ? i + side : null]) {
      if (next === null || random() > keptShare) continue;
      ways.push({
        id: `way/${ways.length}`,
        kind: 'level',
        name: null,
        nodes: [node(i), node(next)],
        widthM: null,
        oneWay: false,
      });
    }
  return ways;
}

type Pair = readonly [string, string];

function pairsOf({ points }: WalkNetwork, random: Random): { walks: Pair[]; across: Pair[] } {
  const all = [...points.values()];
  const any = (): NetworkPoint => all[Math.floor(random() * all.length)] as NetworkPoint;
  const across = Array.from({ length: asks / 2 }, (): Pair => [any().id, any().id]);
  const walks: Pair[] = [];
  while (walks.length < asks) {
    const [from, to] = [any(), any()];
    if (distanceM(from, to) <= mostAwayM) walks.push([from.id, to.id]);
  }
  return { walks, across };
}

function bareFinder({ graph }: WalkNetwork): (from: string, to: string) => boolean {
  const finder = aStar<NetworkPoint, Arc>(graph, {
    oriented: true,
    distance: (_to, _from, { data }) => data.stretch.lengthM,
    heuristic: (a, b) => distanceM(a.data, b.data),
  });
  return (from, to) => finder.find(from, to).length > 1;
}

interface Timed {
  readonly ms: number;
  /** Of all threads of this process: what a busy machine doesn't stretch. */
  readonly cpuMs: number;
  /** A way was found that leads through nothing closed. */
  readonly isOpen: boolean;
}

function timesOf(pairs: readonly Pair[], work: (from: string, to: string) => boolean): Timed[] {
  for (const [from, to] of pairs.slice(0, 10)) work(from, to);
  return pairs.map(([from, to]) => {
    const [startedMs, used] = [performance.now(), process.cpuUsage()];
    const isOpen = work(from, to);
    const { user, system } = process.cpuUsage(used);
    return { ms: performance.now() - startedMs, cpuMs: (user + system) / 1000, isOpen };
  });
}

function figuresOf(times: readonly Timed[]) {
  const [ms, cpuMs] = [times.map((time) => time.ms), times.map((time) => time.cpuMs)];
  return {
    ...{ asked: times.length, p50: rounded(median(ms)), p95: rounded(quantile(ms, 0.95)) },
    ...{ cpu_p50: rounded(median(cpuMs)), cpu_p95: rounded(quantile(cpuMs, 0.95)) },
  };
}
