/** What the line sees, oldest on top: older pages by a button, the newest in sight while its reader is there. */
import { MicOff, Pin, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ChatMessageReply } from '../../../src-contract/api/chat.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import type { ChatLineState } from '../../client/chat-line.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useLineName, useText } from '../i18n/use-text.ts';
import { rest } from '../station/session.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { decide, pin } from './chat-commands.ts';
import { openDialog } from './chat-dialogs.ts';
import styles from './line-messages.module.css';
import { MessageHead } from './message-head.tsx';
import { MessageText } from './message-text.tsx';
import { withOlder } from './with-older.ts';

/** As many as the station tells at first. */
const pageSize = 50;
/** So near to the end counts as being there, px. */
const nearEndPx = 80;

interface LineMessagesProps {
  readonly line: string;
  readonly state: ChatLineState | undefined;
}

export function LineMessages({ line, state }: LineMessagesProps) {
  const nameOf = useLineName();
  const t = useText();
  const { older, cursor, loadOlder } = useOlder(line);
  const shown = withOlder(older, state?.messages ?? [], state?.removed);
  // A history that isn't full is all there is.
  const more = cursor === undefined ? shown.length >= pageSize : cursor !== null;
  const list = useStayAtEnd(shown.at(-1)?.id);
  if (state === undefined || !state.loaded) return <Skeleton rows={5} height={44} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <div ref={list} className={styles['list']} tabIndex={0} role="log" aria-label={t.chat.line(nameOf(line))}>
      {shown.length === 0 ? <EmptyState title={t.chat.noMessages} /> : null}
      {more ? (
        <Button tone="quiet" onClick={() => loadOlder()}>
          {t.chat.older}
        </Button>
      ) : null}
      <ul>
        {shown.map((message) => (
          <Message key={message.id} message={message} isPinned={state.pinned?.id === message.id} />
        ))}
      </ul>
    </div>
  );
}

function Message({ message, isPinned }: { readonly message: ChatMessageReply; readonly isPinned: boolean }) {
  const t = useText();
  const canAct = useSession((state) => mayAct(state.caller));
  const { id, line, author, official } = message;
  return (
    <li className={styles['message']} data-official={official} data-message={id}>
      <MessageHead message={message} />
      <p>
        {official ? <span className={styles['official']}>{t.chat.official}</span> : null}
        <MessageText text={message.message} />
      </p>
      {canAct ? (
        <div className={styles['commands']}>
          {official && !isPinned ? (
            <Button tone="quiet" label={t.chat.pin} icon={<Pin size={14} />} onClick={() => pin(id)} />
          ) : null}
          {official ? null : (
            <Button
              tone="quiet"
              label={t.chat.mute}
              icon={<MicOff size={14} />}
              onClick={() => openDialog({ kind: 'mute', author, line })}
            />
          )}
          <Button tone="quiet" label={t.chat.remove} icon={<Trash2 size={14} />} onClick={() => decide(message, 'removed')} />
        </div>
      ) : null}
    </li>
  );
}

function useOlder(line: string) {
  const [older, setOlder] = useState<readonly ChatMessageReply[]>([]);
  const [cursor, setCursor] = useState<string | null | undefined>(undefined);
  const loadOlder = async (): Promise<void> => {
    const query = cursor == null ? { limit: pageSize * 2 } : { limit: pageSize, cursor };
    const reply = await rest.call(routes.chatMessages, { params: { line }, query }).catch(() => null);
    if (reply === null) return;
    setOlder((old) => withOlder(reply.messages.toReversed(), old));
    setCursor(reply.next_cursor);
  };
  return { older, cursor, loadOlder };
}

/** Follows the newest message while the list is at its end; whoever reads further up is left there. */
function useStayAtEnd(newestId: string | undefined) {
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const note = (): void => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx;
    };
    element.addEventListener('scroll', note);
    return () => element.removeEventListener('scroll', note);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is when to move
  useEffect(() => {
    if (isAtEnd.current) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [newestId]);
  return list;
}
