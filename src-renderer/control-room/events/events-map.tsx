/** The planned events that have a place, on the map around the station; a hit opens one. */
import { useMemo } from 'react';
import type { EventReply } from '../../../src-contract/api/planned-events.ts';
import { boundsOf } from '../../client/walk-features.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { collection } from '../../ui/map/features.ts';
import { useText } from '../i18n/use-text.ts';
import { SiteMapView } from '../site/site-map-view.tsx';
import { useSite } from '../station/site-store.ts';

interface EventsMapProps {
  readonly events: readonly EventReply[];
  readonly onOpen: (eventId: string) => void;
}

export function EventsMap({ events, onOpen }: EventsMapProps) {
  const t = useText();
  const station = useSite((state) => state.site?.bounds);
  // What is over is in the list alone.
  const placed = useMemo(
    () =>
      events.flatMap(({ id, position, next_occurrence: next }) =>
        position === null || next === null ? [] : [{ id, at: [position.lon, position.lat] as const }],
      ),
    [events],
  );
  const overlays = useMemo(
    () => ({
      events: collection(
        placed.map(({ id, at }) => ({
          type: 'Feature',
          properties: { id, selected: 0 },
          geometry: { type: 'Point', coordinates: at },
        })),
      ),
    }),
    [placed],
  );
  if (placed.length === 0) return <EmptyState title={t.events.nonePlaced} />;
  return (
    <SiteMapView
      label={t.events.map}
      overlays={overlays}
      onHit={(_, id) => onOpen(id)}
      fitTo={boundsOf([...placed.map(({ at }) => at), ...(station ?? [])])}
    />
  );
}
