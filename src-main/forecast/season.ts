/** Which season a series has: the day or the week, whichever its own past repeats better. */

const dayMs = 86_400_000;
/** Fewer pairs of the same time say nothing about which season fits. */
const neededPairs = 24;
/** A day has seven times the figures of a week to learn from, so the week must be better than by chance. */
const weekAdvantage = 0.9;

export interface Season {
  name: 'day' | 'week';
  steps: number;
}

/**
 * Compares the mean absolute change over one day with that over one week, over pairs where both are known. A week must have been seen
 * twice. Null where the step doesn't divide the day or the past is too short.
 */
export function chooseSeason(values: readonly (number | null)[], stepMs: number): Season | null {
  const daySteps = dayMs / stepMs;
  if (!Number.isInteger(daySteps) || daySteps < 4) return null;
  const day = changeOver(values, daySteps);
  if (day === null) return null;
  const week = values.length >= 14 * daySteps ? changeOver(values, 7 * daySteps) : null;
  return week !== null && week < weekAdvantage * day ? { name: 'week', steps: 7 * daySteps } : { name: 'day', steps: daySteps };
}

function changeOver(values: readonly (number | null)[], lag: number): number | null {
  let sum = 0;
  let pairs = 0;
  for (let i = lag; i < values.length; i++) {
    const now = values[i] ?? null;
    const then = values[i - lag] ?? null;
    if (now === null || then === null) continue;
    sum += Math.abs(now - then);
    pairs++;
  }
  return pairs < neededPairs ? null : sum / pairs;
}
