/** A forecast desk over a real store with a real worker; the clock and what was measured are the test's own. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { forecastStepMs, type Prediction } from '../../src-contract/domain/prediction.ts';
import type { SeriesSource } from '../../src-contract/domain/series.ts';
import { createForecastDesk, type ForecastDesk } from '../../src-main/forecast/forecast-desk.ts';
import { createForecastThread, type ForecastThread } from '../../src-main/forecast/forecast-thread.ts';
import { createRandom } from '../../src-main/twin/simulation/random.ts';
import { noCovariates } from '../fixtures/no-covariates.ts';
import { openTestStore, type Place, silentLog, temporaryPlace } from '../store/store-fixture.ts';

/** 2026-11-20, 06:00 UTC: a whole step. */
export const deskStartMs = Date.UTC(2026, 10, 20, 6);
const realWorker = pathToFileURL(join(import.meta.dirname, '../../src-main/forecast/forecast-worker.ts'));

export interface DeskStation {
  readonly desk: ForecastDesk;
  readonly thread: ForecastThread;
  readonly told: Prediction[];
  passes(ms: number): void;
  nowMs(): number;
  /** Writes what is queued. */
  settle(): void;
  close(): Promise<void>;
}

interface DeskOptions {
  readonly sources: readonly SeriesSource[];
  readonly place?: Place;
  readonly nowMs?: number;
  readonly workerUrl?: URL;
  readonly answerMs?: number;
}

export function openDesk({ sources, place = temporaryPlace(), workerUrl = realWorker, ...options }: DeskOptions): DeskStation {
  let nowMs = options.nowMs ?? deskStartMs;
  const store = openTestStore(place, { nowMs });
  const clock = { nowMs: () => nowMs };
  const { answerMs } = options;
  const thread = createForecastThread({ workerUrl, clock, log: silentLog, ...(answerMs === undefined ? {} : { answerMs }) });
  const told: Prediction[] = [];
  const desk = createForecastDesk({
    covariates: noCovariates,
    ...{ records: store.predictions, sources, thread, clock, log: silentLog },
    onPredictions: (predictions) => told.push(...predictions),
  });
  const close = async (): Promise<void> => {
    await thread.stop();
    await store.close();
  };
  onTestFinished(close);
  return {
    ...{ desk, thread, told, close },
    passes(ms) {
      nowMs += ms;
    },
    nowMs: () => nowMs,
    settle: () => store.settle(nowMs),
  };
}

export interface MadeUp {
  readonly id: string;
  /** The step's figure, null where nobody measured it. */
  readonly at: (stepStartMs: number) => number | null;
  /** Measured from then on. */
  readonly sinceMs: number;
}

/** Whatever was measured up to `nowMs` and nothing later. */
export function madeUpSource(series: readonly MadeUp[], nowMs: () => number): SeriesSource {
  return {
    series: () => series.map(({ id }) => ({ id, name: id, kind: 'people', unit: 'people', minimum: 0 })),
    history(id, fromMs, toMs, stepMs) {
      const one = series.find((made) => made.id === id);
      if (one === undefined) return null;
      return Array.from({ length: Math.ceil((toMs - fromMs) / stepMs) }, (_, i) => {
        const startMs = fromMs + i * stepMs;
        return startMs < one.sinceMs || startMs + stepMs > nowMs() ? null : one.at(startMs);
      });
    },
  };
}

/** A day between 20 and 180 people with noise of ± 15, the same each time it is asked. */
export function busyDay(stepStartMs: number): number {
  const noise = 30 * (createRandom(stepStartMs / forecastStepMs)() - 0.5);
  return 100 - 80 * Math.cos((2 * Math.PI * stepStartMs) / 86_400_000) + noise;
}
