/** What a language says on the action cards; a kind without a card doesn't compile. */
import type { ConditionKind } from '../../domain/alarm.ts';

export interface CardText {
  readonly title: string;
  /** In the order of doing. The same number in every language, since a tick holds for all of them. */
  readonly steps: readonly string[];
  readonly expected: string;
  readonly contacts: readonly string[];
}

export type CardTexts = Readonly<Record<ConditionKind, CardText>>;
