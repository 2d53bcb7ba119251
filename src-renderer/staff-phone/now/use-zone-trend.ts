/** Asks for a zone's last half hour while it is shown: about once a minute, and when the link comes back. */
import { useEffect } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { stationNow } from '../../client/station-clock.ts';
import { usePhone } from '../station/phone-store.ts';
import { rest } from '../station/session.ts';
import { waitMs } from './ask-again.ts';
import { keepTrend, useTrends, type ZoneTrend } from './trend-store.ts';
import { lastHalfHour, minuteMs, shownMinutes } from './zone-history.ts';

/** The last try: for which zone, and when by the browser's clock, ms. */
let tried = { zoneId: '', atMs: Number.NEGATIVE_INFINITY };

/** Null while nothing was ever told of this zone. */
export function useZoneTrend(zoneId: string): ZoneTrend | null {
  const linkedMs = usePhone(({ link }) => (link.kind === 'connected' ? link.sinceMs : null));
  useEffect(() => (linkedMs === null ? undefined : keepAsking(zoneId, linkedMs)), [zoneId, linkedMs]);
  return useTrends(({ trend }) => (trend?.zoneId === zoneId ? trend : null));
}

/** Returns the way to stop. */
function keepAsking(zoneId: string, linkedMs: number): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const plan = (): void => {
    const triedMs = tried.zoneId === zoneId ? tried.atMs : Number.NEGATIVE_INFINITY;
    timer = setTimeout(ask, waitMs({ triedMs, linkedMs, nowMs: Date.now() }));
  };
  const ask = (): void => {
    tried = { zoneId, atMs: Date.now() };
    load(zoneId).catch(() => {});
    plan();
  };
  plan();
  return () => clearTimeout(timer);
}

async function load(zoneId: string): Promise<void> {
  const from = new Date(stationNow() - (shownMinutes + 1) * minuteMs).toISOString();
  const { points } = await rest.call(routes.crowdHistory, { query: { zone: zoneId, from, estimates: false } });
  const { zones, caller } = usePhone.getState();
  const zone = zones.find(({ id }) => id === zoneId);
  // The phone may have left its station, or been given another place, while the answer was on its way.
  if (zone === undefined || caller?.zone !== zoneId) return;
  const atMs = stationNow();
  const isBasisKnown = zone.basis !== 'unknown';
  keepTrend({
    ...{ zoneId, atMs, byShare: zone.basis === 'capacity', edges: isBasisKnown ? [...zone.edges] : [] },
    points: lastHalfHour(points, zone, atMs),
  });
}
