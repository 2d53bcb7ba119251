/** A camera's frames → a verdict on its picture, and a copy of the newest for snapshots. Looks twice a second, not at each frame. */
import type { Frame } from '../../src-contract/domain/frame.ts';
import type { MaskBox } from './mask-boxes.ts';
import {
  freshHealth,
  type HealthLimits,
  judge,
  measure,
  type PictureHealth,
  type PictureSample,
  samplePicture,
} from './picture-health.ts';

export interface PictureWatch {
  /** Reads the frame before it is handed on; its buffer may be gone afterwards. */
  see(frame: Frame): void;
  health(): PictureHealth;
  /** A copy, at most half a second older than the newest frame. */
  latest(): Frame | null;
  /** The stream begins anew: what was seen before says nothing about it. */
  restart(): void;
}

const lookEveryMs = 500;
/** Frames come with a little jitter: at 2 a second each should be looked at. */
const earlyMs = 50;

export function createPictureWatch(masks: readonly MaskBox[], limits: HealthLimits): PictureWatch {
  let lookedMs = Number.NEGATIVE_INFINITY;
  let sample: PictureSample | null = null;
  let history = freshHealth;
  let latest: Frame | null = null;
  return {
    see: (frame) => {
      if (frame.atMs - lookedMs < lookEveryMs - earlyMs) return;
      lookedMs = frame.atMs;
      latest = { ...frame, rgb: frame.rgb.slice() };
      const next = samplePicture(frame.rgb, frame.width, frame.height, masks);
      history = judge(history, measure(next, sample), frame.atMs, limits);
      sample = next;
    },
    health: () => history.health,
    latest: () => latest,
    restart: () => {
      sample = null;
      history = freshHealth;
    },
  };
}
