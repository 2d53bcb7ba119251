/**
 * A picture (RGB bytes) → a model's input of bytes, [inputHeight * inputWidth * 3], where a placement says: rows are copied whole where
 * they are as the model wants them, 0.05 ms a picture of 640 × 360 where planes of float32 take 0.6. Pure but for its target.
 */
import type { Picture, PictureFormat } from './picture.ts';
import { isUnscaled, type Placement } from './placement.ts';
import { resample } from './resample.ts';

/** Pixels outside the placement's region are left alone. */
export function fillPixels(target: Uint8Array, picture: Picture, p: Placement, { colour }: Pick<PictureFormat, 'colour'>): void {
  if (isUnscaled(p)) copyRows(target, picture, p);
  else resample(picture, p, (row, start, width) => roundRow(target.subarray(start * 3, (start + width) * 3), row));
  if (colour === 'bgr') swapColours(target, p);
}

function copyRows(target: Uint8Array, { rgb, width }: Picture, p: Placement): void {
  for (let y = 0; y < p.height; y++) {
    const from = ((p.region.y + y) * width + p.region.x) * 3;
    target.set(rgb.subarray(from, from + p.width * 3), ((p.top + y) * p.inputWidth + p.left) * 3);
  }
}

function roundRow(target: Uint8Array, row: Float32Array): void {
  for (let i = 0; i < target.length; i++) target[i] = (row[i] as number) + 0.5;
}

function swapColours(target: Uint8Array, p: Placement): void {
  for (let y = p.top; y < p.top + p.height; y++) {
    const start = (y * p.inputWidth + p.left) * 3;
    for (let i = start; i < start + p.width * 3; i += 3) {
      const red = target[i] as number;
      target[i] = target[i + 2] as number;
      target[i + 2] = red;
    }
  }
}
