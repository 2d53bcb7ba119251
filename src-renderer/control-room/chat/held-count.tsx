/** How many messages wait for a decision, on the rail. Nothing when none do. */
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './held-count.module.css';
import { useQueue } from './queue-store.ts';

export function HeldCount() {
  const t = useText();
  const format = useFormat();
  const count = useQueue((state) => state.items.length);
  const more = useQueue((state) => state.more);
  if (count === 0) return null;
  return (
    <>
      <span className={styles['count']} aria-hidden="true">
        {format.number(count)}
        {more ? '+' : ''}
      </span>
      <span className="visually-hidden">{t.chat.heldCount(count)}</span>
    </>
  );
}
