/** The zones as they stood at the replay's time, in the site's order: for eyes, keyboard and screen reader alike. */
import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { BandSwatch } from '../../ui/band-swatch.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';
import { figuresAt, type PastFigures, stepAt } from './past.ts';
import styles from './past-zones.module.css';
import { useReplay } from './replay-store.ts';

const unknown: PastFigures = { band: 'unknown', count: null, density: null };

/** Renders again only when one of the three figures is another. */
export function usePastFigures(zoneId: string): PastFigures {
  return useReplay(
    useShallow(({ loaded, atMs }) =>
      loaded.kind === 'ready' ? figuresAt(loaded.past, zoneId, stepAt(loaded.past, atMs)) : unknown,
    ),
  );
}

interface PastZonesProps {
  readonly selectedId: string | null;
  readonly onSelect: (zoneId: string) => void;
}

export function PastZones({ selectedId, onSelect }: PastZonesProps) {
  const t = useText();
  const zones = useSite((state) => state.site?.zones ?? []);
  return (
    <ul aria-label={t.replay.zones}>
      {zones.map(({ id, name }) => (
        <PastZone key={id} zoneId={id} name={name} isSelected={id === selectedId} onSelect={onSelect} />
      ))}
    </ul>
  );
}

interface PastZoneProps {
  readonly zoneId: string;
  readonly name: string;
  readonly isSelected: boolean;
  readonly onSelect: (zoneId: string) => void;
}

const PastZone = memo(function PastZone({ zoneId, name, isSelected, onSelect }: PastZoneProps) {
  const t = useText();
  const { band } = usePastFigures(zoneId);
  return (
    <li>
      <button type="button" className={styles['zone']} aria-pressed={isSelected} onClick={() => onSelect(zoneId)}>
        <BandSwatch band={band} label={t.bands[band]} bare />
        <span className={styles['name']}>{name}</span>
        <PastCount zoneId={zoneId} />
      </button>
    </li>
  );
});

export function PastCount({ zoneId }: { readonly zoneId: string }) {
  const t = useText();
  const format = useFormat();
  const { count, density } = usePastFigures(zoneId);
  return (
    <span className={styles['figures']}>
      <b>{count === null ? '—' : format.number(count)}</b>
      <small>{count === null ? '' : t.units.people(Math.round(count))}</small>
      <small>{density === null ? '' : `${format.number(density, 1)} ${t.units.perM2}`}</small>
    </span>
  );
}
