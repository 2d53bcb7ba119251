/**
 * The words of an alarm, for the server's English message and for the pages in the operator's language. In: a locale and an alarm;
 * out: title, cause and expected action with the time to act. Text in facts (names, reasons) comes out as it is: escape it where
 * it is shown.
 */
import type { Alarm } from '../domain/alarm.ts';
import { type Band, bands, crowdLevel } from '../domain/band.ts';
import type { StepUp } from '../domain/site-state.ts';
import { en } from './en.ts';
import { hi } from './hi.ts';
import type { AlarmText, Language, Locale, TextFacts, Words } from './language.ts';
import { mr } from './mr.ts';

const languages: Readonly<Record<Locale, Language>> = { en, hi, mr };

export function words(locale: Locale): Words {
  return languages[locale].words;
}

export type WordedAlarm = Pick<Alarm, 'kind' | 'facts' | 'priority' | 'timeToActS'>;

export function alarmTexts(locale: Locale): (alarm: WordedAlarm) => AlarmText {
  const language = languages[locale];
  const numbers = new Intl.NumberFormat(`${locale}-IN-u-nu-latn`, { maximumFractionDigits: 2 });
  return (alarm) => {
    const text = language.alarms[alarm.kind](textFacts(language, numbers, alarm));
    const held = 'held' in alarm.facts ? ` ${language.held}` : '';
    return {
      title: text.title,
      cause: `${text.cause}${held}`,
      action: `${text.action} ${within(language, numbers, alarm.timeToActS)}`,
    };
  };
}

function within(language: Language, numbers: Intl.NumberFormat, timeS: number): string {
  const unit = timeS < 60 ? 'second' : 'minute';
  const count = unit === 'second' ? Math.round(timeS) : Math.floor(timeS / 60);
  return language.within(numbers.format(count), unit, count);
}

function textFacts(language: Language, numbers: Intl.NumberFormat, { facts, priority }: WordedAlarm): TextFacts {
  const mapped = (key: string, worded: (value: number) => string): string | null => {
    const value = facts[key];
    return typeof value === 'number' ? worded(value) : null;
  };
  const text = (key: string): string | null => {
    const value = facts[key];
    return value === undefined || value === null || value === '' ? null : String(value);
  };
  return {
    priority,
    text,
    figure: (key) => mapped(key, (value) => numbers.format(value)),
    percent: (key) => mapped(key, (value) => `${numbers.format(Math.round(value * 100))}%`),
    minutes: (key) => mapped(key, (value) => numbers.format(Math.max(1, Math.round(value / 60)))),
    stepUps: stepUpWords(language, text('stepUps')),
    level: language.words.levels[crowdLevel(bands.find((band) => band === facts['band']) ?? ('unknown' satisfies Band))],
  };
}

function stepUpWords(language: Language, joined: string | null): string | null {
  const named: Readonly<Partial<Record<string, string>>> = language.words.stepUps satisfies Record<StepUp, string>;
  const found = (joined ?? '').split(',').flatMap((name) => named[name] ?? []);
  return found.length === 0 ? null : found.join(', ');
}
