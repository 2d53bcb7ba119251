/** What the station's thread and a model's worker say to each other. Pictures change hands: their buffers move, uncopied. */
import type { LayoutName } from './layouts/layout.ts';
import type { ModelSpec } from './models.ts';
import type { DetectOptions, Outcome } from './open-model.ts';
import type { Picture } from './picture.ts';

/** Threads of one run, to be chosen by measuring: see thread-choice.ts. */
export interface ThreadPlan {
  /** Never more than this. */
  readonly most: number;
  /** Views of pictures a second that all cameras of the model ask for. */
  readonly viewsPerS: number;
}

/** `workerData` of a worker. */
export interface WorkerSetup {
  readonly path: string;
  readonly spec: ModelSpec;
  /** Of one run; a plan is measured. */
  readonly threads: number | ThreadPlan;
  /** Stands back behind the other threads of the station; left out: no. */
  readonly isBackground?: boolean;
  /** Sizes of the pictures to come: one run of each before `ready`. */
  readonly warmUp: readonly { readonly width: number; readonly height: number }[];
  /** See native-gate.ts. */
  readonly gate: SharedArrayBuffer;
}

export interface DetectRequest {
  readonly id: number;
  readonly picture: Picture;
  readonly options: DetectOptions;
}

/** `close`: answer what was sent before, then end. */
export type WorkerOrder = { readonly kind: 'detect'; readonly request: DetectRequest } | { readonly kind: 'close' };

export type WorkerMessage =
  | {
      readonly kind: 'ready';
      readonly layout: LayoutName;
      readonly threads: number;
      readonly runMs: number | null;
      readonly loadMs: number;
    }
  /** The model can't be used; the worker has ended its work. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** A slow picture goes on. */
  | { readonly kind: 'alive'; readonly id: number }
  | { readonly kind: 'done'; readonly id: number; readonly rgb: Uint8Array; readonly outcome: Outcome }
  | { readonly kind: 'error'; readonly id: number; readonly rgb: Uint8Array; readonly reason: string };
