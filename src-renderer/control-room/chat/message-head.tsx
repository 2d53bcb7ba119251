/** Whose message, on which line, and when; names are as hostile as messages. */
import type { ChatMessageReply } from '../../../src-contract/api/chat.ts';
import { useFormat, useLineName, useText } from '../i18n/use-text.ts';
import styles from './message-head.module.css';

interface MessageHeadProps {
  readonly message: Pick<ChatMessageReply, 'author' | 'timestamp' | 'edited_at' | 'line'>;
  readonly withLine?: boolean;
}

export function MessageHead({ message, withLine = false }: MessageHeadProps) {
  const nameOf = useLineName();
  const t = useText();
  const format = useFormat();
  return (
    <p className={styles['head']}>
      <bdi className={styles['author']} title={message.author.name}>
        {message.author.name}
      </bdi>
      {withLine ? <span className={styles['line']}>{nameOf(message.line)}</span> : null}
      {message.edited_at === null ? null : <span>{t.chat.edited}</span>}
      <time dateTime={message.timestamp}>{format.clock(Date.parse(message.timestamp))}</time>
    </p>
  );
}
