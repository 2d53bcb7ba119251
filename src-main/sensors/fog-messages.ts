/** What the station's thread and the fog model's worker say to each other. */

export interface FogWorkerSetup {
  readonly path: string;
  /** Columns of the input, and of the output. */
  readonly features: number;
  readonly width: number;
}

/** rows: Float32Array [count × features], row-major. `close`: end when nothing is in work. */
export type ToFogWorker =
  | { readonly kind: 'predict'; readonly id: number; readonly rows: Float32Array; readonly count: number }
  | { readonly kind: 'close' };

/** values: Float32Array [count × width], row-major. */
export type FromFogWorker =
  | { readonly kind: 'ready' }
  /** The model can't be used. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'done'; readonly id: number; readonly values: Float32Array }
  | { readonly kind: 'error'; readonly id: number; readonly reason: string };
