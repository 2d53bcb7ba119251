/**
 * Forecasts for the rest of the station: where each sort of series comes from, the desk with its worker and its store, and what of it is
 * for alarms. A new sort of series is one entry in `sources`.
 */
import type { Condition } from '../../src-contract/domain/alarm.ts';
import type { ReadCovariates } from '../../src-contract/domain/covariates.ts';
import type { Prediction } from '../../src-contract/domain/prediction.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import { createForecastDesk } from '../forecast/forecast-desk.ts';
import { createForecastThread } from '../forecast/forecast-thread.ts';
import type { Log } from '../log.ts';
import { forecastConditions, forecastKnowledge } from '../risk/forecast-conditions.ts';
import type { SensorBook } from '../sensors/book/sensor-book.ts';
import type { ForecastsPort } from '../server/forecasts-port.ts';
import type { Store } from '../store/open-store.ts';
import type { AppFiles } from './app-files.ts';
import { createListeners } from './listeners.ts';
import type { Part } from './parts.ts';
import { roundsPart } from './rounds-part.ts';
import { lineSource, sensorSource, zoneSource } from './series-sources.ts';

interface ForecastsOptions {
  readonly store: Pick<Store, 'predictions' | 'history' | 'crossings' | 'readings'>;
  readonly covariates: ReadCovariates;
  readonly sensors: Pick<SensorBook, 'list' | 'find'>;
  readonly site: SiteConfig;
  readonly files: Pick<AppFiles, 'forecastWorker'>;
  /** Critical as of now, by what is measured. */
  readonly isCritical: (zoneId: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

export interface StationForecasts {
  readonly port: ForecastsPort;
  readonly part: Part;
  conditions(): readonly Condition[];
  /** Whether the present forecasts can tell what becomes of a zone. */
  isKnown(zoneId: string): boolean;
}

/** The station comes up first: cameras, models and the first figures. */
const startAfterMs = 30_000;
const restMs = 5_000;

export function createStationForecasts({
  store,
  site,
  files,
  clock,
  isCritical,
  sensors,
  ...options
}: ForecastsOptions): StationForecasts {
  const log = options.log.child({ part: 'forecasts' });
  const told = createListeners<readonly Prediction[]>(log);
  const thread = createForecastThread({ workerUrl: files.forecastWorker, clock, log });
  const desk = createForecastDesk({
    records: store.predictions,
    sources: [zoneSource(site, store), lineSource(site, store), sensorSource(sensors, store)],
    ...{ thread, clock, log, covariates: options.covariates },
    onPredictions: told.tell,
  });
  return {
    port: {
      ...{ series: desk.series, latest: desk.latest, measured: desk.measured, order: desk.order, find: desk.find },
      ...{ accuracy: desk.accuracy, worker: thread.state, subscribe: told.add },
    },
    part: roundsPart({ name: 'forecasts', advance: desk.advance, startAfterMs, restMs, beforeStop: thread.stop }),
    conditions: () => forecastConditions(site, { predictions: desk.latest(null), isCritical, nowMs: clock.nowMs() }),
    isKnown: (zoneId) => forecastKnowledge(desk.latest(null), clock.nowMs())(zoneId),
  };
}
