/** Figures by the hour of many days → the mean of each hour of each weekday on the station's clock. Pure. */

/** [7 weekdays, Monday first][24 hours]; null where nothing was measured. */
export type WeekGrid = readonly (readonly (number | null)[])[];

const weekdays = 7;
const hoursADay = 24;
const dayMs = 86_400_000;
const hourMs = 3_600_000;

export interface TimedFigure {
  readonly atMs: number;
  readonly value: number | null;
}

/** `offsetOf`: what the station's clock is ahead of UTC by, then. */
export function weekGrid(figures: readonly TimedFigure[], offsetOf: (atMs: number) => number): WeekGrid {
  const sums = Array.from({ length: weekdays * hoursADay }, () => ({ sum: 0, n: 0 }));
  for (const { atMs, value } of figures) {
    if (value === null) continue;
    const localMs = atMs + offsetOf(atMs);
    // 1970 began on a Thursday.
    const weekday = (Math.floor(localMs / dayMs) + 3) % weekdays;
    const cell = sums[weekday * hoursADay + Math.floor((localMs % dayMs) / hourMs)];
    if (cell === undefined) continue;
    cell.sum += value;
    cell.n += 1;
  }
  return gridOf((weekday, hour) => {
    const { sum, n } = sums[weekday * hoursADay + hour] ?? { sum: 0, n: 0 };
    return n === 0 ? null : sum / n;
  });
}

/** `weekday` 0 = Monday. */
export function gridOf(value: (weekday: number, hour: number) => number | null): WeekGrid {
  return Array.from({ length: weekdays }, (_, weekday) => Array.from({ length: hoursADay }, (__, hour) => value(weekday, hour)));
}

export function isBlank(grid: WeekGrid): boolean {
  return grid.every((row) => row.every((value) => value === null));
}
