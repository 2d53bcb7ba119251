/** What the control room has pinned on the line: stands on top wherever its reader is. */
import { Pin } from 'lucide-react';
import { useText } from '../i18n/use-text.ts';
import { useChat } from './chat-store.ts';
import styles from './pinned.module.css';

export function Pinned() {
  const t = useText();
  const message = useChat((state) => state.chat?.pinned ?? null);
  if (message === null) return null;
  return (
    <aside className={styles['pinned']} aria-label={t.now.official}>
      <Pin size={18} aria-hidden="true" />
      <p>{message.message}</p>
    </aside>
  );
}
