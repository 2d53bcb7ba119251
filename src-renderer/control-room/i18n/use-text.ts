/** The words and the formats of the operator's language, for components. */
import { useMemo } from 'react';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { alarmTexts, type WordedAlarm, words } from '../../../src-contract/texts/alarm-texts.ts';
import type { AlarmText, Words } from '../../../src-contract/texts/language.ts';
import { createFormat, type Format } from '../../ui/locale/format.ts';
import { lineName } from '../../ui/locale/line-names.ts';
import { type Locale, localeTags } from '../../ui/locale/locales.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useSite } from '../station/site-store.ts';
import { type Catalogue, en } from './en.ts';
import { hi } from './hi.ts';
import { mr } from './mr.ts';

export const catalogues: Record<Locale, Catalogue> = { en, hi, mr };

export function useText(): Catalogue {
  return catalogues[usePreferences((state) => state.locale)];
}

export function useFormat(): Format {
  const locale = usePreferences((state) => state.locale);
  const timeZone = useSite((state) => state.site?.station.timezone ?? 'Asia/Kolkata');
  return useMemo(() => createFormat(localeTags[locale], timeZone), [locale, timeZone]);
}

/** Words that the station and the pages share: what happened to an alarm, why a figure is missing, kinds of zones. Lower case. */
export function useWords(): Words {
  return words(usePreferences((state) => state.locale));
}

/** Title, cause and action of an alarm, made of its kind and facts. */
export function useAlarmText(): (alarm: AlarmReply) => AlarmText {
  const locale = usePreferences((state) => state.locale);
  return useMemo(() => alarmTextIn(locale), [locale]);
}

export function alarmTextIn(locale: Locale): (alarm: AlarmReply) => AlarmText {
  const worded = alarmTexts(locale);
  return (alarm) => worded(wordedAlarm(alarm));
}

function wordedAlarm({ kind, facts, priority, time_to_act_s }: AlarmReply): WordedAlarm {
  return { kind, facts, priority, timeToActS: time_to_act_s };
}

/** With a capital first letter, where the language has them. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** A line as people call it. */
export function useLineName(): (line: string) => string {
  const locale = usePreferences((state) => state.locale);
  return (line) => lineName(line, locale);
}
