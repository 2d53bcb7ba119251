/** Planned events for the rest of the station: the desk with its store, as the server's port and as a book of what takes place when. */
import { randomUUID } from 'node:crypto';
import type { EventBook } from '../../src-contract/domain/planned-event.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import type { EventsPort } from '../server/events-port.ts';
import { createEventDesk } from '../site/events/event-desk.ts';
import { occurrencesOf } from '../site/events/occurrences.ts';
import { instantOf } from '../site/local-clock.ts';
import type { Store } from '../store/open-store.ts';

interface EventsOptions {
  readonly store: Pick<Store, 'plannedEvents'>;
  readonly site: SiteConfig;
  readonly clock: Clock;
}

export interface StationEventDesk {
  readonly port: EventsPort;
  readonly book: EventBook;
}

export function createStationEvents({ store, site, clock }: EventsOptions): StationEventDesk {
  const { timezone } = site.station;
  const desk = createEventDesk({ records: store.plannedEvents, timezone, newId: randomUUID, clock });
  return {
    port: { ...desk, timezone, occurrencesOf, instantOf: (readingMs) => instantOf(readingMs, timezone) },
    book: { occurrences: desk.occurrences },
  };
}
