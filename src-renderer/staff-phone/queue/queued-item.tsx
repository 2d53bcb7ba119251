/** One thing that this phone sent or still has to send: how far it is, what that means, and what it was. */
import { Check, CheckCheck, Clock3, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import type { Delivery } from './kept-queue.ts';
import styles from './queued-item.module.css';

const icons = { queued: Clock3, delivered: Check, seen: CheckCheck, refused: X } as const;

interface QueuedItemProps {
  readonly delivery: Delivery;
  /** What it was: its time, its severity, its words. */
  readonly note: string;
  readonly children?: ReactNode;
}

export function QueuedItem({ delivery, note, children }: QueuedItemProps) {
  const t = useText();
  const Icon = icons[delivery.kind];
  const more = moreOf(delivery, t.queue);
  return (
    <li className={styles['item']} data-delivery={delivery.kind}>
      <Icon size={22} aria-hidden="true" />
      <div className={styles['words']}>
        <p className={styles['state']}>{t.queue.states[delivery.kind]}</p>
        {more === null ? null : <p>{more}</p>}
        <p className={styles['note']}>{note}</p>
        {children}
      </div>
    </li>
  );
}

function moreOf(delivery: Delivery, texts: ReturnType<typeof useText>['queue']): string | null {
  switch (delivery.kind) {
    case 'queued':
      return texts.queuedHint;
    case 'delivered':
      return null;
    case 'seen':
      return texts.seenBy(delivery.by.join(', '));
    case 'refused':
      return delivery.why;
  }
}

export function QueuedList({ children }: { readonly children: readonly ReactNode[] }) {
  if (children.length === 0) return <p className={styles['note']}>—</p>;
  return <ul className={styles['list']}>{children}</ul>;
}
