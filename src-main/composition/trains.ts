/** Trains for the rest of the station: the desk with its store, the railway network, imports of a timetable, and who waits where. */
import { join } from 'node:path';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Snapshot } from '../pipeline.ts';
import type { TrainsPort } from '../server/trains-port.ts';
import { loadNetwork } from '../site/load-network.ts';
import { lineWords } from '../site/trains/line-of-route.ts';
import { localDate } from '../site/trains/service-time.ts';
import { createTimetableImports } from '../site/trains/timetable-import.ts';
import { createTrainDesk } from '../site/trains/train-desk.ts';
import type { Store } from '../store/open-store.ts';
import type { AppFiles } from './app-files.ts';
import type { Part } from './parts.ts';

interface TrainsOptions {
  readonly store: Pick<Store, 'trains'>;
  readonly site: SiteConfig;
  readonly files: Pick<AppFiles, 'networks' | 'timetableWorker'>;
  readonly dataFolder: string;
  readonly snapshot: () => Snapshot | null;
  readonly clock: Clock;
  readonly log: Log;
}

export interface StationTrains {
  readonly port: TrainsPort;
  readonly part: Part;
}

const watchMs = 1000;
/** Of a train whose network isn't known; its load is then known only as others report it, in shares. */
const unknownRolling = { cars: null, personsPerCar: 1 };

/** Throws KavachError SITE_FILE_INVALID for a network that there isn't. */
export function createStationTrains(options: TrainsOptions): StationTrains {
  const { store, site, files, dataFolder, snapshot, clock } = options;
  const { station } = site;
  const log = options.log.child({ part: 'trains' });
  const network = loadNetwork(files.networks, site);
  const desk = createTrainDesk({
    records: store.trains,
    timezone: station.timezone,
    get platforms() {
      return [...new Set(site.zones.flatMap(({ platform }) => platform ?? []))];
    },
    rolling: network === null ? unknownRolling : { cars: network.cars, personsPerCar: network.persons_per_car },
    get edges() {
      return site.bands.occupancy;
    },
    countOn: (platform) => snapshot()?.state.platforms.find(({ id }) => id === platform)?.count ?? null,
    clock,
  });
  const imports = createTimetableImports({
    folder: join(dataFolder, 'timetable-import'),
    workerUrl: files.timetableWorker,
    station,
    lines: lineWords(station.lines, network),
    onRead: desk.setTimetable,
    clock,
    log,
  });
  return {
    port: {
      ...{ incoming: desk.incoming, take: desk.take, facts: desk.facts, network },
      today: () => localDate(clock.nowMs(), station.timezone),
      importing: imports.state,
      startImport: imports.start,
      cancelImport: imports.cancel,
      removeTimetable: () => desk.setTimetable(null),
    },
    part: watchPart(desk.watch, imports.stop),
  };
}

function watchPart(watch: () => void, stopImports: () => Promise<void>): Part {
  let timer: NodeJS.Timeout | undefined;
  return {
    name: 'trains',
    start() {
      timer = setInterval(watch, watchMs);
    },
    async stop() {
      clearInterval(timer);
      await stopImports();
    },
  };
}
