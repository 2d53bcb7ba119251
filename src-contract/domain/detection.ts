import type { Box } from './geometry-types.ts';

export type DetectionLabel = 'person' | 'face';

/** What a model found in one frame. */
export interface Detection {
  readonly label: DetectionLabel;
  /** 0..1 */
  readonly score: number;
  readonly box: Box;
}

/** Whether a camera's pictures are being looked at, and by what. */
export type DetectionState =
  | { readonly kind: 'running'; readonly model: string }
  | { readonly kind: 'starting'; readonly model: string }
  | { readonly kind: 'no-model'; readonly reason: string }
  | { readonly kind: 'degraded'; readonly model: string; readonly reason: string };
