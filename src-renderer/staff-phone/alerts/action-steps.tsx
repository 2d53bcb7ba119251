/** The steps of an alert's action card, folded until somebody wants them; done ones are ticked, as the control room has them. Nothing without a link and no card. */
import { Check } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { CardReply } from '../../../src-contract/api/alarm-tools.ts';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences-store.ts';
import { rest } from '../station/session.ts';
import styles from './action-steps.module.css';

export function ActionSteps({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText().alerts;
  const [isOpen, setOpen] = useState(false);
  const card = useCard(alarm.kind, isOpen);
  const done = new Set(alarm.steps.map(({ step }) => step));
  return (
    <details className={styles['steps']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.steps}</summary>
      {card === null ? null : (
        <>
          <ol>
            {card.steps.map(({ id, text }) => (
              <li key={id} data-done={done.has(id)}>
                {done.has(id) ? <Check size={18} aria-hidden="true" /> : null}
                {text}
              </li>
            ))}
          </ol>
          <p>
            {t.expected}: {card.expected}
          </p>
          {card.contacts.length === 0 ? null : <p>{card.contacts.join(' · ')}</p>}
        </>
      )}
    </details>
  );
}

/** Asked for when it is wanted, for the network may be poor; null until it is there. */
function useCard(kind: AlarmReply['kind'], isWanted: boolean): CardReply | null {
  const locale = usePreferences((state) => state.locale);
  const [card, setCard] = useState<CardReply | null>(null);
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const { cards } = await rest.call(routes.actionCards, { params: { locale }, signal });
      setCard(cards.find((one) => one.kind === kind) ?? null);
    },
    [kind, locale],
  );
  useEffect(() => {
    if (!isWanted) return;
    const stop = new AbortController();
    ask(stop.signal).catch(() => {});
    return () => stop.abort();
  }, [isWanted, ask]);
  return card;
}
