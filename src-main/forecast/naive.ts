/** The two forecasts that cost nothing. Any model must beat both before it may be served (Hyndman & Athanasopoulos, FPP3, 5.2). */
import { type History, lastKnown } from './history.ts';

/** As many seasons back as a gap may make the seasonal forecast look. */
const maxSeasonsBack = 8;

/** What is now stays. → [steps], or null where nothing is known lately. */
export function persistence(history: History, steps: number): number[] | null {
  const last = lastKnown(history.values, history.values.length, history.stepMs);
  return last === null ? null : Array.from({ length: steps }, () => last);
}

/** What was one season ago comes again; through a gap the season before. → [steps], null where nothing was known. */
export function seasonalNaive(history: History, steps: number): (number | null)[] | null {
  const { season, values } = history;
  if (season === null) return null;
  return Array.from({ length: steps }, (_, ahead) => {
    for (let back = Math.ceil((ahead + 1) / season.steps); back <= maxSeasonsBack; back++) {
      const value = values[values.length + ahead - back * season.steps] ?? null;
      if (value !== null) return value;
    }
    return null;
  });
}
