/** Sensors for the rest of the station: the book, the registry and the desk with their store, as the server's port and as conditions. */
import type { SensorPayload, TakenPayload, ToldReading } from '../../src-contract/domain/reading.ts';
import type { Sensor } from '../../src-contract/domain/sensor.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { lookForDrift } from '../sensors/book/look-for-drift.ts';
import { createSensorBook, mostHeard, type SensorBook } from '../sensors/book/sensor-book.ts';
import { createLocalSteps } from '../sensors/desk/local-steps.ts';
import { newReading, type PredictBatch } from '../sensors/desk/prepare-batch.ts';
import { createReadingDesk, type DeskFigures } from '../sensors/desk/reading-desk.ts';
import { createSensorRegistry } from '../sensors/registry.ts';
import { createTrafficAnalytics } from '../sensors/traffic/traffic-analytics.ts';
import type { SensorsPort } from '../server/sensors-port.ts';
import type { Store } from '../store/open-store.ts';
import { createListeners } from './listeners.ts';
import type { Part } from './parts.ts';

interface SensorsOptions {
  readonly store: Pick<Store, 'readings' | 'sensors'>;
  readonly site: SiteConfig;
  readonly predict: PredictBatch | null;
  readonly intake: SensorsPort['intake'];
  readonly clock: Clock;
  readonly log: Log;
}

export interface StationSensors {
  readonly port: SensorsPort;
  readonly part: Part;
  readonly book: SensorBook;
  /** For intakes that are answered by a call. */
  take(payload: SensorPayload, done?: (taken: TakenPayload) => void): void;
  hasRoom(): boolean;
  figures(): DeskFigures;
}

const byId = (a: Sensor, b: Sensor): number => (a.id < b.id ? -1 : 1);

/** Where sensors can speak HTTP alone. */
export const noIntake: SensorsPort['intake'] = () => ({ mqttUrl: null, mqttTopic: 'kavach/sensors', tcpAddress: null });

const judgeMs = 1000;
/** It goes by whole days. */
const driftMs = 3_600_000;

export function createStationSensors({ store, site, predict, intake, clock, log }: SensorsOptions): StationSensors {
  const { readings: records } = store;
  const book = createSensorBook();
  const registry = createSensorRegistry({ site, records: store.sensors, book, nowMs: clock.nowMs() });
  const told = createListeners<readonly ToldReading[]>(log);
  const stepsOf = createLocalSteps(site.station.timezone);
  const desk = createReadingDesk({
    ...{ book, records, stepsOf, predict, onStored: told.tell, nowMs: clock.nowMs },
    log: log.child({ part: 'sensors' }),
  });
  let timers: NodeJS.Timeout[] = [];
  const seekDrift = (): void => lookForDrift({ book, records, stepsOf }, clock.nowMs());
  return {
    ...{ book, take: desk.take, hasRoom: desk.hasRoom, figures: desk.figures },
    port: {
      ...registry,
      ...{ list: () => book.list().toSorted(byId), find: book.find, intake, records, subscribe: told.add },
      take: (payload) => new Promise((resolve) => desk.take(payload, resolve)),
      newestReadings: (type) => book.list().flatMap(({ latest }) => (latest?.type === type ? [latest] : [])),
      traffic: createTrafficAnalytics({ records, stepsOf, timezone: site.station.timezone }),
      timezone: site.station.timezone,
      rejectedSinceStart: () => desk.figures().rejected,
    },
    part: {
      name: 'sensors',
      start() {
        records.resume((reading) => newReading(reading, { book, stepsOf }));
        book.recall(records.newest(mostHeard), clock.nowMs());
        seekDrift();
        timers = [setInterval(() => book.judge(clock.nowMs()), judgeMs), setInterval(seekDrift, driftMs)];
      },
      async stop() {
        for (const timer of timers) clearInterval(timer);
        await desk.stop();
      },
    },
  };
}
