/** My line's chat: the official line pinned on top, what others wrote, what became of mine and why, and a field that keeps what I type. */
import { useEffect, useRef } from 'react';
import type { ChatMessageReply } from '../../../src-contract/api/chat.ts';
import { useLineName, useText } from '../i18n/use-text.ts';
import { Pick } from '../parts/pick.tsx';
import { ChatField } from './chat-field.tsx';
import { ChatMessage } from './chat-message.tsx';
import styles from './chat-screen.module.css';
import { openLine, useChat } from './chat-store.ts';
import { Pinned } from './pinned.tsx';
import { useLines } from './use-line.ts';

export function ChatScreen() {
  const t = useText();
  const lines = useLines();
  const line = useChat((state) => state.line);
  if (line === null) return <p>{t.chat.noLine}</p>;
  return <Line key={line} line={line} lines={lines} />;
}

function Line({ line, lines }: { readonly line: string; readonly lines: readonly string[] }) {
  const nameOf = useLineName();
  const t = useText();
  const chat = useChat((state) => state.chat);
  const content = useStayAtEnd();
  return (
    <div ref={content} className={styles['chat']}>
      {lines.length > 1 ? (
        <Pick
          label={t.chat.line}
          value={line}
          onChange={openLine}
          options={lines.map((value) => ({ value, label: nameOf(value) }))}
        />
      ) : null}
      <Pinned />
      {chat === null || !chat.loaded ? (
        <p role="status" className={styles['quiet']}>
          {t.chat.loading}
        </p>
      ) : (
        <Messages messages={chat.messages} />
      )}
      <ChatField />
    </div>
  );
}

/** So near to the end counts as being there, px. */
const nearEndPx = 120;

function Messages({ messages }: { readonly messages: readonly ChatMessageReply[] }) {
  const t = useText();
  if (messages.length === 0) return <p className={styles['quiet']}>{t.chat.empty}</p>;
  return (
    <ul className={styles['messages']} aria-live="polite">
      {messages.map((message) => (
        <ChatMessage key={message.id} message={message} />
      ))}
    </ul>
  );
}

/** Keeps the end in sight whatever grows (a message, a pin, a note) while its reader is there; whoever reads further up is left there. */
function useStayAtEnd() {
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const scroller = content.current?.parentElement;
    if (content.current === null || scroller == null) return;
    let isAtEnd = true;
    const note = (): void => {
      isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEndPx;
    };
    const watch = new ResizeObserver(() => {
      if (isAtEnd) scroller.scrollTop = scroller.scrollHeight;
    });
    watch.observe(content.current);
    scroller.addEventListener('scroll', note);
    return () => {
      watch.disconnect();
      scroller.removeEventListener('scroll', note);
    };
  }, []);
  return content;
}
