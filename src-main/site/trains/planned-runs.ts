/** Which trains the timetable plans here in a span of time. In: the timetable. Out: runs, each a trip on one day, the soonest first. Pure. */
import type { Timetable, TimetableTrip } from '../../../src-contract/domain/train.ts';
import { addDays, localDate, runsOn, serviceDayStartMs } from './service-time.ts';

export interface PlannedRun {
  readonly trip: TimetableTrip;
  readonly date: string;
  readonly dayStartMs: number;
  /** When it is to stop here. */
  readonly scheduledMs: number;
}

export interface PlannedRuns {
  /** Planned to stop here in `[fromMs, toMs)`. */
  between(fromMs: number, toMs: number): PlannedRun[];
}

/** A day's runs are worked out once and kept for so many days: yesterday's late trains, today, tomorrow's first, and one to spare. */
const keptDays = 4;
/** The longest journeys of a railway take four days; a time beyond this is a slip of the pen. */
const mostDaysUnderWay = 7;

export function createPlannedRuns(timetable: Timetable): PlannedRuns {
  const { timezone } = timetable;
  const services = new Map(timetable.services.map((service) => [service.id, service]));
  const daysUnderWay = timetable.trips.map(({ calls, ours }) => Math.floor((calls[ours]?.arrivalS ?? 0) / 86_400));
  const daysBack = Math.min(
    mostDaysUnderWay,
    daysUnderWay.reduce((most, days) => Math.max(most, days), 0),
  );
  const byDate = new Map<string, PlannedRun[]>();

  const planDay = (date: string): PlannedRun[] => {
    const dayStartMs = serviceDayStartMs(date, timezone);
    const isRunning = new Set([...services.values()].filter((days) => runsOn(days, date)).map(({ id }) => id));
    return timetable.trips
      .filter(({ serviceId }) => isRunning.has(serviceId))
      .map((trip) => ({ trip, date, dayStartMs, scheduledMs: dayStartMs + (trip.calls[trip.ours]?.arrivalS ?? 0) * 1000 }))
      .toSorted((a, b) => a.scheduledMs - b.scheduledMs);
  };
  const runsOf = (date: string): PlannedRun[] => {
    const known = byDate.get(date);
    if (known !== undefined) return known;
    const planned = planDay(date);
    byDate.set(date, planned);
    for (const old of byDate.keys()) if (byDate.size > keptDays + daysBack) byDate.delete(old);
    return planned;
  };
  return {
    between(fromMs, toMs) {
      const runs: PlannedRun[] = [];
      const last = localDate(toMs, timezone);
      // A day's times go on past midnight, so earlier service days reach into this one.
      for (let date = addDays(localDate(fromMs, timezone), -daysBack); date <= last; date = addDays(date, 1)) {
        runs.push(...runsOf(date).filter(({ scheduledMs }) => scheduledMs >= fromMs && scheduledMs < toMs));
      }
      return runs.toSorted((a, b) => a.scheduledMs - b.scheduledMs);
    },
  };
}
