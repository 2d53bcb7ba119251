/** Density bands and the levels they are called outside (crowd-and-alarm-figures). */

export const bands = ['unknown', 'green', 'amber', 'orange', 'red', 'black'] as const;
export type Band = (typeof bands)[number];

export const crowdLevels = ['low', 'moderate', 'high', 'critical', 'unknown'] as const;
export type CrowdLevel = (typeof crowdLevels)[number];

const levelOfBand: Record<Band, CrowdLevel> = {
  unknown: 'unknown',
  green: 'low',
  amber: 'moderate',
  orange: 'high',
  red: 'critical',
  black: 'critical',
};

/** The name that API clients know for a band. */
export function crowdLevel(band: Band): CrowdLevel {
  return levelOfBand[band];
}

/** The worse of two bands. `unknown` is never worse than a known band: a known danger stays visible. */
export function worseBand(a: Band, b: Band): Band {
  return bands.indexOf(a) >= bands.indexOf(b) ? a : b;
}
