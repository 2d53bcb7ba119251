/** Places for the rest of the station: the store, the site file's own, imports of the map and when it is asked for again. */
import type { Place } from '../../src-contract/domain/place.ts';
import type { AreaBox } from '../../src-contract/domain/place-import.ts';
import type { SaidPlace } from '../../src-contract/domain/place-records.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { PlacesPort } from '../server/places-port.ts';
import type { Settings } from '../settings.ts';
import { createMapImports } from '../site/places/map-imports.ts';
import { createMapRefresh } from '../site/places/map-refresh.ts';
import { createOverpass } from '../site/places/overpass.ts';
import type { Store } from '../store/open-store.ts';
import { version } from '../version.ts';
import type { AppFiles } from './app-files.ts';
import type { Part } from './parts.ts';

interface PlacesOptions {
  readonly store: Pick<Store, 'places' | 'placeImports'>;
  readonly site: SiteConfig;
  readonly settings: Pick<Settings, 'KAVACH_ONLINE' | 'KAVACH_OVERPASS' | 'KAVACH_PLACES_AREA'>;
  readonly files: Pick<AppFiles, 'extractWorker'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface StationPlaces {
  readonly port: PlacesPort;
  readonly part: Part;
  /** Null for one that is unknown, or hidden. */
  placeById(id: string): Place | null;
}

const watchMs = 60_000;
const samples = 20;
/** The largest answer that is read; as much as a file that is sent. */
const mostBytes = 64 * 1024 * 1024;
/** What Overpass gives in one answer. */
const mostDegrees = 0.25;

export function createStationPlaces({ store, site, settings, files, clock, log: parent }: PlacesOptions): StationPlaces {
  const { places: records, placeImports } = store;
  const log = parent.child({ part: 'places' });
  const servers = settings.KAVACH_ONLINE === 'on' ? settings.KAVACH_OVERPASS : [];
  const userAgent = `Kavach/${version} (crowd safety at ${site.station.id})`;
  const overpass = createOverpass({ servers, userAgent, mostBytes, clock });
  const imports = createMapImports({ records: placeImports, overpass, workerUrl: files.extractWorker, clock, log });
  const refresh = createMapRefresh({
    area: () => refreshArea(settings, placeImports.last()?.area ?? null, servers),
    lastMs: () => placeImports.last()?.readMs ?? null,
    isBusy: () => ['fetching', 'reading', 'applying'].includes(imports.state().kind) || placeImports.staged() !== null,
    ask: (area) => imports.start({ what: { area }, by: 'station', apply: false }),
    clock,
  });
  records.setSitePlaces(site.places.map(saidPlaceOf));
  return {
    placeById(id) {
      const place = records.find(id);
      return place === null || place.hidden ? null : place;
    },
    port: {
      ...{ records, importing: imports.state, refresh: refresh.state, last: placeImports.last, applyImport: imports.apply },
      preview() {
        const staged = placeImports.staged();
        if (staged === null || staged.applyingBy !== null) return null;
        return { facts: staged.facts, ...placeImports.counts(), samples: placeImports.samples(samples) };
      },
      startImport: (order) => void imports.start(order),
      cancelImport: imports.cancel,
    },
    part: watchPart(imports, () => void refresh.watch()),
  };
}

function watchPart(imports: { resume(): void; stop(): Promise<void> }, watch: () => void): Part {
  let timer: NodeJS.Timeout | undefined;
  return {
    name: 'places',
    start() {
      imports.resume();
      timer = setInterval(watch, watchMs);
    },
    async stop() {
      clearInterval(timer);
      await imports.stop();
    },
  };
}

/** The area that a setting names, else that of the last import; or why there is none. */
function refreshArea(
  { KAVACH_PLACES_AREA: named }: PlacesOptions['settings'],
  last: AreaBox | null,
  servers: readonly string[],
): AreaBox | string {
  if (servers.length === 0) return 'KAVACH_ONLINE or KAVACH_OVERPASS is off';
  const area = named ?? last;
  if (area === null) return 'Import the map once, or name its area in KAVACH_PLACES_AREA';
  const [west, south, east, north] = area;
  if (east - west <= mostDegrees && north - south <= mostDegrees) return area;
  return 'The area is too large for Overpass. Name a smaller one in KAVACH_PLACES_AREA';
}

function saidPlaceOf({ id, kind, name, name_hi: hi, name_mr: mr, location }: SiteConfig['places'][number]): SaidPlace {
  const names = { ...(hi && { hi }), ...(mr && { mr }) };
  return { id: `site:${id}`, kind, name, names, at: location, outline: null, source: 'site', alsoKnown: [] };
}
