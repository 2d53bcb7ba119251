/** The four trends that matter now: the zones nearest to trouble. A card keeps its place while its zone stays among the four. */
import { memo, useEffect, useState } from 'react';
import { sameValue } from '../../client/same-value.ts';
import { useText } from '../i18n/use-text.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { TimeToRed } from '../zones/time-to-red.tsx';
import { ZoneBand } from '../zones/zone-band.tsx';
import { judgedQuantity, ZoneFigure } from '../zones/zone-figure.tsx';
import { ZoneTrend } from '../zones/zone-trend.tsx';
import { keepPlaces, mostUrgent } from './most-urgent.ts';
import styles from './trend-cards.module.css';

export const trendCards = 4;
/** Cards don't change faster than eyes can follow. */
const chooseEveryMs = 5_000;

export function TrendCards({ onSelect }: { readonly onSelect: (zoneId: string) => void }) {
  const t = useText();
  const zoneIds = useShownZones();
  return (
    <section className={styles['cards']} aria-label={t.zones.lastHour}>
      {zoneIds.map((id) => (
        <TrendCard key={id} zoneId={id} onSelect={onSelect} />
      ))}
    </section>
  );
}

function useShownZones(): readonly string[] {
  const [shown, setShown] = useState<readonly string[]>([]);
  useEffect(() => {
    const choose = () => {
      const wanted = mostUrgent(Object.values(useCrowd.getState().zones), trendCards);
      setShown((old) => {
        const next = keepPlaces(old, wanted);
        return sameValue(old, next) ? old : next;
      });
    };
    choose();
    const timer = setInterval(choose, chooseEveryMs);
    return () => clearInterval(timer);
  }, []);
  return shown;
}

interface TrendCardProps {
  readonly zoneId: string;
  readonly onSelect: (zoneId: string) => void;
}

const TrendCard = memo(function TrendCard({ zoneId, onSelect }: TrendCardProps) {
  const t = useText();
  const name = useCrowd((state) => state.zones[zoneId]?.name ?? zoneId);
  const quantity = useCrowd((state) => {
    const zone = state.zones[zoneId];
    return zone === undefined ? 'density' : judgedQuantity(zone);
  });
  return (
    <article className={styles['card']}>
      <header className={styles['head']}>
        <button type="button" onClick={() => onSelect(zoneId)}>
          {name}
        </button>
        <ZoneBand zoneId={zoneId} />
      </header>
      <dl className={styles['figures']}>
        <ZoneFigure zoneId={zoneId} quantity={quantity} />
        {quantity === 'count' ? null : <ZoneFigure zoneId={zoneId} quantity="count" plain />}
        <ZoneFigure zoneId={zoneId} quantity="inflow_per_min" plain />
        <ZoneFigure zoneId={zoneId} quantity="outflow_per_min" plain />
        <div className={styles['urgency']}>
          <dt className="visually-hidden">{t.zones.timeToRed}</dt>
          <dd>
            <TimeToRed zoneId={zoneId} phrase />
          </dd>
        </div>
      </dl>
      <div className={styles['trend']}>
        <ZoneTrend zoneId={zoneId} axes />
      </div>
    </article>
  );
});
