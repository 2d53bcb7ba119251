/** The words and formats of the phone's language, for components. */
import { useMemo } from 'react';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { alarmTexts } from '../../../src-contract/texts/alarm-texts.ts';
import type { AlarmText } from '../../../src-contract/texts/language.ts';
import { createFormat, type Format } from '../../ui/locale/format.ts';
import { lineName } from '../../ui/locale/line-names.ts';
import { type Locale, localeTags } from '../../ui/locale/locales.ts';
import { usePreferences } from '../preferences-store.ts';
import { usePhone } from '../station/phone-store.ts';
import { type Catalogue, en } from './en.ts';
import { hi } from './hi.ts';
import { mr } from './mr.ts';

const catalogues: Record<Locale, Catalogue> = { en, hi, mr };

export function useText(): Catalogue {
  return catalogues[usePreferences((state) => state.locale)];
}

export function useFormat(): Format {
  const locale = usePreferences((state) => state.locale);
  const timeZone = usePhone((state) => state.site?.station.timezone ?? 'Asia/Kolkata');
  return useMemo(() => createFormat(localeTags[locale], timeZone), [locale, timeZone]);
}

/** Title, cause and action of an alarm. */
export function useAlarmText(): (alarm: AlarmReply) => AlarmText {
  const locale = usePreferences((state) => state.locale);
  return useMemo(() => {
    const worded = alarmTexts(locale);
    return ({ kind, facts, priority, time_to_act_s }) => worded({ kind, facts, priority, timeToActS: time_to_act_s });
  }, [locale]);
}

/** A line as people call it. */
export function useLineName(): (line: string) => string {
  const locale = usePreferences((state) => state.locale);
  return (line) => lineName(line, locale);
}
