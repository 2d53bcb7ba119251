/** A series' chart: measured, forecast with its intervals, what was unusual; and the figures under the cursor. */
import { type ReactNode, useMemo } from 'react';
import type { ForecastSeriesReply } from '../../../src-contract/api/predictions.ts';
import { stationNow } from '../../client/station-clock.ts';
import type { ChartContent } from '../../ui/chart/chart-content.ts';
import { TimeChart } from '../../ui/chart/time-chart.tsx';
import { useStationOffset } from '../analytics/use-station-offset.ts';
import { ChartLegend, LegendSpan } from '../chart/chart-legend.tsx';
import { ChartWithTools } from '../chart/chart-with-tools.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { anomalyAt, csvColumns, forecastChart, type SeriesFigures } from './forecast-chart.ts';
import styles from './forecast-screen.module.css';
import { useSeriesWords } from './use-series-words.ts';

interface SeriesChartProps {
  readonly series: ForecastSeriesReply;
  readonly figures: SeriesFigures;
  /** What stands before the legend. */
  readonly lead: ReactNode;
}

export function SeriesChart({ series, figures, lead }: SeriesChartProps) {
  const t = useText();
  const words = useSeriesWords();
  const content = useChartContent(figures);
  return (
    <ChartWithTools
      label={t.forecast.chartOf(words.name(series))}
      content={content}
      columns={() => csvColumns(content, figures.history.points.length)}
      fileName={series.sensor_id}
      formatValue={words.value}
      lead={lead}
      moreLegend={
        figures.anomalies.length === 0 ? null : <LegendSpan token="--medium" opacity={0.4} label={t.forecast.unusual} />
      }
      readout={(index, ms) => <Readout content={content} index={index} ms={ms} series={series} figures={figures} />}
    />
  );
}

/** The same without tools, where there is little room: what it is made of stands beside it in words. */
export function PlainSeriesChart({ series, figures }: Omit<SeriesChartProps, 'lead'>) {
  const t = useText();
  const format = useFormat();
  const words = useSeriesWords();
  const content = useChartContent(figures);
  const offsetMs = useStationOffset()(stationNow());
  return (
    <TimeChart
      label={t.forecast.chartOf(words.name(series))}
      content={content}
      offsetMs={offsetMs}
      formatTime={format.time}
      formatValue={words.value}
      readout={(index) => {
        const ms = index === null ? undefined : content.timesMs[index];
        if (index === null || ms === undefined) return <ChartLegend content={content} />;
        return (
          <>
            <span>{format.time(ms)}</span>
            <Readout content={content} index={index} ms={ms} series={series} figures={figures} />
          </>
        );
      }}
    />
  );
}

function useChartContent(figures: SeriesFigures): ChartContent {
  const t = useText();
  const format = useFormat();
  return useMemo(() => {
    const interval = (level: number) => t.forecast.interval(format.percent(level));
    return forecastChart(figures, { measured: t.forecast.measured, forecast: t.forecast.forecast, interval }, stationNow());
  }, [figures, t, format]);
}

interface ReadoutProps extends Omit<SeriesChartProps, 'lead'> {
  readonly content: ChartContent;
  readonly index: number;
  readonly ms: number;
}

function Readout({ content, index, ms, series, figures }: ReadoutProps) {
  const t = useText();
  const words = useSeriesWords();
  const isPast = index < figures.history.points.length;
  const [measured, forecast] = content.lines;
  const value = (isPast ? measured : forecast)?.values[index] ?? null;
  const unusual = anomalyAt(figures.anomalies, ms);
  return (
    <>
      <strong>
        {`${isPast ? t.forecast.measured : t.forecast.forecast}: ${value === null ? '—' : `${words.value(value)} ${words.unit(series.unit)}`}`}
      </strong>
      {isPast
        ? null
        : content.bands
            .toReversed()
            .map(({ label, lower, upper }) => (
              <span key={label}>
                {`${label}: ${t.forecast.range(words.value(lower[index] ?? 0), words.value(upper[index] ?? 0))}`}
              </span>
            ))}
      {unusual === null || !isPast ? null : <span className={styles['unusual']}>{t.forecast.unusual}</span>}
    </>
  );
}
