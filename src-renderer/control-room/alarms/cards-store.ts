/** The action cards in the operator's language, asked for once and again after a while: an administrator may have written another. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { CardReply } from '../../../src-contract/api/alarm-tools.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import type { ConditionKind } from '../../../src-contract/domain/alarm.ts';
import type { Locale } from '../../../src-contract/texts/language.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { rest } from '../station/session.ts';

interface CardsStore {
  /** Of which language the cards are. */
  readonly locale: Locale | null;
  readonly cards: readonly CardReply[];
  readonly askedMs: number;
  readonly failed: boolean;
}

const keptMs = 60_000;

const useCards = create<CardsStore>(() => ({ locale: null, cards: [], askedMs: 0, failed: false }));

export async function askCards(locale: Locale): Promise<void> {
  useCards.setState({ askedMs: Date.now() });
  try {
    const { cards } = await rest.call(routes.actionCards, { params: { locale } });
    useCards.setState({ locale, cards, failed: false });
  } catch {
    // Without the link, the card that is known still says what to do.
    useCards.setState({ failed: true, askedMs: 0 });
  }
}

/** Undefined while it isn't known. */
export function useCard(kind: ConditionKind): { readonly card: CardReply | undefined; readonly failed: boolean } {
  const locale = usePreferences((state) => state.locale);
  const card = useCards((state) => (state.locale === locale ? state.cards.find((one) => one.kind === kind) : undefined));
  const failed = useCards((state) => state.failed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another alarm is a reason to look whether the cards are still the newest
  useEffect(() => {
    const { locale: known, askedMs } = useCards.getState();
    if (known !== locale || Date.now() - askedMs > keptMs) askCards(locale);
  }, [locale, kind]);
  return { card, failed };
}
