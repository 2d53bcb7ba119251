/** Mean speed by the day, and in words whether that is a trend. */
import { useMemo } from 'react';
import type { TrendsReply } from '../../../src-contract/api/traffic.ts';
import { stationNow } from '../../client/station-clock.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Format } from '../../ui/locale/format.ts';
import { ChartWithTools } from '../chart/chart-with-tools.tsx';
import type { Catalogue } from '../i18n/en.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './analytics.module.css';
import { trendChart } from './traffic-series.ts';
import { useStationOffset } from './use-station-offset.ts';

interface TrendChartProps {
  readonly trends: TrendsReply;
  readonly name: string;
  readonly fileName: string;
}

export function TrendChart({ trends, name, fileName }: TrendChartProps) {
  const t = useText();
  const format = useFormat();
  const offsetOf = useStationOffset();
  const content = useMemo(() => trendChart(trends, t.analytics.speed, offsetOf(stationNow())), [trends, t, offsetOf]);
  const values = content.lines[0]?.values ?? [];
  const number = (value: number) => format.number(value, 1);
  if (!values.some((value) => value !== null)) return <EmptyState title={t.analytics.noFigures} />;
  return (
    <div className={styles['chart']}>
      <p className={styles['verdict']} title={t.analytics.trend.how}>
        {verdict(trends.trend, t, format)}
      </p>
      <div className={styles['plot']}>
        <ChartWithTools
          label={t.analytics.trend.chartOf(name)}
          content={content}
          columns={() => [{ name: 'avg_speed_kmh', values }]}
          fileName={fileName}
          formatValue={(value) => format.number(value)}
          readout={(index) => {
            const value = values[index] ?? null;
            return <strong>{value === null ? t.chart.unknown : `${number(value)} ${t.analytics.units.speed}`}</strong>;
          }}
        />
      </div>
      <p className={styles['hint']}>{t.analytics.trend.how}</p>
    </div>
  );
}

function verdict(trend: TrendsReply['trend'], { analytics }: Catalogue, format: Format): string {
  if (trend === null) return analytics.trend.tooShort;
  const p = trend.p_value < 0.001 ? '< 0.001' : format.number(trend.p_value, trend.p_value < 0.1 ? 3 : 1);
  const slope = format.number(Math.abs(trend.slope_per_day), 2);
  switch (trend.direction) {
    case 'none':
      return analytics.trend.none(p);
    case 'rising':
      return analytics.trend.rising(slope, p);
    case 'falling':
      return analytics.trend.falling(slope, p);
  }
}
