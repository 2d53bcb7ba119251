/** Zones over the chosen time, as rows of even steps: several zones over one span, or one zone on two days. */
import { useCallback } from 'react';
import { crowdRoutes } from '../../../src-contract/api/crowd.ts';
import { stationNow } from '../../client/station-clock.ts';
import { rest } from '../station/session.ts';
import { type AskedAgain, useAsked } from '../station/use-asked.ts';
import type { CrowdSpan } from './analytics-store.ts';
import { daySpan, evenRow, type TimeSpan, type ZoneRow } from './crowd-series.ts';
import { useStationOffset } from './use-station-offset.ts';

export interface NamedZone {
  readonly id: string;
  readonly name: string;
}

export interface CrowdRows {
  readonly rows: readonly ZoneRow[];
  readonly resolution: TimeSpan['resolution'];
}

const askEveryMs = 60_000;
/** A day of minutes and more than a month of hours. */
const mostPoints = 1500;
const dayMs = 86_400_000;
const backMs = { hour: 3_600_000, day: dayMs, week: 7 * dayMs, month: 30 * dayMs };

export function useCrowdRows(
  zones: readonly NamedZone[],
  span: CrowdSpan,
  [first, second]: readonly [string, string],
): AskedAgain<CrowdRows[]> {
  const offsetOf = useStationOffset();
  const key = JSON.stringify(zones);
  const ask = useCallback(
    async (signal: AbortSignal): Promise<CrowdRows[]> => {
      const asked = JSON.parse(key) as NamedZone[];
      if (span === 'compare') {
        const [zone] = asked;
        if (zone === undefined) return [];
        const askDay = (day: string) => askRow(zone.id, day, daySpan(day, offsetOf(Date.parse(`${day}T00:00:00Z`))), signal);
        const rows = await Promise.all([...new Set([first, second])].map(askDay));
        return [{ rows, resolution: 'minute' }];
      }
      const resolution = span === 'hour' || span === 'day' ? 'minute' : 'hour';
      const untilMs = stationNow();
      const one: TimeSpan = { fromMs: untilMs - backMs[span], untilMs, resolution };
      return [{ rows: await Promise.all(asked.map(({ id, name }) => askRow(id, name, one, signal))), resolution }];
    },
    [key, span, first, second, offsetOf],
  );
  return useAsked(ask, askEveryMs);
}

async function askRow(zone: string, label: string, span: TimeSpan, signal: AbortSignal): Promise<ZoneRow> {
  const { fromMs, untilMs, resolution } = span;
  const query = {
    ...{ zone, resolution, limit: mostPoints, estimates: false },
    ...{ from: new Date(fromMs).toISOString(), to: new Date(untilMs).toISOString() },
  };
  const { points } = await rest.call(crowdRoutes.crowdHistory, { query, signal });
  return evenRow(label, points, span);
}
