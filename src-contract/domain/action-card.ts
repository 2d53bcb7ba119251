/** The action card of a kind of alarm: what to do, in order, and what should be seen then. An operator ticks its steps alarm by alarm. */
import type { Locale } from '../texts/language.ts';
import type { ConditionKind } from './alarm.ts';

export interface CardStep {
  /** Stays the same when the words change, and in every language. */
  readonly id: string;
  readonly text: string;
}

export interface ActionCard {
  readonly title: string;
  readonly steps: readonly CardStep[];
  /** What the operator should see when it works, and by when. */
  readonly expected: string;
  /** Whom to call. */
  readonly contacts: readonly string[];
}

/** A card that an administrator wrote, in place of the one that ships. */
export interface WrittenCard {
  readonly kind: ConditionKind;
  readonly locale: Locale;
  readonly card: ActionCard;
  readonly by: string;
  readonly atMs: number;
}

export interface ActionCardRecords {
  list(locale: Locale): readonly WrittenCard[];
  /** On the disk when it returns. */
  put(card: WrittenCard): void;
  /** Back to what ships; false when it was that already. */
  remove(kind: ConditionKind, locale: Locale): boolean;
}
