/** The next hour in figures: each horizon with its intervals, what it rests on, and how such forecasts did against looks back. */
import type { ForecastSeriesReply, PredictionReply } from '../../../src-contract/api/predictions.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './forecast-screen.module.css';
import { useSeriesWords } from './use-series-words.ts';

interface ForecastTableProps {
  readonly series: ForecastSeriesReply;
  /** Of usual horizons, the nearest first. */
  readonly ahead: readonly PredictionReply[];
}

export function ForecastTable({ series, ahead }: ForecastTableProps) {
  const t = useText();
  const format = useFormat();
  const { horizon, value, intervals, method, against, coverage } = t.forecast.columns;
  if (ahead.length === 0) return <EmptyState title={t.forecast.noForecast}>{t.forecast.noForecastHint}</EmptyState>;
  const forecasts = series.horizons.reduce((most, one) => Math.max(most, one.forecasts), 0);
  return (
    <>
      <Table caption={t.forecast.tableTitle} head={[horizon, value, intervals, method, against, coverage]}>
        {ahead.map((one) => (
          <ForecastRow key={one.horizon_minutes} prediction={one} series={series} />
        ))}
      </Table>
      <div className={styles['notes']}>
        {ahead.some((one) => !one.has_skill) ? <Notice>{t.forecast.forInformation}</Notice> : null}
        {series.known_days === null ? null : (
          <p>{t.forecast.testedOn(format.number(forecasts), format.number(series.known_days, 1))}</p>
        )}
      </div>
    </>
  );
}

interface ForecastRowProps {
  readonly prediction: PredictionReply;
  readonly series: ForecastSeriesReply;
}

function ForecastRow({ prediction, series }: ForecastRowProps) {
  const t = useText();
  const format = useFormat();
  const words = useSeriesWords();
  const tested = series.horizons.find((one) => one.horizon_minutes === prediction.horizon_minutes);
  const held = tested?.held_out?.coverage.find(({ level }) => level === prediction.level)?.share;
  return (
    <tr data-skill={prediction.has_skill}>
      <td className={styles['pair']}>
        <span>{t.forecast.minutes(format.number(prediction.horizon_minutes))}</span>
        <span>{format.time(Date.parse(prediction.predicted_for))}</span>
      </td>
      <td className={styles['value']}>
        <strong>{words.value(prediction.value)}</strong> <span>{words.unit(prediction.unit)}</span>
      </td>
      <td className={styles['pair']}>
        {prediction.intervals.map(({ level, lower, upper }) => (
          <span key={level}>{`${format.percent(level)}: ${t.forecast.range(words.value(lower), words.value(upper))}`}</span>
        ))}
      </td>
      <td>
        {t.forecast.methods[prediction.method]}
        {prediction.has_skill || tested === undefined ? null : (
          <span className={styles['dim']}>{t.forecast.noSkill(t.forecast.methods[tested.better_naive])}</span>
        )}
      </td>
      <td className={styles['pair']}>
        <span>
          {t.forecast.against.persistence} <Skill share={tested?.skill_vs_persistence ?? null} />
        </span>
        <span>
          {t.forecast.against.seasonal} <Skill share={tested?.skill_vs_seasonal_naive ?? null} />
        </span>
      </td>
      <td>{held === undefined ? '—' : format.percent(held)}</td>
    </tr>
  );
}

/** A share of the naive forecast's error: what was saved, or what came on top. */
export function Skill({ share }: { readonly share: number | null }) {
  const t = useText();
  const format = useFormat();
  if (share === null) return <>—</>;
  const percent = format.percent(Math.abs(share));
  if (Math.abs(share) < 0.005) return <>{t.forecast.equal}</>;
  return <>{share > 0 ? t.forecast.better(percent) : t.forecast.worse(percent)}</>;
}
