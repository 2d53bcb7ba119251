/**
 * What a backdrop is made of: the colour where a ray meets something, and the grain of stone, steel and water. All of it is a
 * function of the place alone, so that a picture is the same each time.
 */
import type { Colour } from './picture.ts';

type Ray = readonly [number, number, number];

/** Colour of a floor, or of what lies below it, where a ray meets it. */
export type Surface = (origin: Ray, direction: Ray) => Colour;

/** Where a ray meets the level `z`, plan x and y. */
export function meet([ox, oy, oz]: Ray, [dx, dy, dz]: Ray, z: number) {
  const t = (z - oz) / dz;
  return [ox + t * dx, oy + t * dy] as const;
}

/** Where a ray meets the upright plane at plan x: plan y, and height. */
export function meetSide([ox, oy, oz]: Ray, [dx, dy, dz]: Ray, x: number) {
  const t = (x - ox) / (Math.abs(dx) < 1e-9 ? 1e-9 : dx);
  return t > 0 ? ([oy + t * dy, oz + t * dz] as const) : ([0, -1] as const);
}

export function fraction(value: number): number {
  return value - Math.floor(value);
}

export function tileOf(colours: readonly Colour[], i: number, j: number): Colour {
  const colour = colours[Math.floor(hash(i, j) * colours.length)];
  return colour ?? [128, 128, 128];
}

/** Smooth value noise, -0.5..0.5. */
export function noise(x: number, y: number): number {
  const [i, j] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - i, y - j];
  const top = hash(i, j) + (hash(i + 1, j) - hash(i, j)) * fx;
  const bottom = hash(i, j + 1) + (hash(i + 1, j + 1) - hash(i, j + 1)) * fx;
  return top + (bottom - top) * fy - 0.5;
}

/** 0..1 */
function hash(i: number, j: number): number {
  let h = Math.imul(i, 374761393) + Math.imul(j, 668265263);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}
