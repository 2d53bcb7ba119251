/** What a trial of thresholds came to: its progress, from which record, the load before and after, and each alarm that would be another. */
import { assertNever } from '../../ui/assert-never.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './thresholds.module.css';
import { TrialResult } from './trial-result.tsx';
import type { Trial } from './use-trial.ts';

export function TrialPanel({ trial }: { readonly trial: Trial }) {
  const t = useText();
  return (
    <Panel title={t.thresholds.trial} scroll>
      <div className={styles['form']} aria-live="polite">
        <TrialState trial={trial} />
      </div>
    </Panel>
  );
}

function TrialState({ trial: { asked, cancel } }: { readonly trial: Trial }) {
  const t = useText();
  const format = useFormat();
  if (asked.kind === 'loading') return <Skeleton height={120} />;
  if (asked.kind === 'failed') return <EmptyState title={t.setUp.failed} />;
  const state = asked.value;
  switch (state.state) {
    case 'idle':
      return <EmptyState title={t.thresholds.none}>{t.thresholds.noneHint}</EmptyState>;
    case 'running':
      return (
        <div className={styles['running']}>
          <label>
            <span>{t.thresholds.running(format.percent(state.share))}</span>
            <progress max={1} value={state.share} />
          </label>
          <Button onClick={cancel}>{t.common.cancel}</Button>
        </div>
      );
    case 'failed':
      return <Notice tone="fault">{t.thresholds.failed(state.reason)}</Notice>;
    case 'done':
      return <TrialResult result={state.result} atMs={Date.parse(state.at)} />;
    default:
      return assertNever(state);
  }
}
