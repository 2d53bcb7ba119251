/** Where one writes. What was sent stays in sight until the station has it; without a link it waits and goes out by itself. */
import { SendHorizontal } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useStationNow } from '../../client/station-clock.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { BigButton } from '../parts/big-button.tsx';
import { usePhone } from '../station/phone-store.ts';
import styles from './chat-field.module.css';
import { chatLine, useChat } from './chat-store.ts';

const mostLetters = 1000;

export function ChatField() {
  const t = useText();
  const format = useFormat();
  const chat = useChat((state) => state.chat);
  const mayWrite = usePhone((state) => state.caller?.role !== 'viewer');
  const nowMs = useStationNow();
  const [text, setText] = useState('');
  if (!mayWrite) return <p className={styles['note']}>{t.chat.readOnly}</p>;
  const mutedMs = chat?.mutedUntil == null ? 0 : Date.parse(chat.mutedUntil);
  if (mutedMs > nowMs) return <p className={styles['note']}>{t.chat.muted(format.time(mutedMs))}</p>;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === '') return;
    chatLine()?.send(text.trim());
    setText('');
  };
  return (
    <form className={styles['field']} onSubmit={submit}>
      {chat?.slowMode == null ? null : <p className={styles['note']}>{t.chat.slow(format.number(chat.slowMode.seconds))}</p>}
      {chat?.fault == null ? null : (
        <p className={styles['note']} role="alert">
          {chat.fault}
        </p>
      )}
      <ul>
        {chat?.pending.map(({ clientId, text: waiting, refused }) => (
          <li key={clientId} className={styles['pending']} data-refused={refused !== null}>
            <span>{waiting}</span>
            {refused === null ? (
              <span>{t.queue.states.queued}</span>
            ) : (
              <BigButton
                onClick={() => {
                  chatLine()?.forget(clientId);
                  setText(waiting);
                }}
              >
                {refused}
              </BigButton>
            )}
          </li>
        ))}
      </ul>
      <div className={styles['write']}>
        <textarea
          aria-label={t.chat.write}
          placeholder={t.chat.write}
          value={text}
          maxLength={mostLetters}
          rows={2}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" aria-label={t.chat.send} disabled={text.trim() === ''}>
          <SendHorizontal size={24} aria-hidden="true" />
        </button>
      </div>
    </form>
  );
}
