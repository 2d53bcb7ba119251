/**
 * What can be forecast: a figure of the station over time, under a name that clients send as `sensor_id`. `zone:p1` is the people in a
 * zone, `line:gate-a` the people who cross a counting line; any other name is a sensor's own id and stands for its type's main figure.
 */

export const seriesKinds = ['people', 'flow', 'speed', 'volume', 'level', 'occupancy', 'other'] as const;
export type SeriesKind = (typeof seriesKinds)[number];

export interface SeriesInfo {
  readonly id: string;
  readonly name: string;
  readonly kind: SeriesKind;
  /** As it is written behind the figure: `people`, `people/min`, `m/s`. */
  readonly unit: string;
  /** What a figure is at least; null where it can be anything. */
  readonly minimum: number | null;
}

/** Where series of one sort come from. Times are station time, whole steps. */
export interface SeriesSource {
  series(): readonly SeriesInfo[];
  /** The mean of each step in [fromMs, toMs), null where it isn't known; null for a series of another source. */
  history(id: string, fromMs: number, toMs: number, stepMs: number): readonly (number | null)[] | null;
}

const zonePrefix = 'zone:';
const linePrefix = 'line:';

export function zoneSeriesId(zoneId: string): string {
  return `${zonePrefix}${zoneId}`;
}

export function lineSeriesId(lineId: string): string {
  return `${linePrefix}${lineId}`;
}

/** The zone whose people a series counts; null for all others. */
export function zoneOfSeries(seriesId: string): string | null {
  return seriesId.startsWith(zonePrefix) ? seriesId.slice(zonePrefix.length) : null;
}

export function lineOfSeries(seriesId: string): string | null {
  return seriesId.startsWith(linePrefix) ? seriesId.slice(linePrefix.length) : null;
}
