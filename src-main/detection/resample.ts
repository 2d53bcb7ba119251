/**
 * Changes the size of a region of a picture while it is laid into a model's input: a triangle filter that widens with the
 * reduction, so that it is bilinear when it enlarges and doesn't alias when it reduces. Rows first, then columns.
 */

import type { Picture } from './picture.ts';
import type { Placement } from './placement.ts';

/** For each target pixel: its first source pixel, and `taps` weights that sum to 1 (zero where there is nothing to weigh). */
interface Axis {
  readonly first: Int32Array;
  readonly taps: number;
  readonly weights: Float32Array;
}

/** row: Float32Array [width * 3], R G B, 0..255; `start`: index in a plane of its first pixel. */
export type RowWriter = (row: Float32Array, start: number, width: number) => void;

export function resample(picture: Picture, placement: Placement, write: RowWriter): void {
  const { region, width, height } = placement;
  const across = axisOf(region.width, width);
  const down = axisOf(region.height, height);
  const narrowed = narrowRows(picture, placement, across);
  const row = new Float32Array(width * 3);
  for (let y = 0; y < height; y++) {
    mixRows(row, narrowed, down, y);
    write(row, (placement.top + y) * placement.inputWidth + placement.left, width);
  }
}

/** Weights of a triangle whose half-width is one source pixel, or one target pixel where that is larger. */
export function axisOf(sourceLength: number, targetLength: number): Axis {
  const step = sourceLength / targetLength;
  const support = Math.max(1, step);
  // As many whole numbers as lie inside an open interval of twice the half-width.
  const taps = Math.min(sourceLength, Math.ceil(2 * support));
  const first = new Int32Array(targetLength);
  const weights = new Float32Array(targetLength * taps);
  for (let i = 0; i < targetLength; i++) {
    const centre = (i + 0.5) * step - 0.5;
    const start = Math.min(sourceLength - taps, Math.max(0, Math.floor(centre - support) + 1));
    first[i] = start;
    let sum = 0;
    for (let k = 0; k < taps; k++) {
      const weight = Math.max(0, 1 - Math.abs(start + k - centre) / support);
      weights[i * taps + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < taps; k++) weights[i * taps + k] = (weights[i * taps + k] ?? 0) / sum;
  }
  return { first, taps, weights };
}

/** Float32Array [region.height * width * 3]: every row of the region at its new width. */
function narrowRows({ rgb, width: pictureWidth }: Picture, { region, width }: Placement, { first, taps, weights }: Axis) {
  const narrowed = new Float32Array(region.height * width * 3);
  for (let y = 0, to = 0; y < region.height; y++) {
    const rowStart = ((region.y + y) * pictureWidth + region.x) * 3;
    for (let x = 0; x < width; x++, to += 3) {
      let [red, green, blue] = [0, 0, 0];
      let from = rowStart + (first[x] as number) * 3;
      for (let k = x * taps; k < (x + 1) * taps; k++, from += 3) {
        const weight = weights[k] as number;
        red += weight * (rgb[from] as number);
        green += weight * (rgb[from + 1] as number);
        blue += weight * (rgb[from + 2] as number);
      }
      narrowed[to] = red;
      narrowed[to + 1] = green;
      narrowed[to + 2] = blue;
    }
  }
  return narrowed;
}

function mixRows(row: Float32Array, rows: Float32Array, { first, taps, weights }: Axis, y: number): void {
  row.fill(0);
  for (let k = 0; k < taps; k++) {
    const weight = weights[y * taps + k] as number;
    if (weight === 0) continue;
    const start = ((first[y] as number) + k) * row.length;
    for (let i = 0; i < row.length; i++) row[i] = (row[i] as number) + weight * (rows[start + i] as number);
  }
}
