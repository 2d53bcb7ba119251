/** Where an operator writes: to the line like others, or an official line, which can be pinned at once. What wasn't taken stays written. */
import { SendHorizontal } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { mostChatLetters } from '../../../src-contract/domain/chat.ts';
import { Button } from '../../ui/button.tsx';
import { useLineName, useText } from '../i18n/use-text.ts';
import { write } from './chat-commands.ts';
import styles from './line-field.module.css';

export function LineField({ line }: { readonly line: string }) {
  const nameOf = useLineName();
  const t = useText();
  const [text, setText] = useState('');
  const [official, setOfficial] = useState(false);
  const [pinned, setPinned] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const [clientId, setClientId] = useState(() => crypto.randomUUID());
  const ready = text.trim() !== '' && !waiting;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready) return;
    setWaiting(true);
    const isTaken = await write({ line, text: text.trim(), clientId, official, pinned });
    setWaiting(false);
    if (!isTaken) return;
    setText('');
    setClientId(crypto.randomUUID());
    setOfficial(false);
    setPinned(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };
  // Other words are another message, and so are the same ones as an official line: the station may have taken what it didn't answer.
  const edit = (next: string): void => {
    setText(next);
    setClientId(crypto.randomUUID());
  };
  const mark = (isOfficial: boolean): void => {
    setOfficial(isOfficial);
    setClientId(crypto.randomUUID());
  };
  return (
    <form className={styles['field']} onSubmit={submit}>
      <textarea
        aria-label={t.chat.write(nameOf(line))}
        placeholder={t.chat.write(nameOf(line))}
        rows={2}
        maxLength={mostChatLetters}
        value={text}
        onChange={({ target }) => edit(target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles['row']}>
        <label>
          <input type="checkbox" checked={official} onChange={({ target }) => mark(target.checked)} />
          {t.chat.asOfficial}
        </label>
        <label>
          <input
            type="checkbox"
            checked={official && pinned}
            disabled={!official}
            onChange={({ target }) => setPinned(target.checked)}
          />
          {t.chat.asPinned}
        </label>
        <Button type="submit" icon={<SendHorizontal size={14} />} disabled={!ready}>
          {t.chat.send}
        </Button>
      </div>
    </form>
  );
}
