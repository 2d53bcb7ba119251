/** How a zone is shown: the band that may be shown as the present, the figure it rests on, and the order of what matters. Pure. */
import type { CrowdHistoryReply, ZoneEstimateReply, ZoneReply } from '../../src-contract/api/crowd.ts';
import { type Band, bands } from '../../src-contract/domain/band.ts';
import { type Freshness, freshness } from '../ui/freshness.ts';

export function judgedValue(zone: ZoneReply): number | null {
  return zone.value ?? (zone.basis === 'capacity' ? zone.occupancy : zone.density);
}

/** What a zone is judged by, as it was: its mean density, or its count over its capacity. */
export function historyValue(
  point: CrowdHistoryReply['points'][number],
  { basis, capacity }: Pick<ZoneReply, 'basis' | 'capacity'>,
): number | null {
  if (basis !== 'capacity') return point.density_mean;
  return point.count_mean === null || capacity === null ? null : point.count_mean / capacity;
}

/** Never a band on figures that are old: stale and unknown are shown as unknown. */
export function shownBand(zone: ZoneReply, nowMs: number): Band {
  return zoneFreshness(zone, judgedValue(zone), nowMs).kind === 'fresh' ? zone.band : 'unknown';
}

export function zoneFreshness(zone: ZoneReply, value: number | null, nowMs: number): Freshness {
  return freshness({ value, measuredMs: measuredMs(zone), stale: zone.stale }, nowMs);
}

/** An estimate that is older says nothing of now: the link is lost, or the station has stopped estimating. */
const oldestEstimateMs = 60_000;

/** What may be shown in the place of what isn't measured; null while it is, whatever the station sent. */
export function shownEstimate(zone: ZoneReply, nowMs: number): ZoneEstimateReply | null {
  const { count, estimate } = zone;
  if (count !== null || estimate === null) return null;
  return nowMs - Date.parse(estimate.as_of) > oldestEstimateMs ? null : estimate;
}

export function measuredMs(zone: ZoneReply): number | null {
  return zone.measured_at === null ? null : Date.parse(zone.measured_at);
}

export function isAbnormal(band: Band): boolean {
  return band !== 'unknown' && band !== 'green';
}

/** Worst first: by band, then by the time left, then by risk. */
export function byUrgency(a: ZoneReply, b: ZoneReply): number {
  const band = bands.indexOf(b.band) - bands.indexOf(a.band);
  if (band !== 0) return band;
  const left = (a.time_to_red_s ?? Number.POSITIVE_INFINITY) - (b.time_to_red_s ?? Number.POSITIVE_INFINITY);
  if (Number.isFinite(left) && left !== 0) return left;
  if (!Number.isFinite(left) && !Number.isNaN(left)) return left;
  return (b.risk ?? 0) - (a.risk ?? 0);
}

/** Index of the band by the figure alone: 0 below the first edge .. 4 above the last. */
export function edgesPassed(value: number, edges: readonly [number, number, number, number]): number {
  return edges.filter((edge) => value >= edge).length;
}
