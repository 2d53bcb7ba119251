/** The last hour of one zone against the edges of its bands. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { stationNow } from '../../client/station-clock.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Trend } from '../../ui/trend.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { shownSpanMs } from './history-store.ts';
import { useTrend } from './use-trend.ts';

const edgeTokens = ['--band-amber', '--band-orange', '--band-red', '--text'];

export function ZoneTrend({ zoneId, axes = false }: { readonly zoneId: string; readonly axes?: boolean }) {
  const t = useText();
  const format = useFormat();
  const trend = useTrend(zoneId);
  const name = useCrowd((state) => state.zones[zoneId]?.name ?? zoneId);
  const byShare = useCrowd((state) => state.zones[zoneId]?.basis === 'capacity');
  const edgeValues = useCrowd(useShallow((state) => state.zones[zoneId]?.edges ?? []));
  const edges = useMemo(() => edgeValues.map((value, i) => ({ value, token: edgeTokens[i] ?? '--text' })), [edgeValues]);
  if (trend === undefined) return <Skeleton height={72} />;
  if (trend.points.length === 0) return <EmptyState title={t.zones.noHistory} />;
  const toMs = Math.max(stationNow(), trend.points.at(-1)?.atMs ?? 0);
  return (
    <Trend
      points={trend.points}
      edges={edges}
      fromMs={toMs - shownSpanMs(trend.points, toMs)}
      toMs={toMs}
      label={t.zones.trend(name)}
      formatTime={format.time}
      formatValue={(value) => (byShare ? format.percent(value) : format.number(value, Number.isInteger(value) ? 0 : 1))}
      axes={axes}
    />
  );
}
