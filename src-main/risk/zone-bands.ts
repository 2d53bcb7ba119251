/**
 * Which figure of a zone is judged, against which edges, and the band that it falls in. In: the zone's measures and the site's
 * bands; out: basis, value, edges and a level. Reasons to be one band worse are step-ups/'s business.
 */
import { type Band, bands } from '../../src-contract/domain/band.ts';
import type { JudgedZone } from '../../src-contract/domain/judged-tick.ts';
import type { SiteConfig, ZoneConfig } from '../../src-contract/site-config.ts';

/** Upper edges of green, amber, orange and red, rising: persons/m², or share of the rated capacity. */
export type Edges = readonly [number, number, number, number];

/** 0 green, 1 amber, 2 orange, 3 red, 4 black: the number of edges that the figure has reached. */
export type Level = 0 | 1 | 2 | 3 | 4;

type Known = { readonly basis: 'density' | 'capacity'; readonly value: number; readonly edges: Edges };

export type Judged = Known | { readonly basis: 'unknown'; readonly value: null; readonly edges: Edges };

/**
 * The figure to judge: the densest local cell where it is measured, else the count against the rated capacity. A stale zone
 * is unknown whatever else it still carries, so that it can never be shown green. Where a view is saturated both figures are
 * least ones, and the worse of them is nearer to the truth.
 */
export function judgedFigure(site: SiteConfig, config: ZoneConfig | undefined, zone: JudgedZone): Judged {
  const densityEdges = config?.bands ?? site.bands[zone.kind === 'waiting' ? 'waiting' : 'moving'];
  const unknown: Judged = { basis: 'unknown', value: null, edges: densityEdges };
  if (zone.stale) return unknown;
  const occupancy = zone.occupancy ?? shareOfCapacity(zone);
  const byCapacity: Known | null =
    occupancy === null ? null : { basis: 'capacity', value: occupancy, edges: site.bands.occupancy };
  if (zone.densityPerM2 === null) return byCapacity ?? unknown;
  const byDensity: Known = { basis: 'density', value: zone.densityPerM2, edges: densityEdges };
  return zone.saturated && byCapacity !== null && reachedEdges(byCapacity) > reachedEdges(byDensity) ? byCapacity : byDensity;
}

function reachedEdges({ value, edges }: Known): number {
  return edges.filter((edge) => value >= edge).length;
}

function shareOfCapacity(zone: JudgedZone): number | null {
  return zone.count === null || zone.capacity === null ? null : zone.count / zone.capacity;
}

/**
 * The level of a figure; an edge belongs to the worse side. Up at once; down only when the figure is below
 * `edge × (1 − deadband)` of the edge it came over, so that a figure that trembles at an edge stays in one band.
 */
export function levelOf(value: number, edges: Edges, previous: Level | null, deadband: number): Level {
  const reached = edges.filter((edge) => value >= edge).length;
  let level = Math.max(reached, previous ?? 0);
  while (level > reached && value < (edges[level - 1] ?? 0) * (1 - deadband)) level -= 1;
  return asLevel(level);
}

export function asLevel(level: number): Level {
  const levels: readonly Level[] = [0, 1, 2, 3, 4];
  return levels[Math.min(4, Math.max(0, Math.trunc(level)))] ?? 4;
}

export function bandOfLevel(level: Level): Band {
  return bands[level + 1] ?? 'black';
}
