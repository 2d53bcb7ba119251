/** A message as it was typed: text and nothing else, kept to its own direction, with the words marked that moderation found. */
import type { ModerationReason } from '../../../src-contract/domain/moderation.ts';
import { foundWords, markFound } from './mark-found.ts';
import styles from './message-text.module.css';

interface MessageTextProps {
  readonly text: string;
  readonly reasons?: readonly ModerationReason[];
}

export function MessageText({ text, reasons = [] }: MessageTextProps) {
  return (
    <bdi className={styles['text']}>
      {markFound(text, foundWords(reasons)).map(({ at, text: piece, found }) =>
        found ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>,
      )}
    </bdi>
  );
}
