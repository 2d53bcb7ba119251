/**
 * A past stretch on the map, as it stood: bands, counts and alarms by a time slider. Its frame, its colour and its words say all the time that this
 * is not now; alarms of now go on calling around it. Escape leads back to the present.
 */
import { Radio } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useEscape } from '../keyboard/use-escape.ts';
import { isGap, stepAt } from './past.ts';
import { PastAlarms } from './past-alarms.tsx';
import { PastEvidence } from './past-evidence.tsx';
import { PastLayers } from './past-layers.tsx';
import { PastZoneCard } from './past-zone-card.tsx';
import { PastZones } from './past-zones.tsx';
import { ReplayPlan } from './replay-plan.tsx';
import styles from './replay-screen.module.css';
import { openReplay, showSpan, useReplay } from './replay-store.ts';
import { TimeControls } from './time-controls.tsx';
import { useReplayKeys } from './use-replay-keys.ts';

interface ReplayScreenProps {
  /** Where it begins. */
  readonly atMs: number;
  readonly onLive: () => void;
}

export function ReplayScreen({ atMs, onLive }: ReplayScreenProps) {
  const t = useText();
  const [zoneId, setZoneId] = useState<string | null>(null);
  useEffect(() => openReplay(atMs), [atMs]);
  useReplayKeys();
  useEscape(onLive);
  return (
    <section className={styles['replay']} aria-label={t.replay.title}>
      <header className={styles['head']}>
        <b className={styles['word']}>{t.replay.word}</b>
        <ReplayClock />
        <span className={styles['hint']}>{t.replay.notNow}</span>
        <Button tone="primary" icon={<Radio size={16} aria-hidden="true" />} keys="Esc" onClick={onLive}>
          {t.replay.backToLive}
        </Button>
      </header>
      <div className={styles['screen']}>
        <div className={styles['side']}>
          <Panel title={t.replay.zones} scroll className={styles['list']}>
            <PastZones selectedId={zoneId} onSelect={setZoneId} />
          </Panel>
          <Panel title={t.replay.alarms} scroll className={styles['list']}>
            <PastAlarms />
          </Panel>
          <Panel title={t.replay.evidence} scroll className={styles['list']}>
            <PastEvidence />
          </Panel>
        </div>
        <Panel title={t.map.title} aside={<PastLayers />} className={styles['map']}>
          <ReplayPlan selectedZoneId={zoneId} onZone={setZoneId} />
          {zoneId === null ? null : <PastZoneCard zoneId={zoneId} onClose={() => setZoneId(null)} />}
        </Panel>
      </div>
      <Loaded />
      <TimeControls />
    </section>
  );
}

function ReplayClock() {
  const format = useFormat();
  const atS = useReplay((state) => Math.floor(state.atMs / 1000));
  return (
    <time className={styles['clock']} dateTime={new Date(atS * 1000).toISOString()}>
      {format.day(atS * 1000)} <b>{format.clock(atS * 1000)}</b>
    </time>
  );
}

/** What stands in the way of the record: it comes, it failed, it isn't whole, or nothing was written down. */
function Loaded() {
  const t = useText();
  const kind = useReplay((state) => state.loaded.kind);
  const isCut = useReplay(({ loaded }) => loaded.kind === 'ready' && loaded.past.truncated);
  const isEmpty = useReplay(({ loaded, atMs }) => loaded.kind === 'ready' && isGap(loaded.past, stepAt(loaded.past, atMs)));
  if (kind === 'loading') return <Skeleton height={32} />;
  if (kind === 'failed') {
    const again = () => {
      const { fromMs, span, atMs } = useReplay.getState();
      showSpan(fromMs, span, atMs);
    };
    return (
      <Notice tone="fault">
        {t.replay.failed} <Button onClick={again}>{t.app.tryAgain}</Button>
      </Notice>
    );
  }
  if (isEmpty) return <Notice tone="warning">{t.replay.gap}</Notice>;
  return isCut ? <Notice tone="warning">{t.replay.truncated}</Notice> : null;
}
