import type { Box } from './geometry-types.ts';

/** One person followed from frame to frame. */
export interface Track {
  /** Unique within one camera since its tracker started. */
  readonly id: number;
  /** The box of this frame, or the predicted one when `missedFrames` > 0. */
  readonly box: Box;
  /** Score of the newest matched detection, 0..1. */
  readonly score: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  /** Matched detections so far. */
  readonly hits: number;
  /** Frames since the newest match; 0 = matched in this frame. */
  readonly missedFrames: number;
  /** False for the first frames of a track, when it may still be a false alarm. */
  readonly confirmed: boolean;
}

/** Everything tracked in one frame of one camera. */
export interface TrackedFrame {
  readonly cameraId: string;
  readonly atMs: number;
  /** Width over height of the picture. */
  readonly pictureAspect: number;
  readonly tracks: readonly Track[];
}
