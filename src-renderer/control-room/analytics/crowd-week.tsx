/** A zone's usual week: the chosen quantity by hour and weekday, from the hours of the last four weeks. */
import { useCallback, useMemo } from 'react';
import { type CrowdHistoryReply, crowdRoutes } from '../../../src-contract/api/crowd.ts';
import { stationNow } from '../../client/station-clock.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';
import { figureOf, type Quantity } from './crowd-series.ts';
import type { NamedZone } from './use-crowd-rows.ts';
import { useStationOffset } from './use-station-offset.ts';
import { isBlank, weekGrid } from './week-grid.ts';
import { WeekTable } from './week-table.tsx';

interface CrowdWeekProps {
  readonly zone: NamedZone;
  readonly quantity: Quantity;
}

const weeksMs = 28 * 86_400_000;
const mostPoints = 1000;
const askEveryMs = 600_000;

export function CrowdWeek({ zone, quantity }: CrowdWeekProps) {
  const t = useText();
  const { id } = zone;
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const nowMs = stationNow();
      const query = {
        ...{ zone: id, resolution: 'hour' as const, limit: mostPoints, estimates: false },
        ...{ from: new Date(nowMs - weeksMs).toISOString(), to: new Date(nowMs).toISOString() },
      };
      return [await rest.call(crowdRoutes.crowdHistory, { query, signal })];
    },
    [id],
  );
  const asked = useAsked(ask, askEveryMs);
  return (
    <Panel title={t.analytics.weekTitle(t.analytics.quantities[quantity], zone.name)} aside={t.analytics.weekHint} scroll>
      <AskedList from={asked} empty={null}>
        {([history]) => (history === undefined ? null : <Week history={history} zone={zone} quantity={quantity} />)}
      </AskedList>
    </Panel>
  );
}

function Week({ history, zone, quantity }: CrowdWeekProps & { readonly history: CrowdHistoryReply }) {
  const t = useText();
  const format = useFormat();
  const offsetOf = useStationOffset();
  const grid = useMemo(() => {
    const figures = history.points.map((point) => ({
      atMs: Date.parse(point.timestamp),
      value: figureOf(point, quantity, 'hour'),
    }));
    return weekGrid(figures, offsetOf);
  }, [history, quantity, offsetOf]);
  if (isBlank(grid)) return <EmptyState title={t.analytics.noFigures}>{t.analytics.noFiguresHint}</EmptyState>;
  return (
    <WeekTable
      caption={t.analytics.weekTitle(t.analytics.quantities[quantity], zone.name)}
      grid={grid}
      fileName={`week-${quantity}-${zone.id}`}
      format={(value) => format.number(value, quantity === 'density' ? 2 : value < 10 ? 1 : 0)}
    />
  );
}
