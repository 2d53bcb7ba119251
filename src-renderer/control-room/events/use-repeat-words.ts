/** How an event repeats, in plain words of the operator's language; a rule without such words is shown as it is. */
import { useMemo } from 'react';
import { localeTags } from '../../ui/locale/locales.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { draftOfRule, type WeekdayCode, weekdayCodes, weekdayPlace } from './repeat-draft.ts';

export interface RepeatWords {
  /** `start`: YYYY-MM-DD, of the first. */
  said(rule: string | null, start: string): string;
  weekday(code: WeekdayCode): string;
  /** The second Thursday. */
  place(start: string): string;
}

const mondayMs = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

export function useRepeatWords(): RepeatWords {
  const t = useText();
  const format = useFormat();
  const tag = localeTags[usePreferences((state) => state.locale)];
  return useMemo(() => {
    const names = new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' });
    const weekday = (code: WeekdayCode) => names.format(mondayMs + weekdayCodes.indexOf(code) * dayMs);
    const place = (start: string) => {
      const { nth, weekday: code } = weekdayPlace(start);
      return `${t.events.nths[nth < 0 ? 'last' : (`n${nth}` as 'n1')]} ${weekday(code)}`;
    };
    const { repeats } = t.events;
    const said = (rule: string | null, start: string): string => {
      const draft = draftOfRule(rule, start);
      if (draft.kind === 'once') return repeats.once;
      if (draft.kind === 'rule') return draft.rule;
      const what = {
        daily: repeats.daily,
        weekly: repeats.weekly(draft.weekdays.map(weekday).join(', ')),
        'monthly-date': repeats.monthlyDate(String(Number(start.slice(8, 10)))),
        'monthly-weekday': repeats.monthlyWeekday(place(start)),
        yearly: repeats.yearly,
      }[draft.kind];
      const every = draft.every === '1' ? '' : repeats.every(draft.every);
      const end =
        draft.end === 'until'
          ? repeats.until(format.day(Date.parse(`${draft.until}T12:00:00Z`)))
          : draft.end === 'count'
            ? repeats.count(draft.count)
            : '';
      return [what, every, end].filter((part) => part !== '').join(', ');
    };
    return { said, weekday, place };
  }, [t, format, tag]);
}
