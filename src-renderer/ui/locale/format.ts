/**
 * Numbers, times and ages by locale. Digits are the Latin ones in every language, as on the railway's own displays, so that columns
 * of figures stand still.
 */

export interface Format {
  /** At most and at least `digits` decimals. */
  number(value: number, digits?: number): string;
  percent(share: number): string;
  /** Seconds under a minute, minutes under an hour, else hours and minutes. */
  age(ms: number): string;
  hours(count: number): string;
  /** `m:ss`, for a countdown. */
  countdown(ms: number): string;
  /** With seconds, in the station's time zone. */
  clock(ms: number): string;
  /** Hours and minutes, in the station's time zone. */
  time(ms: number): string;
  dateTime(ms: number): string;
  day(ms: number): string;
}

export function createFormat(locale: string, timeZone: string): Format {
  const numbers = new Map<number, Intl.NumberFormat>();
  const numberOf = (digits: number) => {
    const known = numbers.get(digits);
    if (known !== undefined) return known;
    const made = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    numbers.set(digits, made);
    return made;
  };
  // Indian English would write "secs" and "mins", of another width for one than for two.
  const unitLocale = locale.startsWith('en') ? 'en' : locale;
  const unit = (name: 'second' | 'minute' | 'hour' | 'day') =>
    new Intl.NumberFormat(unitLocale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 0 });
  const [seconds, minutes, hours, days] = [unit('second'), unit('minute'), unit('hour'), unit('day')];
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const at = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options });
  const clock = at({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const time = at({ hour: '2-digit', minute: '2-digit' });
  const dateTime = at({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const day = at({ weekday: 'short', day: 'numeric', month: 'short' });
  return {
    number: (value, digits = 0) => numberOf(digits).format(value),
    percent: (share) => percents.format(share),
    age: (ms) => {
      const total = Math.max(0, Math.floor(ms / 1000));
      if (total < 60) return seconds.format(total);
      if (total < 3600) return minutes.format(Math.floor(total / 60));
      if (total < 86_400) return `${hours.format(Math.floor(total / 3600))} ${minutes.format(Math.floor((total % 3600) / 60))}`;
      return days.format(Math.floor(total / 86_400));
    },
    hours: (count) => hours.format(count),
    countdown: (ms) => {
      const total = Math.max(0, Math.ceil(ms / 1000));
      return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, '0')}`;
    },
    clock: (ms) => clock.format(ms),
    time: (ms) => time.format(ms),
    dateTime: (ms) => dateTime.format(ms),
    day: (ms) => day.format(ms),
  };
}
