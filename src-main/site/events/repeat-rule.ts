/**
 * How an event repeats: the part of RFC 5545's RRULE that events of days, weeks, months and years need. In: the text. Out: the rule, or a
 * RuleRefusal that says what of it isn't understood. Finer than a day is refused: nobody plans a crowd by the minute.
 */

export class RuleRefusal extends Error {}

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof frequencies)[number];

/** `weekday`: Monday 0 … Sunday 6. `nth`: in the month or year, from the end when negative; null = each. */
export interface RuleDay {
  readonly weekday: number;
  readonly nth: number | null;
}

export interface RepeatRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  /** `2026-12-31T23:59:59Z` as written: with Z it is UTC, else by the event's own clock. */
  readonly until: { readonly readingMs: number; readonly isUtc: boolean } | null;
  readonly days: readonly RuleDay[];
  readonly monthDays: readonly number[];
  readonly months: readonly number[];
  readonly positions: readonly number[];
  /** Monday 0 … Sunday 6. */
  readonly weekStart: number;
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const known = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST'];
const mostCount = 10_000;
const lastSecondMs = 86_399_000;

/** Throws RuleRefusal. */
export function readRule(text: string): RepeatRule {
  const parts = partsOf(text);
  const frequency = frequencies.find((name) => name === parts.get('FREQ'));
  if (frequency === undefined)
    throw new RuleRefusal(`FREQ=${parts.get('FREQ') ?? ''} is not understood; it is one of ${frequencies.join(', ')}`);
  const numbers = (name: string, least: number, most: number): number[] =>
    listOf(parts, name).map((word) => wholeNumber(name, word, least, most));
  const rule: RepeatRule = {
    frequency,
    interval: numbers('INTERVAL', 1, 1000)[0] ?? 1,
    count: numbers('COUNT', 1, mostCount)[0] ?? null,
    until: untilOf(parts.get('UNTIL')),
    days: listOf(parts, 'BYDAY').map(dayOf),
    monthDays: numbers('BYMONTHDAY', -31, 31),
    months: numbers('BYMONTH', 1, 12),
    positions: numbers('BYSETPOS', -366, 366),
    weekStart: weekdayOf(parts.get('WKST') ?? 'MO'),
  };
  if (rule.count !== null && rule.until !== null) throw new RuleRefusal('COUNT and UNTIL exclude each other');
  if (rule.days.some(({ nth }) => nth !== null) && (frequency === 'DAILY' || frequency === 'WEEKLY'))
    throw new RuleRefusal(`a numbered day in BYDAY has no meaning with FREQ=${frequency}`);
  return rule;
}

function partsOf(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of text
    .trim()
    .replace(/^RRULE:/i, '')
    .split(';')) {
    const [, name = '', value = ''] = /^([A-Z]+)=(.+)$/.exec(part.toUpperCase()) ?? [];
    if (!known.includes(name)) throw new RuleRefusal(`${name === '' ? `"${part.slice(0, 40)}"` : name} is not understood`);
    if (parts.has(name)) throw new RuleRefusal(`${name} stands in it twice`);
    parts.set(name, value);
  }
  return parts;
}

function listOf(parts: ReadonlyMap<string, string>, name: string): readonly string[] {
  const words = parts.get(name)?.split(',') ?? [];
  if (words.length > 366) throw new RuleRefusal(`${name} has too many values`);
  return words;
}

function wholeNumber(name: string, word: string, least: number, most: number): number {
  const value = /^[+-]?\d{1,5}$/.test(word) ? Number(word) : Number.NaN;
  if (value >= least && value <= most && value !== 0) return value;
  throw new RuleRefusal(`${name}=${word.slice(0, 20)} is not a whole number from ${least} to ${most}`);
}

function dayOf(word: string): RuleDay {
  const [, nth = '', name = ''] = /^([+-]?\d{0,2})([A-Z]{2})$/.exec(word) ?? [];
  return { weekday: weekdayOf(name), nth: nth === '' ? null : wholeNumber('BYDAY', nth, -53, 53) };
}

function weekdayOf(name: string): number {
  const weekday = weekdays.indexOf(name);
  if (weekday < 0) throw new RuleRefusal(`"${name.slice(0, 10)}" is no weekday; they are ${weekdays.join(', ')}`);
  return weekday;
}

/** A date means the end of that day. */
function untilOf(text: string | undefined): RepeatRule['until'] {
  if (text === undefined) return null;
  const [, year, month, day, time, hour = '0', minute = '0', second = '0', zone] =
    /^(\d{4})(\d{2})(\d{2})(T(\d{2})(\d{2})(\d{2})(Z)?)?$/.exec(text) ?? [];
  const dayMs = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (Number.isNaN(dayMs)) throw new RuleRefusal(`UNTIL=${text.slice(0, 20)} is no date`);
  const ofDayMs = time === undefined ? lastSecondMs : ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  return { readingMs: dayMs + ofDayMs, isUtc: zone !== undefined };
}
