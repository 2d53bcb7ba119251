/**
 * A surge on a platform, through the real pipeline into a real store at the full rate: a crowd that comes, trembles and goes, a camera that is
 * lost in its middle, a fault of a part, an operator, and a restart. For the tests beside it.
 */
import type { Condition } from '../../src-contract/domain/alarm.ts';
import { type SiteConfig, siteConfigSchema } from '../../src-contract/site-config.ts';
import { createPipeline, type Pipeline } from '../../src-main/pipeline.ts';
import { createTapeRecorder } from '../../src-main/replay/tape-recorder.ts';
import type { StoredTransition } from '../../src-main/store/alarms.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import { morningMs, openTestStore, type Place, temporaryPlace } from '../store/store-fixture.ts';

const whole = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];
const camera = (id: string, zone: string) => ({
  ...{ id, name: `Camera ${id}`, source: 'rtsp://h/x', mode: 'density', zones: [{ zone, polygon: whole }] },
  spot_checks: Array.from({ length: 6 }, () => ({ counted: 40, estimated: 40 })),
});

export const surgeSite: SiteConfig = siteConfigSchema.parse({
  station: { id: 'T', name: 'Test', lines: ['western'], location: [72.8, 19] },
  zones: [
    { id: 'p1', name: 'Platform 1', kind: 'waiting', capacity: 100 },
    { id: 'p2', name: 'Platform 2', kind: 'waiting', capacity: 100 },
  ],
  cameras: [camera('c1', 'p1'), camera('c2', 'p2')],
});

/** A late reading, so that the steps before it are a past. */
export const surge = { fromMs: morningMs, toMs: morningMs + 40 * 60_000 };

const relayBehind: Condition = {
  ...{ key: 'relay-behind:part:kafka', kind: 'relay-behind', subject: { type: 'part', id: 'kafka' }, priority: 'low' },
  ...{ facts: { engine: 'kafka' }, onDelayMs: 5000, offDelayMs: 5000, latching: false, timeToActS: 900, inhibitedBy: [] },
};
const live = { kind: 'live', sinceMs: surge.fromMs } as const;
const running = { kind: 'running', model: 'm' } as const;
const lost = { kind: 'offline', attempt: 2, reason: 'no answer' } as const;

/** Minutes of the surge. */
const minute = (atMs: number): number => (atMs - surge.fromMs) / 60_000;
const between = (from: number, to: number) => (atMs: number) => minute(atMs) >= from && minute(atMs) < to;
const isCameraLost = between(12, 14);
const isRelayBehind = between(20, 22);
const restartAt = 25;

/** Persons on a platform: calm, a wave up to black and down, a second lower one. */
export function personsAt(atMs: number, zone: 'p1' | 'p2'): number {
  const t = minute(atMs) - (zone === 'p1' ? 0 : 3);
  const wave = (from: number, to: number, height: number) =>
    t > from && t < to ? height * Math.sin(((t - from) / (to - from)) * Math.PI) : 0;
  const tremble = 1 + 0.06 * Math.sin(atMs / 700) + 0.03 * Math.sin(atMs / 1900);
  return (30 + wave(2, 18, zone === 'p1' ? 110 : 62) + wave(22, 34, 52)) * tremble;
}

export interface Surge {
  readonly place: Place;
  readonly store: Store;
}

export function recordSurge(): Surge {
  const place = temporaryPlace();
  const store = openTestStore(place, { nowMs: surge.toMs });
  let station = begin(store, surge.fromMs);
  let [hasRestarted, hasAcknowledged] = [false, false];
  for (let atMs = surge.fromMs; atMs < surge.toMs; atMs += 250) {
    if (!hasRestarted && minute(atMs) >= restartAt) {
      station.stop();
      station = begin(store, atMs);
      hasRestarted = true;
    }
    feed(station.pipeline, atMs);
    station.pipeline.tick(atMs);
    if (!hasAcknowledged && minute(atMs) >= 10) hasAcknowledged = acknowledge(station.pipeline, atMs);
  }
  station.stop();
  store.settle(surge.toMs);
  return { place, store };
}

function begin(store: Store, nowMs: number): { readonly pipeline: Pipeline; stop(): void } {
  const recorder = createTapeRecorder(store.judgedRuns.add);
  let tickMs = nowMs;
  const pipeline = createPipeline<StoredTransition>({
    ...{ site: surgeSite, restored: store.alarms.open(), nowMs },
    partConditions: () => (isRelayBehind(tickMs) ? [relayBehind] : []),
    ...{ sensorKnown: () => true, isForecastKnown: () => true, isWeatherKnown: () => true },
    saveAlarms: (transitions) => store.alarms.append(transitions),
    ...{ onAlarms: () => undefined, onCrossings: () => undefined, onTracks: () => undefined },
    onSnapshot: ({ state }) => {
      tickMs = state.atMs;
    },
    onJudged: recorder.add,
  });
  for (const id of ['c1', 'c2']) pipeline.camera({ id, state: live, detection: running }, nowMs);
  return { pipeline, stop: recorder.flush };
}

function feed(pipeline: Pipeline, atMs: number): void {
  const isLost = isCameraLost(atMs);
  const state = isLost ? { ...lost, sinceMs: surge.fromMs + 12 * 60_000 } : live;
  pipeline.camera({ id: 'c1', state, detection: running }, atMs);
  for (const [cameraId, zone] of [
    ['c1', 'p1'],
    ['c2', 'p2'],
  ] as const) {
    if (isLost && cameraId === 'c1') continue;
    const count = personsAt(atMs, zone);
    const density = { width: 2, height: 1, values: Float32Array.of(count / 2, count / 2), count };
    pipeline.frame({ cameraId, atMs, pictureAspect: 2, detections: [], density, threshold: 0.35 });
  }
}

function acknowledge(pipeline: Pipeline, atMs: number): boolean {
  for (const { id } of pipeline.openAlarms())
    pipeline.command({ kind: 'acknowledge', alarmId: id, by: 'asha', seenMs: atMs }, atMs);
  return true;
}
