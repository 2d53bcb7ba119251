/**
 * The past for the rest of the station: ticks recorded as they are judged, past stretches as they stood, and trials of other thresholds. In: each
 * judged tick. Out: a port for the server, and a part that hands over the last ticks and ends a trial.
 */
import { join } from 'node:path';
import type { JudgedTick } from '../../src-contract/domain/judged-tick.ts';
import { planToDegrees } from '../../src-contract/geometry/plan-degrees.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createTapeRecorder } from '../replay/tape-recorder.ts';
import { thresholdsOf } from '../replay/with-thresholds.ts';
import type { ReplayPort } from '../server/replay-port.ts';
import type { Store } from '../store/open-store.ts';
import type { AppFiles } from './app-files.ts';
import type { Part } from './parts.ts';
import { createWhatIfDesk } from './what-if-desk.ts';

interface ReplayOptions {
  readonly store: Pick<Store, 'judgedRuns' | 'pastAlarms' | 'pastCrowd' | 'tracks'>;
  readonly site: () => SiteConfig;
  readonly files: Pick<AppFiles, 'whatIfWorker'>;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface StationReplay {
  readonly port: ReplayPort;
  /** Starts before and stops after what ticks. */
  readonly part: Part;
  note(tick: JudgedTick): void;
}

/** More than a station holds; a page draws no more. */
const mostPositions = 5000;

export function createStationReplay({ store, site, files, dataFolder, clock, log }: ReplayOptions): StationReplay {
  const recorder = createTapeRecorder(store.judgedRuns.add);
  const whatIf = createWhatIfDesk({
    ...{ file: join(dataFolder, 'kavach.db'), workerUrl: files.whatIfWorker },
    ...{ site, clock, log: log.child({ part: 'replay' }) },
  });
  return {
    note: recorder.add,
    port: {
      crowd: (query) => store.pastCrowd.zones({ ...query, zoneIds: site().zones.map(({ id }) => id) }),
      openAlarms: (atMs) => store.pastAlarms.openAt(atMs),
      alarmEvents: (query) => store.pastAlarms.between(query),
      marks: (query) => store.pastCrowd.marks(query),
      clips: (query) => store.pastCrowd.clips(query),
      positions(atMs) {
        const { location, plan_bearing_deg: bearing } = site().station;
        const toLonLat = planToDegrees(location, bearing);
        const fromMs = Math.floor(atMs / 1000) * 1000;
        const seconds = store.tracks.between({ fromMs, toMs: fromMs + 1000, limit: mostPositions });
        return seconds.flatMap(({ positions }) => positions.map(({ at }) => toLonLat(at)));
      },
      thresholds: () => thresholdsOf(site()),
      whatIf,
    },
    part: {
      name: 'replay',
      start: () => undefined,
      async stop() {
        recorder.flush();
        await whatIf.stop();
      },
    },
  };
}
