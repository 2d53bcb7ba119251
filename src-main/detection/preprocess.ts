/**
 * A picture (RGB bytes) → a model's input (float32 planes) where a placement says. The one loop that every frame of every
 * camera goes through: it copies pixels as they are when it can, and only fills padding when told to. Pure but for its target.
 */
import type { Picture, PictureFormat, Planes } from './picture.ts';
import { isUnscaled, type Placement } from './placement.ts';
import { resample } from './resample.ts';

/**
 * Writes the placement's region of `picture` into `target`, Float32Array [3 * inputHeight * inputWidth]. Pixels outside the
 * region are left alone.
 */
export function fillPicture(target: Float32Array, picture: Picture, placement: Placement, format: PictureFormat): void {
  const plane = placement.inputWidth * placement.inputHeight;
  const isBgr = format.colour === 'bgr';
  const planes: Planes = {
    red: target.subarray(isBgr ? 2 * plane : 0, isBgr ? 3 * plane : plane),
    green: target.subarray(plane, 2 * plane),
    blue: target.subarray(isBgr ? 0 : 2 * plane, isBgr ? plane : 3 * plane),
  };
  const factor = format.scale === '0-1' ? 1 / 255 : 1;
  if (!isUnscaled(placement)) resample(planes, picture, placement, factor);
  else if (factor === 1) copyPixels(planes, picture, placement);
  else copyScaled(planes, picture, placement, factor);
}

/** Fills all of `target` with the padding value; the picture goes over it. */
export function fillPadding(target: Float32Array, format: PictureFormat): void {
  target.fill(format.scale === '0-1' ? format.pad / 255 : format.pad);
}

// Two loops and not one with a factor: the multiplication costs 0.3 ms of 0.85 at 640 × 360, and YOLOX needs none.
function copyPixels({ red, green, blue }: Planes, { rgb, width }: Picture, p: Placement): void {
  for (let y = 0; y < p.height; y++) {
    let from = ((p.region.y + y) * width + p.region.x) * 3;
    const start = (p.top + y) * p.inputWidth + p.left;
    const end = start + p.width;
    for (let to = start; to < end; to++, from += 3) {
      red[to] = rgb[from] as number;
      green[to] = rgb[from + 1] as number;
      blue[to] = rgb[from + 2] as number;
    }
  }
}

function copyScaled({ red, green, blue }: Planes, { rgb, width }: Picture, p: Placement, factor: number): void {
  for (let y = 0; y < p.height; y++) {
    let from = ((p.region.y + y) * width + p.region.x) * 3;
    const start = (p.top + y) * p.inputWidth + p.left;
    const end = start + p.width;
    for (let to = start; to < end; to++, from += 3) {
      red[to] = (rgb[from] as number) * factor;
      green[to] = (rgb[from + 1] as number) * factor;
      blue[to] = (rgb[from + 2] as number) * factor;
    }
  }
}
