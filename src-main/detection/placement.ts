/**
 * Where a part of a picture lies in a model's input, and back. In: sizes. Out: whole pixels of the input that the part covers
 * (the rest is padding), and boxes of the input as fractions of the whole picture. Pure.
 */
import type { Box } from '../../src-contract/domain/geometry-types.ts';
import type { PictureFormat } from './picture.ts';

/** A part of a picture, whole pixels from its top left. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Of a model with fixed input, or of one that takes any size whose sides are multiples. */
export type InputSize =
  | { readonly kind: 'fixed'; readonly width: number; readonly height: number }
  | { readonly kind: 'any'; readonly multiple: number };

export interface Placement {
  /** The whole picture, px. */
  readonly pictureWidth: number;
  readonly pictureHeight: number;
  readonly region: Region;
  /** The model's input, px. */
  readonly inputWidth: number;
  readonly inputHeight: number;
  /** The region inside the input, px. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Lays `region` into the model's input. Without `longSidePx` a model of any size sees the region's own pixels; with it the
 * region is scaled so that its longer side has that many.
 */
export function placeRegion(
  picture: { readonly width: number; readonly height: number },
  region: Region,
  size: InputSize,
  letterbox: PictureFormat['letterbox'],
  longSidePx: number | null = null,
): Placement {
  const scale = longSidePx === null ? 1 : longSidePx / Math.max(region.width, region.height);
  const wanted = { width: atLeast1(region.width * scale), height: atLeast1(region.height * scale) };
  const inputWidth = size.kind === 'fixed' ? size.width : roundUp(wanted.width, size.multiple);
  const inputHeight = size.kind === 'fixed' ? size.height : roundUp(wanted.height, size.multiple);
  const inside = letterbox === 'stretch' ? { width: inputWidth, height: inputHeight } : wanted;
  const fit = Math.min(inputWidth / inside.width, inputHeight / inside.height);
  const zoom = size.kind === 'fixed' ? fit : 1;
  const width = Math.min(inputWidth, atLeast1(inside.width * zoom));
  const height = Math.min(inputHeight, atLeast1(inside.height * zoom));
  const isCentred = letterbox === 'centre';
  return {
    pictureWidth: picture.width,
    pictureHeight: picture.height,
    region,
    inputWidth,
    inputHeight,
    left: isCentred ? (inputWidth - width) >> 1 : 0,
    top: isCentred ? (inputHeight - height) >> 1 : 0,
    width,
    height,
  };
}

/** A box in pixels of the model's input → fractions of the whole picture, cut at the region's border. */
export function toPictureBox(p: Placement, x1: number, y1: number, x2: number, y2: number): Box {
  const scaleX = p.region.width / p.width;
  const scaleY = p.region.height / p.height;
  return regionBox(p, (x1 - p.left) * scaleX, (y1 - p.top) * scaleY, (x2 - p.left) * scaleX, (y2 - p.top) * scaleY);
}

/** A box in pixels of the region → fractions of the whole picture, cut at the region's border. */
export function regionBox(
  { region, pictureWidth, pictureHeight }: Placement,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): Box {
  return [
    (region.x + clamp(x1, region.width)) / pictureWidth,
    (region.y + clamp(y1, region.height)) / pictureHeight,
    (region.x + clamp(x2, region.width)) / pictureWidth,
    (region.y + clamp(y2, region.height)) / pictureHeight,
  ];
}

/** True when the region's pixels go into the input as they are. */
export function isUnscaled(p: Placement): boolean {
  return p.width === p.region.width && p.height === p.region.height;
}

function clamp(value: number, most: number): number {
  return value > 0 ? Math.min(value, most) : 0;
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}

function atLeast1(value: number): number {
  return Math.max(1, Math.round(value));
}
