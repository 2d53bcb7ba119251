/**
 * A picture (RGB bytes) → a model's input (float32 planes) where a placement says. The one loop that every frame of every
 * camera goes through: it copies pixels as they are when it can, and only fills padding when told to. Pure but for its target.
 */
import { type ChannelValues, channelCount, type Picture, type PictureFormat, type PixelScale } from './picture.ts';
import { isUnscaled, type Placement } from './placement.ts';
import { type RowWriter, resample } from './resample.ts';

/** The colour planes of an input, each [inputHeight * inputWidth]. */
interface Planes {
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
}

/** value · factor + offset, each of R, G, B. */
interface Affine {
  readonly factor: readonly [number, number, number];
  readonly offset: readonly [number, number, number];
}

/** Weights of R, G, B in a grey picture (ITU-R BT.601, what image libraries convert with). */
const luma = [0.299, 0.587, 0.114] as const;

/**
 * Writes the placement's region of `picture` into `target`, Float32Array [channels * inputHeight * inputWidth]. Pixels outside
 * the region are left alone.
 */
export function fillPicture(target: Float32Array, picture: Picture, placement: Placement, format: PictureFormat): void {
  const planes = planesOf(target, placement, format);
  if (!isUnscaled(placement)) resample(picture, placement, rowWriter(target, planes, format));
  else if (format.colour === 'gray') copyGray(target, picture, placement, affineOf(format.scale));
  else if (format.scale === '0-255') copyPixels(planes, picture, placement);
  else if (format.scale === '0-1') copyScaled(planes, picture, placement, 1 / 255);
  else copyNormalised(planes, picture, placement, affineOf(format.scale));
}

/** Fills all of `target` with the padding value; the picture goes over it. */
export function fillPadding(target: Float32Array, format: PictureFormat): void {
  const { factor, offset } = affineOf(format.scale);
  const channels = channelCount(format);
  const plane = target.length / channels;
  for (let c = 0; c < channels; c++) {
    const channel = format.colour === 'bgr' ? 2 - c : c;
    target.fill(format.pad * (factor[channel] ?? 1) + (offset[channel] ?? 0), c * plane, (c + 1) * plane);
  }
}

/** Of a grey input all three are the one plane. */
function planesOf(target: Float32Array, { inputWidth, inputHeight }: Placement, { colour }: PictureFormat): Planes {
  if (colour === 'gray') return { red: target, green: target, blue: target };
  const plane = inputWidth * inputHeight;
  const isBgr = colour === 'bgr';
  return {
    red: target.subarray(isBgr ? 2 * plane : 0, isBgr ? 3 * plane : plane),
    green: target.subarray(plane, 2 * plane),
    blue: target.subarray(isBgr ? 0 : 2 * plane, isBgr ? plane : 3 * plane),
  };
}

function affineOf(scale: PixelScale): Affine {
  if (scale === '0-255') return { factor: [1, 1, 1], offset: [0, 0, 0] };
  if (scale === '0-1') return { factor: [1 / 255, 1 / 255, 1 / 255], offset: [0, 0, 0] };
  const [mean, std] = [perChannel(scale.mean), perChannel(scale.std)];
  return {
    factor: [1 / std[0], 1 / std[1], 1 / std[2]],
    offset: [-mean[0] / std[0], -mean[1] / std[1], -mean[2] / std[2]],
  };
}

function perChannel(values: ChannelValues): readonly [number, number, number] {
  return typeof values === 'number' ? [values, values, values] : values;
}

// Loops for each and not one with a factor and an offset: the multiplication costs 0.3 ms of 0.85 at 640 × 360, and YOLOX needs none.
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

function copyNormalised({ red, green, blue }: Planes, { rgb, width }: Picture, p: Placement, { factor, offset }: Affine): void {
  const [fr, fg, fb] = factor;
  const [or, og, ob] = offset;
  for (let y = 0; y < p.height; y++) {
    let from = ((p.region.y + y) * width + p.region.x) * 3;
    const start = (p.top + y) * p.inputWidth + p.left;
    const end = start + p.width;
    for (let to = start; to < end; to++, from += 3) {
      red[to] = (rgb[from] as number) * fr + or;
      green[to] = (rgb[from + 1] as number) * fg + og;
      blue[to] = (rgb[from + 2] as number) * fb + ob;
    }
  }
}

function copyGray(target: Float32Array, { rgb, width }: Picture, p: Placement, affine: Affine): void {
  const [wr, wg, wb, offset] = grayWeights(affine);
  for (let y = 0; y < p.height; y++) {
    let from = ((p.region.y + y) * width + p.region.x) * 3;
    const start = (p.top + y) * p.inputWidth + p.left;
    const end = start + p.width;
    for (let to = start; to < end; to++, from += 3) {
      target[to] = (rgb[from] as number) * wr + (rgb[from + 1] as number) * wg + (rgb[from + 2] as number) * wb + offset;
    }
  }
}

/** What R, G, B weigh in the one plane, and what is added. */
function grayWeights({ factor, offset }: Affine): readonly [number, number, number, number] {
  return [luma[0] * factor[0], luma[1] * factor[0], luma[2] * factor[0], offset[0]];
}

/** Lays resampled rows of R, G, B into the planes. */
function rowWriter(target: Float32Array, planes: Planes, { colour, scale }: PictureFormat): RowWriter {
  const affine = affineOf(scale);
  if (colour === 'gray') return writeGray(target, affine);
  return typeof scale === 'string' ? writeScaled(planes, affine.factor[0]) : writeNormalised(planes, affine);
}

function writeScaled({ red, green, blue }: Planes, factor: number): RowWriter {
  return (row, start, width) => {
    for (let x = 0, from = 0; x < width; x++, from += 3) {
      red[start + x] = (row[from] as number) * factor;
      green[start + x] = (row[from + 1] as number) * factor;
      blue[start + x] = (row[from + 2] as number) * factor;
    }
  };
}

function writeNormalised({ red, green, blue }: Planes, { factor, offset }: Affine): RowWriter {
  const [fr, fg, fb] = factor;
  const [or, og, ob] = offset;
  return (row, start, width) => {
    for (let x = 0, from = 0; x < width; x++, from += 3) {
      red[start + x] = (row[from] as number) * fr + or;
      green[start + x] = (row[from + 1] as number) * fg + og;
      blue[start + x] = (row[from + 2] as number) * fb + ob;
    }
  };
}

function writeGray(target: Float32Array, affine: Affine): RowWriter {
  const [wr, wg, wb, offset] = grayWeights(affine);
  return (row, start, width) => {
    for (let x = 0, from = 0; x < width; x++, from += 3) {
      target[start + x] = (row[from] as number) * wr + (row[from + 1] as number) * wg + (row[from + 2] as number) * wb + offset;
    }
  };
}
