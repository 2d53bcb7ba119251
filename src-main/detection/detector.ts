/**
 * Frame → Detection[] (or a density map) for all cameras of the station. In: frames, offered as they come and never refused. Out:
 * for each detected frame what was found and the frame itself, and each camera's state when it changes. One worker a model, shared by
 * its cameras in turn; what it has no time for is dropped, oldest first, and counted. Tracking and counting are for others.
 */
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import type { DensityMap, Detection, DetectionState } from '../../src-contract/domain/detection.ts';
import type { Frame } from '../../src-contract/domain/frame.ts';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import {
  type CameraDetectionConfig,
  type CameraSeat,
  createCameraSeat,
  needsModel,
  seatState,
  seatThreshold,
} from './camera-seat.ts';
import type { DetectionCounters } from './camera-tally.ts';
import { findModels, modelFilesStamp, readSiteModel } from './model-files.ts';
import { createModelLane, type ModelLane, type ModelLaneDeps } from './model-lane.ts';
import { choiceForTask, choiceOf, chooseModel, type ModelChoice, type ModelInfo } from './models.ts';
import type { Outcome } from './open-model.ts';
import { viewCount } from './tiles.ts';
import type { ThreadPlan } from './worker-messages.ts';

export interface DetectionResult {
  /** The frame that was detected. Its picture is the receiver's now. */
  readonly frame: Frame;
  /** By falling score, down to `lowestScore`: a tracker can follow a known person on a weak detection. */
  readonly detections: readonly Detection[];
  /** Set in mode `density`, whose frames have no detections. */
  readonly density: DensityMap | null;
  /** What counts as a detection: the camera's confidence, else the model's. */
  readonly threshold: number;
  /** The model's name. */
  readonly model: string;
  /** Preparing, running and decoding, ms. */
  readonly inferenceMs: number;
  /** From the picture leaving the decoder to here, ms. */
  readonly totalMs: number;
}

export type DetectionLimits = ModelLaneDeps['limits'] & {
  /** How often model folders are looked at while a camera has no model. */
  readonly rescanMs: number;
};

export interface DetectionDeps {
  /** Folders with .onnx files; earlier ones go first. */
  readonly modelFolders: readonly string[];
  /** Folder of the site file, for models named by path. */
  readonly siteFolder: string;
  readonly cameras: readonly CameraDetectionConfig[];
  /** Threads of one model's run; `auto`: measured at start, as few as the cameras need. */
  readonly threads: number | 'auto';
  readonly workerUrl: URL;
  readonly clock: Clock;
  readonly log: Log;
  readonly onDetections: (result: DetectionResult) => void;
  readonly onState: (cameraId: string, state: DetectionState) => void;
  /** Shorter ones for tests. */
  readonly limits?: Partial<DetectionLimits>;
}

export interface Detector {
  /** Reads the model folders and starts a worker for each model in use. Resolves before the models are loaded. */
  start(): Promise<void>;
  /** Waits for the pictures in work. Ending the process without it may abort: see native-gate.ts. */
  stop(): Promise<void>;
  /** After a change of the site: the cameras as they are now. What is looked at for the others goes on. */
  setCameras(cameras: readonly CameraDetectionConfig[]): void;
  /** Takes the frame over: its picture's buffer moves to the worker when its turn comes, and is empty from then on. */
  offer(frame: Frame): void;
  state(cameraId: string): DetectionState;
  counters(cameraId: string): DetectionCounters;
  /** Models found, usable or not. */
  models(): readonly ModelInfo[];
}

/** Scores below are noise to every tracker. ByteTrack (Zhang et al. 2022) uses detections from 0.1 up. */
export const lowestScore = 0.1;
/** The lag may be 2 s at most (faults table), of which the run needs a part. */
const defaultLimits: DetectionLimits = { answerMs: 5000, loadMs: 30_000, maxAgeMs: 1500, rescanMs: 5000 };
/** The usual shape of a camera's picture, to warm up with. */
const usualAspect = 9 / 16;

export function createDetection(deps: DetectionDeps): Detector {
  const { clock, log } = deps;
  const limits = { ...defaultLimits, ...deps.limits };
  const lanes = new Map<string, ModelLane>();
  const seats = new Map(deps.cameras.map((config) => [config.id, createCameraSeat(config)]));
  let assigning: Promise<void> = Promise.resolve();
  let models: readonly ModelInfo[] = [];
  let stamp = '';
  let rescan: NodeJS.Timeout | undefined;
  let isStopped = true;
  let hasChosen = false;

  function seatOf(cameraId: string): CameraSeat {
    const seat = seats.get(cameraId);
    if (seat === undefined) throw new Error(`no camera ${cameraId} in detection`);
    return seat;
  }

  /** One round at a time: two would open a model's worker twice. Gives every camera without a working model the one it should have, as far as the folders hold it. */
  function assignModels(): Promise<void> {
    assigning = assigning.catch(() => undefined).then(assignNow);
    return assigning;
  }

  async function assignNow(): Promise<void> {
    stamp = await modelFilesStamp(watchedFolders(deps, seats.values()));
    models = await findModels(deps.modelFolders);
    const idle = [...seats.values()].filter(needsModel);
    for (const seat of idle) seat.choice = await chooseFor(seat.config);
    await closeUnusableLanes();
    if (isStopped) return;
    hasChosen = true;
    for (const seat of idle) seat.lane = seat.choice.kind === 'model' ? laneOf(seat.choice, idle) : null;
    announceAll();
  }

  async function chooseFor({ id, model: wanted, mode }: CameraDetectionConfig): Promise<ModelChoice> {
    const task = mode === 'density' ? 'density' : 'boxes';
    const own = isPath(wanted) ? await readSiteModel(deps.siteFolder, wanted) : null;
    const found = own === null ? chooseModel(models, deps.modelFolders, wanted, task) : choiceOf(own);
    const choice = choiceForTask(found, task);
    if (choice.kind === 'none') log.warn({ camera: id, reason: choice.reason }, 'camera has no model');
    else log.info({ camera: id, model: choice.model.name, origin: choice.model.origin }, 'camera has its model');
    return choice;
  }

  function laneOf({ model, spec }: Extract<ModelChoice, { kind: 'model' }>, newcomers: readonly CameraSeat[]): ModelLane {
    const open = lanes.get(model.path);
    if (open !== undefined) return open;
    const users = newcomers.filter(({ choice }) => choice.kind === 'model' && choice.model.path === model.path);
    const lane = createModelLane({
      model,
      setup: { path: model.path, spec, threads: threadsFor(deps.threads, users), warmUp: warmUpSizes(users) },
      ...{ workerUrl: deps.workerUrl, limits, clock, log },
      optionsOf,
      onDone: finish,
      onFailed: fail,
      onDropped: drop,
      onState: announceAll,
    });
    lanes.set(model.path, lane);
    lane.start();
    return lane;
  }

  /** Those whose model can't be loaded, and those that no camera uses any more. */
  async function closeUnusableLanes(): Promise<void> {
    for (const [path, lane] of lanes) {
      const isUsed = [...seats.values()].some((seat) => seat.lane === lane);
      if (isUsed && lane.state().kind !== 'unusable') continue;
      lanes.delete(path);
      await lane.stop();
    }
  }

  /** A picture of a camera that was taken out since then is looked at like any other, and its answer left. */
  function optionsOf(cameraId: string) {
    const seat = seats.get(cameraId);
    if (seat === undefined) return { tiles: 1, minScore: lowestScore };
    return { tiles: seat.config.tiles, minScore: Math.min(lowestScore, seatThreshold(seat)) };
  }

  function finish(frame: Frame, { detections, density, prepareMs, runMs, decodeMs }: Outcome): void {
    const seat = seats.get(frame.cameraId);
    if (isStopped || seat === undefined || (density !== null) !== (seat.config.mode === 'density')) return;
    const nowMs = clock.nowMs();
    const inferenceMs = prepareMs + runMs + decodeMs;
    const totalMs = nowMs - frame.atMs;
    seat.tally.detected(nowMs, inferenceMs, totalMs);
    seat.error = null;
    announce(seat);
    const model = seat.lane?.model.name ?? '';
    const result = { frame, detections, density, threshold: seatThreshold(seat), model, inferenceMs, totalMs };
    tell('detections', () => deps.onDetections(result));
  }

  function fail(frame: Frame, reason: string): void {
    const seat = seats.get(frame.cameraId);
    if (seat === undefined) return;
    seat.tally.failed();
    if (seat.error === null) log.error({ camera: frame.cameraId, reason }, 'a picture could not be detected');
    seat.error = reason;
    announce(seat);
  }

  function drop(frame: Frame): void {
    const seat = seats.get(frame.cameraId);
    if (seat === undefined) return;
    seat.tally.dropped(clock.nowMs(), seat.lane?.state().kind === 'ready');
    announce(seat);
  }

  function announceAll(): void {
    for (const seat of seats.values()) announce(seat);
  }

  function announce(seat: CameraSeat): void {
    // Between the choice of a model and its lane there is nothing to say.
    if (isStopped || !hasChosen || (seat.choice.kind === 'model' && seat.lane === null)) return;
    const state = seatState(seat, clock.nowMs());
    if (JSON.stringify(state) === JSON.stringify(seat.announced)) return;
    seat.announced = state;
    tell('states', () => deps.onState(seat.config.id, state));
  }

  /** A listener that throws must not stop the flow of the other cameras. */
  function tell(what: string, call: () => void): void {
    try {
      call();
    } catch (error) {
      log.error({ error: errorText(error) }, `a listener of detection's ${what} failed`);
    }
  }

  /** While a camera has no model, looks whether somebody has put one there. */
  async function rescanModels(): Promise<void> {
    announceAll();
    if (![...seats.values()].some(needsModel)) return;
    if ((await modelFilesStamp(watchedFolders(deps, seats.values()))) !== stamp && !isStopped) await assignModels();
  }

  function scheduleRescan(): void {
    rescan = setTimeout(async () => {
      await rescanModels().catch((error: unknown) => log.error({ error: errorText(error) }, 'model folders could not be read'));
      if (!isStopped) scheduleRescan();
    }, limits.rescanMs);
  }

  return {
    async start() {
      isStopped = false;
      await assignModels();
      if (!isStopped) scheduleRescan();
    },

    async stop() {
      isStopped = true;
      clearTimeout(rescan);
      await Promise.all([...lanes.values()].map((lane) => lane.stop()));
      lanes.clear();
      for (const seat of seats.values()) seat.lane = null;
    },

    setCameras(cameras) {
      const before = new Map(seats);
      seats.clear();
      for (const config of cameras) {
        const known = before.get(config.id);
        const isSameModel = known?.config.model === config.model && known?.config.mode === config.mode;
        const seat = known !== undefined && isSameModel ? known : createCameraSeat(config);
        seat.config = config;
        seats.set(config.id, seat);
      }
      if (isStopped) return;
      void assignModels().catch((error: unknown) => log.error({ error: errorText(error) }, 'models could not be assigned'));
    },

    offer(frame) {
      const seat = seats.get(frame.cameraId);
      if (seat === undefined) return;
      seat.tally.offered();
      if (isStopped || seat.lane === null) drop(frame);
      else seat.lane.offer(frame);
    },

    state: (cameraId) => seatState(seatOf(cameraId), clock.nowMs()),
    counters: (cameraId) => seatOf(cameraId).tally.counters(clock.nowMs()),
    models: () => models,
  };
}

/**
 * At most half the cores, so that decoding, the store and the pages keep theirs; but two where the cameras need them. More than four
 * gain little at these sizes.
 */
function threadsFor(threads: number | 'auto', seats: readonly CameraSeat[]): number | ThreadPlan {
  if (threads !== 'auto') return threads;
  const cores = availableParallelism();
  const viewsPerS = seats.reduce((sum, { config }) => sum + config.fps * viewCount(config.tiles), 0);
  return { most: Math.min(cores, 4, Math.max(2, cores >> 1)), viewsPerS };
}

function warmUpSizes(seats: readonly CameraSeat[]): { width: number; height: number }[] {
  const widths = new Set(seats.map(({ config }) => config.detect_width));
  return [...widths].map((width) => ({ width, height: Math.round((width * usualAspect) / 2) * 2 }));
}

/** Where a missing model may appear. */
function watchedFolders({ modelFolders, siteFolder }: DetectionDeps, seats: Iterable<CameraSeat>): string[] {
  const named = [...seats].flatMap(({ config: { model } }) => (isPath(model) ? [dirname(join(siteFolder, model))] : []));
  return [...new Set([...modelFolders, ...named])];
}

function isPath(wanted: string | undefined): wanted is string {
  return wanted?.endsWith('.onnx') === true;
}
