/** The usual week of a metric: what an hour of each weekday came to, from the hours that were recorded. */
import { useMemo } from 'react';
import type { AnalyticsReply } from '../../../src-contract/api/analytics.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { comparedFigure } from './event-table.tsx';
import { useStationOffset } from './use-station-offset.ts';
import { weekGrid } from './week-grid.ts';
import { WeekTable } from './week-table.tsx';

export function ActivityWeek({ reply }: { readonly reply: AnalyticsReply }) {
  const t = useText();
  const format = useFormat();
  const offsetOf = useStationOffset();
  const grid = useMemo(() => {
    const figures = reply.points.flatMap((point) =>
      point.start === null ? [] : [{ atMs: Date.parse(point.start), value: comparedFigure(point, reply.kind) }],
    );
    return weekGrid(figures, offsetOf);
  }, [reply, offsetOf]);
  return (
    <WeekTable
      caption={t.analytics.activity.byWeek(t.analytics.metrics[reply.metric])}
      grid={grid}
      fileName={`week-${reply.metric}`}
      format={(value) => format.number(value, value < 10 && !Number.isInteger(value) ? 1 : 0)}
    />
  );
}
