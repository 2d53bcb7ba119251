/**
 * One model and the cameras that use it: the newest frame of each waits in a slot, and the worker takes them in turn. In:
 * frames. Out: each frame once, as done, failed or dropped. A run takes one picture: on one thread batches of 2 and 4 took as long for
 * each (13.2, 13.4, 13.4 ms at 640 × 384), and the first would have to wait for the last.
 */
import type { Frame } from '../../src-contract/domain/frame.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { type Answer, createModelWorker, type ModelWorkerLimits, type ModelWorkerState } from './model-worker.ts';
import type { ModelInfo } from './models.ts';
import type { DetectOptions, Outcome } from './open-model.ts';
import { createFrameSlots } from './slots.ts';
import type { WorkerSetup } from './worker-messages.ts';

export interface ModelLaneDeps {
  readonly model: ModelInfo;
  readonly setup: Omit<WorkerSetup, 'gate'>;
  readonly workerUrl: URL;
  /** `maxAgeMs`: an older frame is dropped, not detected. */
  readonly limits: ModelWorkerLimits & { readonly maxAgeMs: number };
  readonly clock: Clock;
  readonly log: Log;
  readonly optionsOf: (cameraId: string) => DetectOptions;
  /** The frame has its picture again. */
  readonly onDone: (frame: Frame, outcome: Outcome) => void;
  readonly onFailed: (frame: Frame, reason: string) => void;
  readonly onDropped: (frame: Frame) => void;
  readonly onState: () => void;
}

export interface ModelLane {
  readonly model: ModelInfo;
  start(): void;
  stop(): Promise<void>;
  offer(frame: Frame): void;
  state(): ModelWorkerState;
}

/**
 * One picture runs and one lies ready, so that the worker needn't wait for this thread: where this thread is busy 40 % of the
 * time, the pause between two runs falls from 3.4 to 0.5 ms (measured at 640 × 384).
 */
const prefetchDepth = 2;
/** With slower models the pause is nothing beside the run, and a picture that lies ready only grows old. */
const prefetchBelowMs = 60;

export function createModelLane(deps: ModelLaneDeps): ModelLane {
  const { limits, clock } = deps;
  const slots = createFrameSlots<Frame>();
  const running = new Map<number, Frame>();
  let state: ModelWorkerState = { kind: 'starting' };
  let meanMs = 0;
  let nextId = 1;
  let isStopped = false;
  const worker = createModelWorker({
    ...{ url: deps.workerUrl, setup: deps.setup, limits, clock, log: deps.log },
    onAnswer: receive,
    onLost: (id) => dropRunning(id),
    onState: changeState,
  });

  function changeState(next: ModelWorkerState): void {
    state = next;
    deps.onState();
    pump();
  }

  function pump(): void {
    const depth = meanMs < prefetchBelowMs ? prefetchDepth : 1;
    while (!isStopped && worker.isReady() && worker.inFlight() < depth) {
      const { frame, expired } = slots.take(clock.nowMs(), limits.maxAgeMs);
      for (const old of expired) deps.onDropped(old);
      if (frame === null) return;
      const id = nextId++;
      running.set(id, frame);
      const picture = { width: frame.width, height: frame.height, rgb: ownBuffer(frame.rgb) };
      worker.post({ id, picture, options: deps.optionsOf(frame.cameraId) });
    }
  }

  function receive(answer: Answer): void {
    const frame = running.get(answer.id);
    running.delete(answer.id);
    // The worker gets its next picture before this thread spends time on the answer.
    pump();
    if (frame === undefined) return;
    if (answer.kind === 'error') {
      deps.onFailed(frame, answer.reason);
      return;
    }
    const { prepareMs, runMs, decodeMs } = answer.outcome;
    const totalMs = prepareMs + runMs + decodeMs;
    meanMs = meanMs === 0 ? totalMs : 0.9 * meanMs + 0.1 * totalMs;
    deps.onDone({ ...frame, rgb: answer.rgb }, answer.outcome);
  }

  function dropRunning(id: number): void {
    const frame = running.get(id);
    running.delete(id);
    if (frame !== undefined) deps.onDropped(frame);
  }

  return {
    model: deps.model,
    start: () => worker.start(),
    state: () => state,
    async stop() {
      isStopped = true;
      for (const frame of [...slots.clear(), ...running.values()]) deps.onDropped(frame);
      running.clear();
      await worker.stop();
    },
    offer(frame) {
      const replaced = slots.put(frame);
      if (replaced !== null) deps.onDropped(replaced);
      pump();
    },
  };
}

/** A buffer can only change hands whole; a picture that is a part of a larger one is copied. */
function ownBuffer(rgb: Uint8Array): Uint8Array {
  return rgb.byteLength === rgb.buffer.byteLength ? rgb : new Uint8Array(rgb);
}
