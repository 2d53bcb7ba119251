/** The last hour of one zone, loaded when it comes on screen and again when the page was away for a while. */
import { useEffect } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { rest } from '../station/session.ts';
import { useSession } from '../station/session-store.ts';
import { setTrend, trendPoints, useHistory, type ZoneTrend } from './history-store.ts';

const reloadAfterMs = 60_000;
const inFlight = new Set<string>();

export function useTrend(zoneId: string): ZoneTrend | undefined {
  const connected = useSession((state) => state.link.kind === 'connected');
  useEffect(() => {
    if (connected) load(zoneId).catch(() => {});
  }, [zoneId, connected]);
  return useHistory((state) => state.trends[zoneId]);
}

async function load(zoneId: string): Promise<void> {
  const known = useHistory.getState().trends[zoneId];
  const zone = useCrowd.getState().zones[zoneId];
  if (zone === undefined || inFlight.has(zoneId)) return;
  if (known !== undefined && Date.now() - known.loadedMs < reloadAfterMs) return;
  inFlight.add(zoneId);
  try {
    const reply = await rest.call(routes.crowdHistory, { query: { zone: zoneId, estimates: false } });
    setTrend(zoneId, trendPoints(reply, zone), Date.now());
  } finally {
    inFlight.delete(zoneId);
  }
}
