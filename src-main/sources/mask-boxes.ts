/**
 * Mask polygons of the site file → rectangles that cover them, as fractions of the picture. ffmpeg blackens these before a
 * picture leaves the camera's child, for detection and for the wall alike, so that nothing masked ever reaches the station.
 * A rectangle drawn as a polygon stays exact; a slanted edge is covered a little too widely, never too narrowly.
 */
import type { PicturePoint, Polygon } from '../../src-contract/domain/geometry-types.ts';

export interface MaskBox {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Bands a picture is cut into where an edge slants; fewer when there are many polygons, so the argument list stays short. */
const bandsInPicture = 60;
const bandsInAll = 600;

export function maskBoxes(polygons: readonly Polygon<PicturePoint>[]): MaskBox[] {
  const bands = Math.max(8, Math.min(bandsInPicture, Math.floor(bandsInAll / Math.max(1, polygons.length))));
  return polygons.flatMap((polygon) => mergeDown(boxesOf(polygon, 1 / bands)));
}

/** Horizontal bands between the corners' heights; inside one, no edge begins or ends, so each span is a trapezium. */
function boxesOf(polygon: Polygon<PicturePoint>, bandHeight: number): MaskBox[] {
  const heights = [...new Set(polygon.map(([, y]) => y))].sort((a, b) => a - b);
  const boxes: MaskBox[] = [];
  for (const [i, top] of heights.entries()) {
    const bottom = heights[i + 1];
    if (bottom === undefined) break;
    const steps = Math.max(1, Math.ceil((bottom - top) / bandHeight));
    for (let s = 0; s < steps; s++) {
      const y1 = top + ((bottom - top) * s) / steps;
      boxes.push(...spansAt(polygon, y1, s + 1 === steps ? bottom : top + ((bottom - top) * (s + 1)) / steps));
    }
  }
  return boxes;
}

function spansAt(polygon: Polygon<PicturePoint>, y1: number, y2: number): MaskBox[] {
  const crossings = polygon
    .map((from, i) => ({ from, to: polygon[(i + 1) % polygon.length] ?? from }))
    .filter(({ from, to }) => Math.min(from[1], to[1]) <= y1 && Math.max(from[1], to[1]) >= y2 && from[1] !== to[1])
    .map(({ from, to }) => ({ top: xAt(from, to, y1), bottom: xAt(from, to, y2) }))
    .sort((a, b) => a.top + a.bottom - b.top - b.bottom);
  const boxes: MaskBox[] = [];
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const left = crossings[i];
    const right = crossings[i + 1];
    if (left === undefined || right === undefined) break;
    boxes.push({ x1: Math.min(left.top, left.bottom), y1, x2: Math.max(right.top, right.bottom), y2 });
  }
  return boxes;
}

function xAt(from: PicturePoint, to: PicturePoint, y: number): number {
  return from[0] + ((to[0] - from[0]) * (y - from[1])) / (to[1] - from[1]);
}

/** Joins a box with the one above it when their sides agree, so that a rectangle is one box again. */
function mergeDown(boxes: readonly MaskBox[]): MaskBox[] {
  const merged: MaskBox[] = [];
  for (const box of boxes) {
    const above = merged.findIndex((other) => other.y2 === box.y1 && other.x1 === box.x1 && other.x2 === box.x2);
    const other = merged[above];
    if (other === undefined) merged.push(box);
    else merged[above] = { ...other, y2: box.y2 };
  }
  return merged;
}

/** ffmpeg filters that blacken the boxes; empty when there are none. Edges go outwards to whole pixels. */
export function maskFilters(boxes: readonly MaskBox[]): string[] {
  return boxes.map(({ x1, y1, x2, y2 }) => {
    const x = `floor(iw*${x1.toFixed(5)})`;
    const y = `floor(ih*${y1.toFixed(5)})`;
    return `drawbox=x=${x}:y=${y}:w=ceil(iw*${x2.toFixed(5)})-${x}:h=ceil(ih*${y2.toFixed(5)})-${y}:color=black:t=fill`;
  });
}
