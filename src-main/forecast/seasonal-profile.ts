/** The usual figure of each time of the season: a median over past seasons, with the quarter of an hour around it. */
import { medianOf } from './order-statistics.ts';
import type { Season } from './season.ts';

const seasonsBack = { day: 14, week: 8 } as const;
const aroundMs = 15 * 60_000;
/** Below this a time borrows the median of all times. */
const neededFigures = 3;

/** → [season.steps], by `index % season.steps` of `values`. */
export function profileOf(values: readonly (number | null)[], season: Season, stepMs: number): Float64Array {
  const bySlot = figuresBySlot(values, season, stepMs);
  const overall = medianOf(bySlot.flat());
  return Float64Array.from(bySlot, (figures) => (figures.length < neededFigures ? overall : medianOf(figures)));
}

/** Known figures of the last seasons for each slot, neighbours included. */
export function figuresBySlot(values: readonly (number | null)[], season: Season, stepMs: number): number[][] {
  const slots: number[][] = Array.from({ length: season.steps }, () => []);
  const around = Math.floor(aroundMs / stepMs);
  const oldest = Math.max(0, values.length - seasonsBack[season.name] * season.steps);
  for (let i = oldest; i < values.length; i++) {
    const value = values[i] ?? null;
    if (value === null) continue;
    for (let d = -around; d <= around; d++) slots[(i + d + season.steps) % season.steps]?.push(value);
  }
  return slots;
}
