/** What came of the forecasts of the last day, by horizon: how far off they were, and whether a look back would have done as well. */
import type { AccuracyReply } from '../../../src-contract/api/predictions.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Table } from '../../ui/table.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './forecast-screen.module.css';
import { Skill } from './forecast-table.tsx';
import { useSeriesWords } from './use-series-words.ts';

export function AccuracyTable({ accuracy }: { readonly accuracy: AccuracyReply }) {
  const t = useText();
  const { scored, mae, coverage } = t.forecast.accuracy;
  const { horizon, against } = t.forecast.columns;
  if (accuracy.scored + accuracy.unknown === 0)
    return <EmptyState title={t.forecast.noneScored}>{t.forecast.noneScoredHint}</EmptyState>;
  return (
    <Table caption={t.forecast.accuracyTitle} head={[horizon, scored, mae, coverage, against]}>
      {accuracy.by_horizon.map((one) => (
        <AccuracyRow key={one.horizon_minutes} row={one} />
      ))}
    </Table>
  );
}

function AccuracyRow({ row }: { readonly row: AccuracyReply['by_horizon'][number] }) {
  const t = useText();
  const format = useFormat();
  const words = useSeriesWords();
  const held = row.coverage[0]?.share ?? null;
  return (
    <tr>
      <td>{t.forecast.minutes(format.number(row.horizon_minutes))}</td>
      <td className={styles['pair']}>
        <span>{format.number(row.scored)}</span>
        {row.unknown === 0 ? null : <span>{t.forecast.unmeasured(format.number(row.unknown))}</span>}
      </td>
      <td className={styles['pair']}>
        <span>{row.mae === null ? '—' : words.value(row.mae)}</span>
        {row.rmse === null ? null : <span>{t.forecast.rootMeanSquare(words.value(row.rmse))}</span>}
      </td>
      <td>{held === null ? '—' : format.percent(held)}</td>
      <td className={styles['pair']}>
        <span>
          {t.forecast.against.persistence} <Skill share={row.skill_vs_persistence} />
        </span>
        <span>
          {t.forecast.against.seasonal} <Skill share={row.skill_vs_seasonal_naive} />
        </span>
      </td>
    </tr>
  );
}
