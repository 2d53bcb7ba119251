/** The action cards that ship, one a kind of alarm and language. In: a locale; out: cards with steps numbered alike in every language. */
import type { ActionCard } from '../../domain/action-card.ts';
import { type ConditionKind, conditionKinds } from '../../domain/alarm.ts';
import type { Locale } from '../language.ts';
import type { CardTexts } from './card-texts.ts';
import { en } from './en.ts';
import { hi } from './hi.ts';
import { mr } from './mr.ts';

const languages: Readonly<Record<Locale, CardTexts>> = { en, hi, mr };

export function shippedCard(locale: Locale, kind: ConditionKind): ActionCard {
  const { steps, ...text } = languages[locale][kind];
  return { ...text, steps: steps.map((words, i) => ({ id: String(i + 1), text: words })) };
}

/** What a kind of alarm is called. */
export function kindTitles(locale: Locale): Readonly<Record<ConditionKind, string>> {
  const titles = conditionKinds.map((kind) => [kind, languages[locale][kind].title] as const);
  return Object.fromEntries(titles) as Record<ConditionKind, string>;
}
