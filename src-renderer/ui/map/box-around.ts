/** Bounds that reach some way beyond others. */
import type { Bounds } from './base-map.ts';

const metresPerDegree = 111_320;

/** `west,south,east,north`, as the station's interface takes it. */
export function boxAround([[west, south], [east, north]]: Bounds, marginM: number): string {
  const lat = marginM / metresPerDegree;
  const lon = lat / Math.cos((south * Math.PI) / 180);
  return [west - lon, south - lat, east + lon, north + lat].map((degrees) => degrees.toFixed(6)).join(',');
}
