/** Where in a station's week an hour lies. In: starts of hours, as local-steps.ts gives them. Out: hour and weekday on the station's clock. */
import type { RollupSteps } from '../../../src-contract/domain/reading-records.ts';

export interface WeekPlace {
  /** Since midnight: on a day on which the clocks change, the hours after the change are one off. */
  readonly hour: number;
  /** 1 = Monday .. 7. */
  readonly weekday: number;
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The format is asked once a day: it takes as long as all the rest of a year's pattern. */
export function createWeekPlace(stepsOf: (atMs: number) => RollupSteps, timezone: string): (hourS: number) => WeekPlace {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, weekday: 'short' });
  let day = { startS: Number.NaN, weekday: 1 };
  return (hourS) => {
    const { dayS } = stepsOf(hourS * 1000);
    if (dayS !== day.startS) day = { startS: dayS, weekday: 1 + weekdays.indexOf(format.format(dayS * 1000)) };
    return { hour: Math.floor((hourS - dayS) / 3600), weekday: day.weekday };
  };
}
