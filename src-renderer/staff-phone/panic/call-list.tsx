/** The calls from this phone, newest first: waiting, delivered, seen and by whom. */
import { Check, CheckCheck, Clock3, X } from 'lucide-react';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './call-list.module.css';
import { type HelpCall, useCalls } from './panic-queue.ts';

const icons = { queued: Clock3, delivered: Check, seen: CheckCheck, refused: X } as const;

export function CallList() {
  const calls = useCalls((state) => state.calls);
  if (calls.length === 0) return <p className={styles['note']}>—</p>;
  return (
    <ul className={styles['list']}>
      {calls.map((call) => (
        <Call key={call.clientId} call={call} />
      ))}
    </ul>
  );
}

function Call({ call }: { readonly call: HelpCall }) {
  const t = useText();
  const format = useFormat();
  const { delivery } = call;
  const Icon = icons[delivery.kind];
  const more =
    delivery.kind === 'seen'
      ? t.panic.seenBy(delivery.by.join(', '))
      : delivery.kind === 'queued'
        ? t.panic.queuedHint
        : delivery.kind === 'refused'
          ? delivery.why
          : null;
  return (
    <li className={styles['call']} data-delivery={delivery.kind}>
      <Icon size={22} aria-hidden="true" />
      <div>
        <p className={styles['state']}>{t.panic.states[delivery.kind]}</p>
        {more === null ? null : <p>{more}</p>}
        <p className={styles['note']}>
          {format.time(call.atMs)} · {t.severities[call.severity]}
          {call.description === '' ? '' : ` · ${call.description}`}
        </p>
      </div>
    </li>
  );
}
