/** The places that were found, as rows: name, kind, how far; a row opens the place beside the map. */
import { MapPinned } from 'lucide-react';
import type { LocationFeature, LocationsReply } from '../../../src-contract/api/places.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { placeGlyphs } from '../../ui/map/place-marks.ts';
import { useText } from '../i18n/use-text.ts';
import styles from './places.module.css';
import { usePlaces } from './places-store.ts';
import { usePlaceWords } from './use-place-words.ts';

export function PlaceList({ reply }: { readonly reply: LocationsReply }) {
  const t = useText();
  const selectedId = usePlaces((state) => state.selectedId);
  if (reply.features.length === 0) return <Nothing reply={reply} />;
  return (
    <>
      <ul className={styles['list']}>
        {reply.features.map(({ id, properties }) => (
          <li key={id}>
            <PlaceRow place={properties} isSelected={id === selectedId} />
          </li>
        ))}
      </ul>
      {reply.next_cursor === null ? null : <p className={styles['note']}>{t.places.more}</p>}
    </>
  );
}

interface PlaceRowProps {
  readonly place: LocationFeature['properties'];
  readonly isSelected: boolean;
}

function PlaceRow({ place, isSelected }: PlaceRowProps) {
  const t = useText();
  const words = usePlaceWords();
  const name = words.name(place);
  const marks = [place.corrected ? t.places.corrected : null, place.source === 'own' ? t.places.sources.own : null];
  return (
    <button
      type="button"
      className={styles['place']}
      aria-pressed={isSelected}
      onClick={() => usePlaces.setState({ selectedId: place.id })}
    >
      <PlaceGlyph kind={place.kind} />
      <span className={styles['named']}>
        <span className={name === null ? styles['dim'] : undefined}>{name ?? t.places.unnamed}</span>
        <small>{[t.places.kinds[place.kind], ...marks].filter((mark) => mark !== null).join(' · ')}</small>
      </span>
      {place.distance_m === null ? null : <span className={styles['far']}>{words.distance(place.distance_m)}</span>}
    </button>
  );
}

export function PlaceGlyph({ kind }: { readonly kind: LocationFeature['properties']['kind'] }) {
  return (
    <svg className={styles['glyph']} viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path d={placeGlyphs[kind]} />
    </svg>
  );
}

function Nothing({ reply }: { readonly reply: LocationsReply }) {
  const t = useText();
  const { view, search, kind } = usePlaces();
  if (view === 'hidden' && search === '' && kind === 'all') return <EmptyState title={t.places.noneHidden} />;
  if (Object.keys(reply.counts).length > 0) return <EmptyState title={t.places.noMatch} />;
  return (
    <EmptyState icon={<MapPinned size={28} strokeWidth={1.25} />} title={t.places.empty}>
      {t.places.emptyHint}
    </EmptyState>
  );
}
