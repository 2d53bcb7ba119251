/** What lies around the station and what is to come, for the rest of it: places, weather, planned events, ways on foot, and estimates of zones without a sensor. */
import type { ReadCovariates } from '../../src-contract/domain/covariates.ts';
import type { SiteState } from '../../src-contract/domain/site-state.ts';
import type { Snapshot } from '../pipeline.ts';
import type { SensorBook } from '../sensors/book/sensor-book.ts';
import type { ForecastsPort } from '../server/forecasts-port.ts';
import { createCovariates } from '../site/estimates/covariates.ts';
import type { Store } from '../store/open-store.ts';
import type { Base } from './base.ts';
import { createStationEstimates, type StationEstimates } from './estimates.ts';
import { createStationEvents, type StationEventDesk } from './events.ts';
import type { Part } from './parts.ts';
import { createStationPlaces, type StationPlaces } from './places.ts';
import { createStationWalks, type StationWalks } from './walks.ts';
import { createStationWeather, type StationWeather } from './weather.ts';

interface SurroundingsOptions extends Base {
  readonly store: Store;
  readonly sensors: Pick<SensorBook, 'list'>;
  readonly forecasts: Pick<ForecastsPort, 'latest'>;
  readonly snapshot: () => Snapshot | null;
}

export interface Surroundings {
  readonly places: StationPlaces;
  readonly weather: StationWeather;
  readonly plannedEvents: StationEventDesk;
  readonly walks: StationWalks;
  readonly estimates: StationEstimates;
  readonly covariates: ReadCovariates;
  readonly parts: readonly Part[];
  /** To be called after each tick. */
  note(state: SiteState): void;
}

export function createSurroundings(options: SurroundingsOptions): Surroundings {
  const weather = createStationWeather(options);
  const plannedEvents = createStationEvents(options);
  const books = { events: plannedEvents.book, weather: weather.book };
  const covariates = createCovariates({ ...books, location: options.site.station.location });
  const estimates = createStationEstimates({ ...options, covariates });
  const places = createStationPlaces(options);
  const walks = createStationWalks({ ...options, placeOf: places.placeById });
  return {
    ...{ places, weather, plannedEvents, walks, estimates, covariates },
    parts: [weather.part, places.part, estimates.part],
    note(state) {
      estimates.note(state);
      walks.noteCrowd();
    },
  };
}
