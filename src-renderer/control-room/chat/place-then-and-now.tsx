/** What the sensors said of a place when a rumour was written, and what they say now. Old and unknown are never shown as normal. */
import { useShallow } from 'zustand/react/shallow';
import type { PlaceViewReply } from '../../../src-contract/api/chat.ts';
import { byUrgency } from '../../client/zone-look.ts';
import { BandSwatch } from '../../ui/band-swatch.tsx';
import { Figure } from '../../ui/figure.tsx';
import { freshness } from '../../ui/freshness.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { ZoneBand } from '../zones/zone-band.tsx';
import { ZoneFigure } from '../zones/zone-figure.tsx';
import styles from './place-then-and-now.module.css';

/** Null where the message names no place that is known. */
export function PlaceThenAndNow({ view }: { readonly view: PlaceViewReply | null }) {
  const t = useText();
  const worst = useCrowd(useShallow((state) => Object.values(state.zones).toSorted(byUrgency)[0]));
  if (view !== null) {
    return (
      <div className={styles['views']}>
        <Then view={view} />
        <Now zoneId={view.zone} name={view.name} />
      </div>
    );
  }
  return (
    <>
      <p className={styles['note']}>{t.chat.noPlace}</p>
      {worst === undefined ? (
        <p className={styles['note']}>{t.chat.notKnown}</p>
      ) : (
        <div className={styles['views']}>
          <Now zoneId={worst.id} name={worst.name} />
        </div>
      )}
    </>
  );
}

function Then({ view }: { readonly view: PlaceViewReply }) {
  const t = useText();
  const format = useFormat();
  const atMs = Date.parse(view.timestamp);
  const measuredMs = view.measured_at === null ? null : Date.parse(view.measured_at);
  const known = (value: number | null) => freshness({ value, measuredMs, stale: false }, atMs).kind;
  const isFresh = known(view.count ?? view.density) === 'fresh';
  const band = isFresh ? view.band : 'unknown';
  return (
    <div className={styles['view']}>
      <p className={styles['name']}>{view.name}</p>
      <p className={styles['when']}>{t.chat.whenWritten(format.clock(atMs))}</p>
      <BandSwatch band={band} label={t.bands[band]} />
      <dl className={styles['figures']}>
        <Figure
          label={t.zones.count}
          value={view.count === null ? null : format.number(view.count)}
          state={known(view.count)}
          size="small"
          reserve={false}
        />
        <Figure
          label={t.zones.density}
          value={view.density === null ? null : format.number(view.density, 1)}
          unit={t.units.perM2}
          state={known(view.density)}
          size="small"
          reserve={false}
        />
      </dl>
      {isFresh ? null : <p className={styles['note']}>{t.chat.notKnown}</p>}
    </div>
  );
}

function Now({ zoneId, name }: { readonly zoneId: string; readonly name: string }) {
  const t = useText();
  const isKnown = useCrowd((state) => state.zones[zoneId] !== undefined);
  return (
    <div className={styles['view']}>
      <p className={styles['name']}>{name}</p>
      <p className={styles['when']}>{t.common.now}</p>
      <ZoneBand zoneId={zoneId} />
      {isKnown ? (
        <dl className={styles['figures']}>
          <ZoneFigure zoneId={zoneId} quantity="count" size="small" />
          <ZoneFigure zoneId={zoneId} quantity="density" size="small" />
        </dl>
      ) : (
        <p className={styles['note']}>{t.chat.notKnown}</p>
      )}
    </div>
  );
}
