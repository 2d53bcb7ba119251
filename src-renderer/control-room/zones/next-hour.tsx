/** The next hour of a zone: how many people in 15, 30 and 60 minutes, with intervals, after its last hour. A forecast that is old or unknown is said to be, and not drawn. */
import { ChartSpline } from 'lucide-react';
import { Link } from 'react-router';
import type { PredictionReply } from '../../../src-contract/api/predictions.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Figure } from '../../ui/figure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ageOfOld, forecastAhead } from '../forecast/forecast-chart.ts';
import { useForecastChoice } from '../forecast/forecast-store.ts';
import { PlainSeriesChart } from '../forecast/series-chart.tsx';
import { SeriesState, WorkerDown } from '../forecast/series-state.tsx';
import { useSeriesWords } from '../forecast/use-series-words.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { type NextHour, useNextHour } from './use-next-hour.ts';
import styles from './zone-drawer.module.css';

export function ZoneNextHour({ zoneId }: { readonly zoneId: string }) {
  const t = useText();
  return (
    <section>
      <h3>{t.forecast.tableTitle}</h3>
      <AskedList from={useNextHour(zoneId)} empty={<p className={styles['none']}>{t.zones.notForecast}</p>}>
        {([one]) => (one === undefined ? null : <Forecast {...one} />)}
      </AskedList>
    </section>
  );
}

function Forecast({ series, worker, figures }: NextHour) {
  const t = useText();
  const nowMs = useStationNow();
  const oldMs = ageOfOld(figures.predictions, nowMs);
  // The answer may be older than its own forecasts: a lost link brings no later one.
  const ahead = forecastAhead(figures.predictions).filter((one) => Date.parse(one.predicted_for) > nowMs);
  const isShown = ahead.length > 0 && oldMs === null;
  return (
    <div className={styles['forecast']}>
      <WorkerDown worker={worker} />
      <SeriesState series={series} oldMs={oldMs} />
      {ahead.length === 0 ? (
        <p className={styles['none']}>{t.forecast.noForecast}</p>
      ) : (
        <dl className={styles['figures']}>
          {ahead.map((one) => (
            <Horizon key={one.horizon_minutes} prediction={one} oldMs={oldMs} />
          ))}
        </dl>
      )}
      {isShown ? (
        <div className={styles['chart']}>
          <PlainSeriesChart series={series} figures={figures} />
        </div>
      ) : null}
      {isShown && ahead.some((one) => !one.has_skill) ? <Notice>{t.forecast.forInformation}</Notice> : null}
      <Link className={styles['out']} to="/forecast" onClick={() => useForecastChoice.setState({ seriesId: series.sensor_id })}>
        <ChartSpline size={16} aria-hidden="true" />
        {t.zones.moreForecast}
      </Link>
    </div>
  );
}

function Horizon({ prediction, oldMs }: { readonly prediction: PredictionReply; readonly oldMs: number | null }) {
  const t = useText();
  const format = useFormat();
  const words = useSeriesWords();
  const { horizon_minutes: minutes, predicted_for: at, value, unit, lower, upper, level } = prediction;
  return (
    <Figure
      label={`${t.forecast.minutes(format.number(minutes))} · ${format.time(Date.parse(at))}`}
      value={words.value(value)}
      unit={words.unit(unit)}
      state={oldMs === null ? 'fresh' : 'stale'}
      source={`${format.percent(level)}: ${t.forecast.range(words.value(lower), words.value(upper))}`}
      note={oldMs === null ? undefined : t.common.ago(format.age(oldMs))}
    />
  );
}
