/** The thresholds by which the crowd is judged, and a trial of others on the last day's record before they are put in force. */
import { useState } from 'react';
import { replayRoutes, type ThresholdsBody } from '../../../src-contract/api/replay.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';
import { EdgeTable } from './edge-table.tsx';
import { ForceDialog } from './force-dialog.tsx';
import { draftOf, type ReadThresholds, readThresholds, type ThresholdDraft } from './threshold-draft.ts';
import styles from './thresholds.module.css';
import { TimesFields } from './times-fields.tsx';
import { TrialPanel } from './trial-panel.tsx';
import { useTrial } from './use-trial.ts';

const askThresholds = async (signal: AbortSignal): Promise<ThresholdsBody> =>
  await rest.call(replayRoutes.thresholds, { signal });

export function ThresholdsSection() {
  const t = useText();
  const { asked, again } = useAsked(askThresholds);
  if (asked.kind === 'loading') return <Skeleton height={300} />;
  if (asked.kind === 'failed')
    return (
      <EmptyState title={t.setUp.failed}>
        <Button onClick={again}>{t.setUp.tryAgain}</Button>
      </EmptyState>
    );
  return <Thresholds key={JSON.stringify(asked.value)} inForce={asked.value} onInForce={again} />;
}

interface ThresholdsProps {
  readonly inForce: ThresholdsBody;
  readonly onInForce: () => void;
}

function Thresholds({ inForce, onInForce }: ThresholdsProps) {
  const t = useText();
  const [draft, setDraft] = useState<ThresholdDraft>(() => draftOf(inForce));
  const trial = useTrial();
  const [wanted, setWanted] = useState<ThresholdsBody | null>(null);
  const read = readThresholds(draft);
  const onForced = () => {
    setWanted(null);
    onInForce();
  };
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(inForce));
  return (
    <div className={styles['section']}>
      <Panel title={t.thresholds.title} scroll>
        <div className={styles['form']}>
          <p className={styles['hint']}>{t.thresholds.hint}</p>
          <EdgeTable draft={draft} wrongRow={wrongRow(read)} onChange={setDraft} />
          <TimesFields draft={draft} wrongRow={wrongRow(read)} onChange={setDraft} />
          <FaultNotice fault={trial.command.fault} />
          <div className={styles['actions']}>
            <Button disabled={!isChanged} onClick={() => setDraft(draftOf(inForce))}>
              {t.thresholds.asInForce}
            </Button>
            <Button disabled={!read.ok || !isChanged} onClick={() => read.ok && setWanted(read.thresholds)}>
              {t.thresholds.putInForce}
            </Button>
            <Button
              tone="primary"
              disabled={!read.ok || trial.command.waiting}
              onClick={() => read.ok && trial.start(read.thresholds)}
            >
              {t.thresholds.tryOut}
            </Button>
          </div>
        </div>
      </Panel>
      <TrialPanel trial={trial} />
      <ForceDialog {...{ inForce, wanted, onForced, trial: trial.asked }} onClose={() => setWanted(null)} />
    </div>
  );
}

function wrongRow(read: ReadThresholds): string | null {
  return read.ok ? null : read.row;
}
