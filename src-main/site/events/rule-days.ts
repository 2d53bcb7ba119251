/**
 * The days of a rule, period by period (day, week, month, year). In: a rule and the day that its event begins on. Out: days as whole numbers
 * since 1970-01-01, rising, from a given day on. A period costs the same however far it lies, so no rule can hang the station. Pure.
 */
import type { RepeatRule, RuleDay } from './repeat-rule.ts';

export interface DaySpan {
  readonly from: number;
  /** Not after it. */
  readonly to: number;
}

/** Fifty years of days: a rule that never matches (30 February) ends here at the latest. */
const mostPeriods = 20_000;

/** With COUNT all days from the first on, since they must be counted; else only those of the span. */
export function* ruleDays(rule: RepeatRule, firstDay: number, span: DaySpan): Generator<number> {
  const firstPeriod = periodOf(rule, firstDay);
  const wanted = rule.count === null ? Math.max(firstDay, span.from) : firstDay;
  const skipped = Math.max(0, Math.floor((periodOf(rule, wanted) - firstPeriod) / rule.interval));
  for (let step = skipped; step < skipped + mostPeriods; step++) {
    const period = firstPeriod + step * rule.interval;
    if (startOf(rule, period) > span.to) return;
    for (const day of positioned(rule, candidates(rule, period, firstDay))) {
      if (day > span.to) return;
      if (day >= wanted) yield day;
    }
  }
}

/** Number of the day's period: days, weeks, months or years since 1970. */
function periodOf({ frequency, weekStart }: RepeatRule, day: number): number {
  const { year, month } = dateOf(day);
  switch (frequency) {
    case 'DAILY':
      return day;
    case 'WEEKLY':
      return Math.floor((day - weekShift(weekStart)) / 7);
    case 'MONTHLY':
      return (year - 1970) * 12 + month - 1;
    case 'YEARLY':
      return year - 1970;
  }
}

function startOf({ frequency, weekStart }: RepeatRule, period: number): number {
  switch (frequency) {
    case 'DAILY':
      return period;
    case 'WEEKLY':
      return period * 7 + weekShift(weekStart);
    case 'MONTHLY':
      return dayNumber(1970, period + 1, 1);
    case 'YEARLY':
      return dayNumber(1970 + period, 1, 1);
  }
}

/** 1970-01-01 was a Thursday: the first day that a week began on, of all weeks that begin with this weekday. */
function weekShift(weekStart: number): number {
  return (weekStart - 3 + 7) % 7;
}

function candidates(rule: RepeatRule, period: number, firstDay: number): readonly number[] {
  const start = startOf(rule, period);
  switch (rule.frequency) {
    case 'DAILY':
      return [start].filter((day) => fits(rule, day));
    case 'WEEKLY': {
      const days = rule.days.length > 0 ? rule.days : [{ weekday: weekdayOf(firstDay), nth: null }];
      return range(start, start + 6).filter((day) => fits({ ...rule, days }, day));
    }
    case 'MONTHLY':
      return inMonth(rule, dateOf(start), firstDay).filter((day) => fits({ ...rule, days: [], monthDays: [] }, day));
    case 'YEARLY':
      return inYear(rule, dateOf(start).year, firstDay);
  }
}

function inYear(rule: RepeatRule, year: number, firstDay: number): readonly number[] {
  const { months, days, monthDays } = rule;
  if (months.length === 0 && monthDays.length === 0 && days.length > 0)
    return daysOfWeek(days, range(dayNumber(year, 1, 1), dayNumber(year, 12, 31)));
  const asked = months.length > 0 ? months : monthDays.length > 0 ? range(1, 12) : [dateOf(firstDay).month];
  return asked.toSorted((a, b) => a - b).flatMap((month) => inMonth(rule, { year, month }, firstDay));
}

function inMonth(
  { days, monthDays }: RepeatRule,
  { year, month }: { readonly year: number; readonly month: number },
  firstDay: number,
): readonly number[] {
  const first = dayNumber(year, month, 1);
  const last = dayNumber(year, month + 1, 1) - 1;
  const all = range(first, last);
  const asked = monthDays.length > 0 || days.length > 0 ? monthDays : [dateOf(firstDay).day];
  const byDate = asked.map((date) => (date > 0 ? first + date - 1 : last + date + 1));
  const ofDates = asked.length > 0 ? all.filter((day) => byDate.includes(day)) : all;
  if (days.length === 0) return ofDates;
  const ofWeekdays = daysOfWeek(days, all);
  return ofDates.filter((day) => ofWeekdays.includes(day));
}

/** Those of a month or a year that are such weekdays, the nth where one is numbered. */
function daysOfWeek(days: readonly RuleDay[], all: readonly number[]): readonly number[] {
  const found = days.flatMap(({ weekday, nth }) => {
    const same = all.filter((day) => weekdayOf(day) === weekday);
    return nth === null ? same : (same.at(nth > 0 ? nth - 1 : nth) ?? []);
  });
  return [...new Set(found)].toSorted((a, b) => a - b);
}

function fits({ months, monthDays, days }: RepeatRule, day: number): boolean {
  const { year, month, day: date } = dateOf(day);
  const fromEnd = date - (dayNumber(year, month + 1, 1) - dayNumber(year, month, 1)) - 1;
  return (
    (months.length === 0 || months.includes(month)) &&
    (monthDays.length === 0 || monthDays.includes(date) || monthDays.includes(fromEnd)) &&
    (days.length === 0 || days.some(({ weekday }) => weekday === weekdayOf(day)))
  );
}

function positioned({ positions }: RepeatRule, days: readonly number[]): readonly number[] {
  if (positions.length === 0) return days;
  const chosen = positions.flatMap((position) => days.at(position > 0 ? position - 1 : position) ?? []);
  return [...new Set(chosen)].toSorted((a, b) => a - b);
}

function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

const dayMs = 86_400_000;

function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / dayMs;
}

function dateOf(day: number): { readonly year: number; readonly month: number; readonly day: number } {
  const date = new Date(day * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
