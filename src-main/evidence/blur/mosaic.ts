/**
 * Makes parts of a picture unrecognisable, for good: each becomes a few blocks of one colour. In: samples of one plane, row by row, and
 * boxes in fractions of the picture. Out: the same samples, changed in place. Pure.
 */
import type { Box } from '../../../src-contract/domain/geometry-types.ts';

export interface Plane {
  readonly width: number;
  readonly height: number;
  /** Samples a point: 1 of Y, U or V, 3 of RGB. */
  readonly channels: number;
  /** Uint8Array [height * width * channels]. */
  readonly samples: Uint8Array;
}

/** Across the shorter side of a box: of a face nothing is left at four by five blocks. */
const blocksAcross = 4;

export function hideParts(plane: Plane, boxes: readonly Box[]): void {
  for (const [x1, y1, x2, y2] of boxes) {
    const left = Math.max(0, Math.floor(x1 * plane.width));
    const top = Math.max(0, Math.floor(y1 * plane.height));
    const right = Math.min(plane.width, Math.ceil(x2 * plane.width));
    const bottom = Math.min(plane.height, Math.ceil(y2 * plane.height));
    const block = Math.max(2, Math.ceil(Math.min(right - left, bottom - top) / blocksAcross));
    for (let y = top; y < bottom; y += block)
      for (let x = left; x < right; x += block) flatten(plane, x, y, Math.min(right, x + block), Math.min(bottom, y + block));
  }
}

function flatten({ width, channels, samples }: Plane, left: number, top: number, right: number, bottom: number): void {
  const points = (right - left) * (bottom - top);
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) sum += samples[(y * width + x) * channels + channel] ?? 0;
    const mean = Math.round(sum / points);
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) samples[(y * width + x) * channels + channel] = mean;
  }
}
