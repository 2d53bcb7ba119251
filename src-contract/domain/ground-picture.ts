/** The crowd on the ground at one instant, for maps: where people stand, and how dense each local cell is. */
import type { LonLat } from './geometry-types.ts';

export interface GroundPicture {
  /** Each person once, or a place of a density map with its share of persons. */
  readonly people: readonly { readonly at: LonLat; readonly persons: number }[];
  /** Cells with a corner each, anticlockwise; empty ones are left out. */
  readonly cells: readonly { readonly corners: readonly LonLat[]; readonly densityPerM2: number }[];
}
