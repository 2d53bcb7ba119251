/** The minute, hour and day of the station's clock that an instant falls into, as epoch seconds of their starts. */
import type { RollupSteps } from '../../../src-contract/domain/reading-records.ts';

const quarterMs = 900_000;
/** More than a week of quarters of an hour: readings come from there. */
const mostCached = 1000;

/** Clocks change only at quarters of an hour (all zones of IANA's table since 1972), so a zone is asked once for each. */
export function createLocalSteps(timezone: string): (atMs: number) => RollupSteps {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: timezone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric' },
  });
  const cache = new Map<number, { hourS: number; dayS: number }>();

  /** What the station's clock is ahead of UTC by. */
  const offsetMs = (atMs: number): number => {
    const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
    const local = Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'], part['hour'], part['minute']);
    return local - Math.floor(atMs / 60_000) * 60_000;
  };
  const quarterSteps = (startMs: number) => {
    const offset = offsetMs(startMs);
    const localMs = startMs + offset;
    const midnightMs = Math.floor(localMs / 86_400_000) * 86_400_000;
    // On a day on which clocks change, midnight had the other offset.
    const dayMs = midnightMs - offsetMs(midnightMs - offset);
    return { hourS: (Math.floor(localMs / 3_600_000) * 3_600_000 - offset) / 1000, dayS: dayMs / 1000 };
  };

  return (atMs) => {
    const startMs = Math.floor(atMs / quarterMs) * quarterMs;
    const known = cache.get(startMs) ?? quarterSteps(startMs);
    if (cache.size >= mostCached) cache.clear();
    cache.set(startMs, known);
    return { ...known, minuteS: Math.floor(atMs / 60_000) * 60 };
  };
}
