/**
 * One model for pictures that programs send in, and its worker: a picture goes in, its detections or a reason come out, within a time
 * limit. Pictures take one of a few places, which are to the lane what cameras are; whose turn it is, is for frame-analysis.ts.
 */
import type { Detection } from '../../src-contract/domain/detection.ts';
import type { Frame } from '../../src-contract/domain/frame.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createModelLane } from './model-lane.ts';
import type { ModelWorkerState } from './model-worker.ts';
import type { ModelChoice, ModelInfo } from './models.ts';
import type { Picture } from './picture.ts';

export interface AnalysisLaneLimits {
  /** A worker in the background is slow when the cameras need the processor. */
  readonly answerMs: number;
  readonly loadMs: number;
  /** For one picture, with the model's loading and a restart of its worker. */
  readonly pictureMs: number;
}

export interface AnalysisLaneDeps {
  readonly choice: Extract<ModelChoice, { kind: 'model' }>;
  readonly workerUrl: URL;
  readonly limits: AnalysisLaneLimits;
  readonly clock: Clock;
  readonly log: Log;
}

export type LaneAnswer =
  | { readonly kind: 'done'; readonly detections: readonly Detection[] }
  | { readonly kind: 'failed'; readonly reason: string };

export interface AnalysisLane {
  readonly model: ModelInfo;
  /** Loads the model; pictures may come at once. */
  start(): void;
  /** Waits for the picture in work. Pictures that get no answer any more fail. */
  stop(): Promise<void>;
  /** Takes the picture's buffer over. Never rejects. */
  find(picture: Picture, minScore: number): Promise<LaneAnswer>;
  state(): ModelWorkerState;
}

interface Order {
  readonly seq: number;
  readonly minScore: number;
  readonly answer: (answer: LaneAnswer) => void;
}

export function createAnalysisLane({ choice, workerUrl, limits, clock, log }: AnalysisLaneDeps): AnalysisLane {
  /** By place; more are never needed at once than callers have pictures in work. */
  const orders = new Map<string, Order>();
  let seq = 0;
  const lane = createModelLane({
    model: choice.model,
    setup: { path: choice.model.path, spec: choice.spec, threads: 1, isBackground: true, warmUp: [] },
    ...{ workerUrl, clock, log },
    limits: { ...limits, maxAgeMs: limits.pictureMs },
    optionsOf: (place) => ({ tiles: 1, minScore: orders.get(place)?.minScore ?? 1 }),
    onDone: (frame, { detections }) => settle(frame, { kind: 'done', detections }),
    onFailed: (frame, reason) => settle(frame, { kind: 'failed', reason }),
    onDropped: (frame) => settle(frame, { kind: 'failed', reason: 'its worker stopped; send the picture again' }),
    onState: failWhenUnusable,
  });

  /** An answer that comes after its order's time belongs to nobody. */
  function settle({ cameraId: place, seq: answered }: Frame, answer: LaneAnswer): void {
    const order = orders.get(place);
    if (order?.seq !== answered) return;
    orders.delete(place);
    order.answer(answer);
  }

  function failWhenUnusable(): void {
    const state = lane.state();
    if (state.kind !== 'unusable') return;
    for (const { answer } of orders.values()) answer({ kind: 'failed', reason: `it can't be loaded: ${state.reason}` });
    orders.clear();
  }

  function freePlace(): string {
    for (let i = 0; ; i++) if (!orders.has(`place-${i}`)) return `place-${i}`;
  }

  function timeOut(place: string, ordered: number): void {
    const order = orders.get(place);
    if (order?.seq !== ordered) return;
    orders.delete(place);
    const state = lane.state();
    const why = 'reason' in state ? state.reason : 'the machine is busy';
    order.answer({ kind: 'failed', reason: `no answer within ${limits.pictureMs / 1000} s: ${why}` });
  }

  return {
    model: choice.model,
    start: () => lane.start(),
    stop: () => lane.stop(),
    state: () => lane.state(),
    find(picture, minScore) {
      const place = freePlace();
      seq += 1;
      const frame: Frame = { cameraId: place, seq, atMs: clock.nowMs(), ...picture };
      const timer = setTimeout(timeOut, limits.pictureMs, place, seq);
      return new Promise<LaneAnswer>((answer) => {
        orders.set(place, { seq: frame.seq, minScore, answer });
        failWhenUnusable();
        if (orders.has(place)) lane.offer(frame);
      }).finally(() => clearTimeout(timer));
    },
  };
}
