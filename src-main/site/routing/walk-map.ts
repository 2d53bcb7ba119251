/** The network as a map shows it. In: a box or none, and what is known of zones and blocks. Out: stretches with their state. Pure. */
import type { Band } from '../../../src-contract/domain/band.ts';
import type { LonLat } from '../../../src-contract/domain/geometry-types.ts';
import type { LonLatBox, WalkBlock, WalkMap, WalkStretch } from '../../../src-contract/domain/walk.ts';
import type { WalkNetwork } from './walk-network.ts';

interface MapQuestion {
  /** Null: the station's own stretches. */
  readonly box: LonLatBox | null;
  readonly limit: number;
  bandOf(zoneId: string): Band;
  blockOf(stretchId: string): WalkBlock | null;
}

export function mapOf(network: WalkNetwork, { box, limit, bandOf, blockOf }: MapQuestion): Omit<WalkMap, 'revision'> {
  const stretches: WalkMap['stretches'][number][] = [];
  const ends = new Set<string>();
  let truncated = false;
  for (const stretch of network.stretches.values()) {
    const line = lineOf(network, stretch);
    const isWanted = box === null ? stretch.source === 'site' : overlaps(line, box);
    if (!isWanted) continue;
    truncated = stretches.length === limit;
    if (truncated) break;
    const band = stretch.zoneId === null ? null : bandOf(stretch.zoneId);
    stretches.push({ stretch, line, band, block: blockOf(stretch.id) });
    ends.add(stretch.from).add(stretch.to);
  }
  const points = [...ends].flatMap((id) => network.points.get(id) ?? []);
  return { points, stretches, truncated };
}

function lineOf({ points }: WalkNetwork, { from, to }: WalkStretch): LonLat[] {
  return [points.get(from), points.get(to)].flatMap((point) => (point === undefined ? [] : [point.at]));
}

/** By the box around the line: one more than is seen does no harm. */
function overlaps(line: readonly LonLat[], [west, south, east, north]: LonLatBox): boolean {
  const lons = line.map(([lon]) => lon);
  const lats = line.map(([, lat]) => lat);
  return Math.min(...lons) <= east && Math.max(...lons) >= west && Math.min(...lats) <= north && Math.max(...lats) >= south;
}
