/** The hours to come: one kind of figure as a chart, and the spans in which the weather is severe in words. */
import { useMemo, useState } from 'react';
import type { WeatherForecastReply } from '../../../src-contract/api/weather.ts';
import { useStationNow } from '../../client/station-clock.ts';
import type { ChartContent } from '../../ui/chart/chart-content.ts';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { LegendSpan } from '../chart/chart-legend.tsx';
import { ChartWithTools } from '../chart/chart-with-tools.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './weather.module.css';
import { type ForecastHour, hoursToCome, severeSpans, type WeatherChart, weatherChart, weatherCharts } from './weather-hours.ts';

/** As the station judges it. */
const oldAfterMs = 12 * 3_600_000;
const minuteMs = 60_000;

export function WeatherForecast({ forecast }: { readonly forecast: WeatherForecastReply }) {
  const t = useText();
  const format = useFormat();
  // By the minute: by the second the chart would be drawn anew all the time.
  const nowMs = Math.floor(useStationNow() / minuteMs) * minuteMs;
  const hours = useMemo(() => hoursToCome(forecast.hours, nowMs), [forecast.hours, nowMs]);
  const ageMs = forecast.fetched_at === null ? null : nowMs - Date.parse(forecast.fetched_at);
  const isOld = ageMs !== null && (forecast.stale || ageMs > oldAfterMs);
  const age = ageMs === null ? null : <span>{t.weather.fetched(format.age(ageMs))}</span>;
  return (
    <div className={styles['forecast']}>
      <Panel title={t.weather.coming} aside={age}>
        <div className={styles['inside']}>
          {isOld ? <Notice tone="warning">{t.weather.oldForecast(format.age(ageMs))}</Notice> : null}
          {hours.length < 2 ? (
            <EmptyState title={t.weather.noForecast} />
          ) : (
            <HoursChart hours={hours} nowMs={nowMs} source={forecast.source} />
          )}
        </div>
      </Panel>
      <Panel title={t.weather.ahead} scroll>
        <Ahead hours={hours} />
      </Panel>
    </div>
  );
}

interface HoursChartProps {
  readonly hours: readonly ForecastHour[];
  readonly nowMs: number;
  readonly source: string;
}

function HoursChart({ hours, nowMs, source }: HoursChartProps) {
  const t = useText();
  const format = useFormat();
  const [chart, setChart] = useState<WeatherChart>('temperature');
  const content: ChartContent = useMemo(() => weatherChart(hours, chart, t.weather.figures, nowMs), [hours, chart, t, nowMs]);
  const digits = chart === 'visibility' ? 0 : 1;
  const written = (value: number | null | undefined) =>
    value === null || value === undefined ? '—' : `${format.number(value, digits)} ${t.weather.units[chart]}`;
  return (
    <ChartWithTools
      label={t.weather.chartOf(t.weather.charts[chart])}
      content={content}
      columns={() => content.lines.map(({ values }, i) => ({ name: i === 0 ? chart : `${chart}_${i + 1}`, values }))}
      fileName={`weather-${source}`}
      formatValue={(value) => format.number(value)}
      lead={
        <Choice
          label={t.weather.chart}
          hideLabel
          options={weatherCharts.map((value) => ({ value, label: t.weather.charts[value] }))}
          value={chart}
          onChange={setChart}
        />
      }
      moreLegend={content.marks.length === 0 ? null : <LegendSpan token="--medium" opacity={0.4} label={t.weather.severeSpan} />}
      readout={(index) => (
        <>
          {content.lines.map(({ label, values }) => (
            <span key={label}>{`${label}: ${written(values[index])}`}</span>
          ))}
        </>
      )}
    />
  );
}

function Ahead({ hours }: { readonly hours: readonly ForecastHour[] }) {
  const t = useText();
  const format = useFormat();
  const spans = severeSpans(hours);
  const short = (value: number) => format.number(value, value % 1 === 0 ? 0 : 1);
  const when = (ms: number) => `${format.day(ms)} ${format.time(ms)}`;
  if (spans.length === 0) return <p className={styles['none']}>{t.weather.noneAhead}</p>;
  return (
    <ul className={styles['ahead']}>
      {spans.map(({ fromMs, untilMs, worst }) => (
        <li key={`${worst.hazard} ${fromMs}`}>
          <strong>{t.weather.hazards[worst.hazard][worst.level]}</strong>
          <span>{t.weather.span(when(fromMs), when(untilMs))}</span>
          <span className={styles['dim']}>{t.weather.by[worst.figure](short(worst.value), short(worst.edge))}</span>
        </li>
      ))}
    </ul>
  );
}
