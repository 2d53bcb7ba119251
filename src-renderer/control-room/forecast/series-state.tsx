/** Why a series has no forecast, or one not to go by, or why there are no new ones at all; nothing where all is well. */
import type { ForecastSeriesReply, ForecastWorkerReply } from '../../../src-contract/api/predictions.ts';
import { Notice } from '../../ui/notice.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './forecast-screen.module.css';

export function SeriesState({ series, oldMs }: { readonly series: ForecastSeriesReply; readonly oldMs: number | null }) {
  const t = useText();
  const format = useFormat();
  const { state } = series;
  switch (state.kind) {
    case 'waiting':
      return <Notice>{t.forecast.waiting}</Notice>;
    case 'too-short':
      return <TooShort known={state.known_days} needed={state.needed_days} />;
    case 'silent':
      return <Notice tone="warning">{t.forecast.silent}</Notice>;
    case 'failed':
      return <Notice tone="fault">{t.forecast.failed(state.reason)}</Notice>;
    case 'served':
      return oldMs === null ? null : <Notice tone="warning">{t.forecast.old(format.age(oldMs))}</Notice>;
  }
}

function TooShort({ known, needed }: { readonly known: number; readonly needed: number }) {
  const t = useText();
  const format = useFormat();
  return (
    <Notice>
      {t.forecast.tooShort(format.number(needed), format.number(known, 1))}
      <progress className={styles['progress']} aria-label={t.forecast.progress} max={needed} value={known} />
    </Notice>
  );
}

export function WorkerDown({ worker }: { readonly worker: ForecastWorkerReply }) {
  const t = useText();
  const format = useFormat();
  if (worker.state === 'ready') return null;
  return <Notice tone="warning">{t.forecast.workerDown(worker.reason, format.time(Date.parse(worker.retry_at)))}</Notice>;
}
