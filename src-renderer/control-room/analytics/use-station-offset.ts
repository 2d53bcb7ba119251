/** What the station's clock is ahead of UTC by, at any time. */
import { useCallback } from 'react';
import { zoneOffsetMs } from '../chart/zone-offset.ts';
import { useSite } from '../station/site-store.ts';

export function useStationOffset(): (atMs: number) => number {
  const timeZone = useSite((state) => state.site?.station.timezone ?? 'Asia/Kolkata');
  return useCallback((atMs) => zoneOffsetMs(timeZone, atMs), [timeZone]);
}
