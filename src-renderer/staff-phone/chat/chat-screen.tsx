/** My line's chat: the official line pinned on top, what others wrote, what became of mine and why, and a field that keeps what I type. */
import { Pin } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ChatMessageReply } from '../../../src-contract/api/chat.ts';
import { useText } from '../i18n/use-text.ts';
import { Pick } from '../parts/pick.tsx';
import { usePhone } from '../station/phone-store.ts';
import { ChatField } from './chat-field.tsx';
import { ChatMessage } from './chat-message.tsx';
import styles from './chat-screen.module.css';
import { leaveLine, openLine, useChat } from './chat-store.ts';

export function ChatScreen() {
  const t = useText();
  const caller = usePhone((state) => state.caller);
  const stationLines = usePhone((state) => state.site?.station.lines ?? noLines);
  const line = useChat((state) => state.line);
  const lines = caller?.lines ?? stationLines;
  const first = lines[0] ?? null;
  useEffect(() => {
    if (first !== null) openLine(useChat.getState().line ?? first);
    return leaveLine;
  }, [first]);
  if (first === null || line === null) return <p>{t.chat.noLine}</p>;
  return <Line key={line} line={line} lines={lines} />;
}

function Line({ line, lines }: { readonly line: string; readonly lines: readonly string[] }) {
  const t = useText();
  const chat = useChat((state) => state.chat);
  const content = useStayAtEnd();
  return (
    <div ref={content} className={styles['chat']}>
      {lines.length > 1 ? (
        <Pick label={t.chat.line} value={line} onChange={openLine} options={lines.map((value) => ({ value, label: value }))} />
      ) : null}
      <Pinned message={chat?.pinned ?? null} />
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

const noLines: readonly string[] = [];
/** So near to the end counts as being there, px. */
const nearEndPx = 120;

function Pinned({ message }: { readonly message: ChatMessageReply | null }) {
  const t = useText();
  if (message === null) return null;
  return (
    <aside className={styles['pinned']} aria-label={t.now.official}>
      <Pin size={18} aria-hidden="true" />
      <p>{message.message}</p>
    </aside>
  );
}

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
