import type { Box } from './geometry-types.ts';

export type DetectionLabel = 'person' | 'face';

/** What a model found in one frame. */
export interface Detection {
  readonly label: DetectionLabel;
  /** 0..1 */
  readonly score: number;
  readonly box: Box;
}

/** Where in a picture how many persons stand, as a density model estimates it; nobody is told from anybody. */
export interface DensityMap {
  /** Cells over the whole picture. */
  readonly width: number;
  readonly height: number;
  /** Float32Array [height * width], row-major: persons in each cell. A model may give slightly less than nobody. */
  readonly values: Float32Array;
  /** Sum of all cells: persons in the picture. */
  readonly count: number;
}

/** The density map of one frame of one camera. */
export interface DensityFrame {
  readonly cameraId: string;
  readonly atMs: number;
  /** Width over height of the picture. */
  readonly pictureAspect: number;
  readonly map: DensityMap;
}

/** Whether a camera's pictures are being looked at, and by what. */
export type DetectionState =
  | { readonly kind: 'running'; readonly model: string }
  | { readonly kind: 'starting'; readonly model: string }
  | { readonly kind: 'no-model'; readonly reason: string }
  | { readonly kind: 'degraded'; readonly model: string; readonly reason: string };
