import type { GroundPoint } from './geometry-types.ts';

/** What the twin's simulation knows to be true at one instant. Served at GET /api/twin/truth. */
export interface TwinTruth {
  readonly atMs: number;
  /** Persons inside zones that cameras see, each once. */
  readonly count: number;
  readonly zones: Readonly<Record<string, { readonly count: number; readonly densityPerM2: number }>>;
  readonly lines: Readonly<Record<string, { readonly in: number; readonly out: number }>>;
  readonly positions: readonly GroundPoint[];
}
