/** One zone in the replayed stretch: how it stood, and its count from beginning to end. */
import { X } from 'lucide-react';
import { useMemo } from 'react';
import { BandSwatch } from '../../ui/band-swatch.tsx';
import { Button } from '../../ui/button.tsx';
import { Trend } from '../../ui/trend.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';
import type { Past } from './past.ts';
import styles from './past-zone-card.module.css';
import { PastCount, usePastFigures } from './past-zones.tsx';
import { useReplay } from './replay-store.ts';

/** More points than the card has pixels. */
const mostPoints = 360;

export function PastZoneCard({ zoneId, onClose }: { readonly zoneId: string; readonly onClose: () => void }) {
  const t = useText();
  const name = useSite((state) => state.site?.zones.find(({ id }) => id === zoneId)?.name ?? zoneId);
  const { band } = usePastFigures(zoneId);
  return (
    <aside className={styles['card']} aria-label={name}>
      <header>
        <h3>{name}</h3>
        <Button tone="quiet" label={t.map.closeDrawer} icon={<X size={16} />} onClick={onClose} />
      </header>
      <p className={styles['now']}>
        <BandSwatch band={band} label={t.bands[band]} />
        <PastCount zoneId={zoneId} />
      </p>
      <Counts zoneId={zoneId} name={name} />
    </aside>
  );
}

function Counts({ zoneId, name }: { readonly zoneId: string; readonly name: string }) {
  const t = useText();
  const format = useFormat();
  const past = useReplay(({ loaded }) => (loaded.kind === 'ready' ? loaded.past : null));
  const points = useMemo(() => (past === null ? [] : countsOf(past, zoneId)), [past, zoneId]);
  if (past === null || points.length === 0) return null;
  return (
    <div className={styles['trend']}>
      <Trend
        points={points}
        edges={[]}
        fromMs={past.fromMs}
        toMs={past.toMs}
        label={t.replay.counts(name)}
        formatTime={format.time}
        formatValue={(value) => format.number(value)}
        axes
      />
    </div>
  );
}

function countsOf({ zones, fromMs, stepMs }: Past, zoneId: string): { atMs: number; value: number | null }[] {
  const counts = zones.get(zoneId)?.counts ?? [];
  const every = Math.max(1, Math.ceil(counts.length / mostPoints));
  return counts.flatMap((value, step) => (step % every === 0 ? [{ atMs: fromMs + step * stepMs, value }] : []));
}
