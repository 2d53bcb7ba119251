/**
 * Service days and their times, by GTFS: a day's times count from noon minus twelve hours in the agency's zone, so that a night with a
 * change of the clock shifts no train. In: dates as `YYYYMMDD` and an IANA zone. Out: station time, ms. Pure.
 */
import type { ServiceDays } from '../../../src-contract/domain/train.ts';
import { localParts, offsetMs } from '../local-clock.ts';

const dayMs = 86_400_000;

/** The local date at an instant, `YYYYMMDD`. */
export function localDate(atMs: number, timezone: string): string {
  const { year, month, day } = localParts(atMs, timezone);
  return `${year}${month}${day}`;
}

/** Hour of the local day, 0..23. */
export function localHour(atMs: number, timezone: string): number {
  return Number(localParts(atMs, timezone).hour);
}

/** Monday 0 … Sunday 6, of a date. */
export function weekdayOf(date: string): number {
  return (new Date(utcOf(date)).getUTCDay() + 6) % 7;
}

export function addDays(date: string, days: number): string {
  return new Date(utcOf(date) + days * dayMs).toISOString().slice(0, 10).replaceAll('-', '');
}

/** When a date's times count from: local noon less twelve hours. */
export function serviceDayStartMs(date: string, timezone: string): number {
  const noonUtcMs = utcOf(date) + dayMs / 2;
  // The offset at a first guess may lie on the other side of a change of the clock; at the second it can't, noon being far from one.
  const guessMs = noonUtcMs - offsetMs(noonUtcMs, timezone);
  return noonUtcMs - offsetMs(guessMs, timezone) - dayMs / 2;
}

/** Exceptions win over weekdays. */
export function runsOn({ weekdays, from, until, added, removed }: ServiceDays, date: string): boolean {
  if (added.includes(date)) return true;
  if (removed.includes(date)) return false;
  return date >= from && date <= until && weekdays[weekdayOf(date)] === true;
}

/** Days on which people travel alike. */
export function dayKind(date: string): 'weekday' | 'saturday' | 'sunday' {
  const weekday = weekdayOf(date);
  if (weekday === 6) return 'sunday';
  return weekday === 5 ? 'saturday' : 'weekday';
}

function utcOf(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8)));
}
