/**
 * Clocks of time zones. In: an instant (epoch ms) and a zone, an IANA name or an offset such as `+05:30`; or a reading of its clock, as
 * the epoch ms that UTC's clock would have at the same reading. Out: the one from the other. Pure.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The reading of the zone's clock at an instant. */
export function readingAt(atMs: number, timezone: string): number {
  return atMs + offsetMs(atMs, timezone);
}

/** When the zone's clock reads so. A reading that a change of the clock leaves out is taken as if the clock had not changed yet. */
export function instantOf(readingMs: number, timezone: string): number {
  const guessMs = readingMs - offsetMs(readingMs, timezone);
  return readingMs - offsetMs(guessMs, timezone);
}

/** Of the zone's clock against UTC at an instant, ms. */
export function offsetMs(atMs: number, timezone: string): number {
  const { year, month, day, hour, minute, second } = localParts(atMs, timezone);
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return local - Math.floor(atMs / 1000) * 1000;
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

export function localParts(atMs: number, timezone: string): Record<Part, string> {
  const parts = formatterOf(timezone).formatToParts(atMs);
  const partOf = (type: Part): string => parts.find((part) => part.type === type)?.value ?? '';
  return {
    year: partOf('year'),
    month: partOf('month'),
    day: partOf('day'),
    hour: partOf('hour'),
    minute: partOf('minute'),
    second: partOf('second'),
  };
}

/** Making one takes far longer than using it. */
function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known !== undefined) return known;
  const two = '2-digit';
  const made = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: timezone, hourCycle: 'h23', year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
  });
  formatters.set(timezone, made);
  return made;
}
