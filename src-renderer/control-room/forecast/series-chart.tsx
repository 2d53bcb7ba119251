/** A series' chart: measured, forecast with its intervals, what was unusual; the figures under the cursor; zoom and export. */
import { Download, ImageDown } from 'lucide-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { ForecastSeriesReply } from '../../../src-contract/api/predictions.ts';
import { stationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import type { ChartContent } from '../../ui/chart/chart-content.ts';
import { csvFile, csvOf, saveFile } from '../../ui/chart/chart-export.ts';
import { TimeChart, type TimeChartHandle } from '../../ui/chart/time-chart.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';
import { anomalyAt, csvColumns, forecastChart, type SeriesFigures, zoneOffsetMs } from './forecast-chart.ts';
import styles from './forecast-screen.module.css';
import { useSeriesWords } from './use-series-words.ts';

interface SeriesChartProps {
  readonly series: ForecastSeriesReply;
  readonly figures: SeriesFigures;
  /** What stands before the legend. */
  readonly lead: ReactNode;
}

const dayMs = 86_400_000;
/** Where ticks are this far apart, midnight is written as the day that begins. */
const coarseS = 10_800;

/** `localMs`: counted as if the station's time were UTC. */
function showsDay(localMs: number, stepS: number): boolean {
  return stepS * 1000 >= dayMs || (stepS >= coarseS && localMs % dayMs === 0);
}

export function SeriesChart({ series, figures, lead }: SeriesChartProps) {
  const t = useText();
  const format = useFormat();
  const words = useSeriesWords();
  const chart = useRef<TimeChartHandle>(null);
  const [isZoomed, setZoomed] = useState(false);
  const content = useChartContent(figures);
  const timeZone = useSite((state) => state.site?.station.timezone ?? 'Asia/Kolkata');
  const offsetMs = useMemo(() => zoneOffsetMs(timeZone, stationNow()), [timeZone]);
  const fileName = `${series.sensor_id.replaceAll(/[^\w-]+/g, '-')}-${new Date(stationNow()).toISOString().slice(0, 16).replaceAll(':', '')}`;
  const saveCsv = () =>
    saveFile(csvFile(csvOf(content.timesMs, csvColumns(content, figures.history.points.length))), `${fileName}.csv`);
  const savePng = async () => {
    const picture = await chart.current?.picture();
    if (picture !== null && picture !== undefined) saveFile(picture, `${fileName}.png`);
  };
  return (
    <div className={styles['chart']}>
      <div className={styles['tools']}>
        {lead}
        <span className={styles['buttons']}>
          <Legend content={content} hasAnomalies={figures.anomalies.length > 0} />
          <Button tone="quiet" disabled={!isZoomed} onClick={() => chart.current?.showAll()}>
            {t.forecast.showAll}
          </Button>
          <Button tone="quiet" icon={<Download size={15} />} title={t.forecast.csvHint} onClick={saveCsv}>
            {t.forecast.csv}
          </Button>
          <Button tone="quiet" icon={<ImageDown size={15} />} title={t.forecast.pngHint} onClick={savePng}>
            {t.forecast.png}
          </Button>
        </span>
      </div>
      <div className={styles['plot']}>
        <TimeChart
          ref={chart}
          label={t.forecast.chartOf(words.name(series))}
          content={content}
          offsetMs={offsetMs}
          formatTime={(ms, stepS) => (showsDay(ms + offsetMs, stepS) ? format.day(ms) : format.time(ms))}
          formatValue={words.value}
          onZoom={setZoomed}
          readout={(index) => <Readout content={content} index={index} series={series} figures={figures} />}
        />
      </div>
    </div>
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

function Legend({ content, hasAnomalies }: { readonly content: ChartContent; readonly hasAnomalies: boolean }) {
  const t = useText();
  return (
    <ul className={styles['legend']}>
      {content.lines.map(({ label, token, dashed = false }) => (
        <li key={label} data-look={dashed ? 'dashed' : 'line'} style={{ color: `var(${token})` }}>
          <span>{label}</span>
        </li>
      ))}
      {content.bands.toReversed().map(({ label, token, opacity }) => (
        <li key={label} data-look="band" style={{ color: `color-mix(in srgb, var(${token}) ${opacity * 100}%, var(--surface))` }}>
          <span>{label}</span>
        </li>
      ))}
      {hasAnomalies ? (
        <li data-look="band" style={{ color: 'color-mix(in srgb, var(--medium) 40%, var(--surface))' }}>
          <span>{t.forecast.unusual}</span>
        </li>
      ) : null}
    </ul>
  );
}

interface ReadoutProps extends Omit<SeriesChartProps, 'lead'> {
  readonly content: ChartContent;
  readonly index: number | null;
}

function Readout({ content, index, series, figures }: ReadoutProps) {
  const t = useText();
  const format = useFormat();
  const words = useSeriesWords();
  const ms = index === null ? undefined : content.timesMs[index];
  if (index === null || ms === undefined) return <span className={styles['dim']}>{t.forecast.hint}</span>;
  const isPast = index < figures.history.points.length;
  const [measured, forecast] = content.lines;
  const value = (isPast ? measured : forecast)?.values[index] ?? null;
  const unusual = anomalyAt(figures.anomalies, ms);
  return (
    <>
      <span>{`${format.day(ms)} ${format.time(ms)}`}</span>
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
