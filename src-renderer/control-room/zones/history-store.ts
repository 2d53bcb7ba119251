/**
 * The last hour of the zones that are on screen: minutes from the store, then a live point every few seconds. The quantity is the one
 * that the zone's band rests on: density, or people over capacity.
 */
import { create } from 'zustand';
import type { CrowdHistoryReply, ZoneReply } from '../../../src-contract/api/crowd.ts';
import { historyValue, judgedValue } from '../../client/zone-look.ts';

export interface TrendPoint {
  readonly atMs: number;
  readonly value: number | null;
}

export interface ZoneTrend {
  readonly points: readonly TrendPoint[];
  /** Browser time of the last load, ms. */
  readonly loadedMs: number;
}

export const trendSpanMs = 3_600_000;
const liveStepMs = 5_000;
/** A young station's trend fills the graph, and stretches in few steps. */
const shortSpansMs = [600_000, 1_200_000, 2_400_000];

export const useHistory = create<{ readonly trends: Readonly<Record<string, ZoneTrend>> }>(() => ({ trends: {} }));

/** How far back a graph that ends at `toMs` reaches: an hour, less where less is known. */
export function shownSpanMs(points: readonly TrendPoint[], toMs: number): number {
  const first = points.find((point) => point.value !== null);
  const knownMs = first === undefined ? trendSpanMs : toMs - first.atMs;
  return shortSpansMs.find((spanMs) => spanMs >= knownMs) ?? trendSpanMs;
}

export function trendPoints(reply: CrowdHistoryReply, zone: Pick<ZoneReply, 'basis' | 'capacity'>): TrendPoint[] {
  return reply.points.map((point) => ({ atMs: Date.parse(point.timestamp), value: historyValue(point, zone) }));
}

export function setTrend(zoneId: string, points: readonly TrendPoint[], loadedMs: number): void {
  useHistory.setState(({ trends }) => ({ trends: { ...trends, [zoneId]: { points, loadedMs } } }));
}

/** Adds the present to the trends that are kept; what is older than the span goes. */
export function appendLive(zones: Readonly<Record<string, ZoneReply>>, atMs: number): void {
  useHistory.setState((old) => {
    const trends: Record<string, ZoneTrend> = { ...old.trends };
    let changed = false;
    for (const [zoneId, trend] of Object.entries(old.trends)) {
      const zone = zones[zoneId];
      const last = trend.points.at(-1);
      if (zone === undefined || (last !== undefined && atMs - last.atMs < liveStepMs)) continue;
      const kept = trend.points.filter((point) => atMs - point.atMs <= trendSpanMs);
      trends[zoneId] = { ...trend, points: [...kept, { atMs, value: zone.stale ? null : judgedValue(zone) }] };
      changed = true;
    }
    return changed ? { trends } : old;
  });
}
