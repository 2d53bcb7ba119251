/**
 * One line's chat as a page follows it: history, then each change in order of its number; after a lost link it goes on from the last
 * number. What is written waits under a key of its own and is sent again until the station has answered, so that it is one message
 * however often it is sent. Out: a new state at every change.
 */
import { type ChatMessageReply, type ChatServerMessage, chatServerMessage } from '../../src-contract/api/chat.ts';
import { sockets } from '../../src-contract/api/sockets.ts';
import { type Clock, createReconnectingSocket, type SocketLike, type SocketState, socketUrl } from './reconnecting-socket.ts';
import { pathOf } from './rest.ts';

export interface PendingMessage {
  readonly clientId: string;
  readonly text: string;
  /** Why the station won't take it; null while it is on its way. */
  readonly refused: string | null;
}

export interface ChatLineState {
  readonly link: SocketState;
  /** False until the first history. */
  readonly loaded: boolean;
  /** In the line's order. */
  readonly messages: readonly ChatMessageReply[];
  /** Ids that left the line, newest last: older pages that were read before may still hold them. */
  readonly removed: readonly string[];
  readonly pinned: ChatMessageReply | null;
  readonly slowMode: { readonly seconds: number; readonly until: string } | null;
  readonly mutedUntil: string | null;
  readonly pending: readonly PendingMessage[];
  /** The station's last complaint that belongs to no message; null when none. */
  readonly fault: string | null;
}

export interface ChatLineOptions {
  readonly line: string;
  /** Of this reader, to tell a mute of one's own; null for those who only read. */
  readonly ownId: string | null;
  readonly onState: (state: ChatLineState) => void;
  /** An operator has pinned, muted or slowed something, as all readers or operators are told. */
  readonly onOrder?: () => void;
  readonly open?: (url: string) => SocketLike;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly newId?: () => string;
}

export interface ChatLine {
  send(text: string): void;
  edit(id: string, text: string): void;
  report(id: string, reason: string): void;
  /** Takes a refused message out of the list. */
  forget(clientId: string): void;
  close(): void;
}

/** Kept in the page; older ones are asked for over REST. */
const mostMessages = 500;
/** The station pings; silence for longer is a dead link. */
const silenceMs = 40_000;

export function createChatLine(options: ChatLineOptions): ChatLine {
  const newId = options.newId ?? (() => crypto.randomUUID());
  let seq: number | null = null;
  let state: ChatLineState = {
    link: { kind: 'connecting', sinceMs: 0 },
    loaded: false,
    ...{ messages: [], removed: [], pinned: null, slowMode: null, mutedUntil: null, pending: [], fault: null },
  };
  const change = (part: Partial<ChatLineState>): void => {
    state = { ...state, ...part };
    options.onState(state);
  };
  const address = (): string => {
    const path = pathOf(sockets.chat.path, { params: { line: options.line } });
    return socketUrl(seq === null ? path : `${path}?since_seq=${seq}`);
  };
  const post = ({ clientId, text }: PendingMessage): void => {
    socket.send(JSON.stringify({ type: 'message', message: text, client_id: clientId }));
  };
  const settle = (clientId: string | null): void => {
    if (clientId !== null) change({ pending: state.pending.filter((pending) => pending.clientId !== clientId) });
  };

  const take = (message: ChatServerMessage): void => {
    // What was missed comes after `resumed`, which names the newest number: a link that is lost between them must not skip it. A history
    // is a new beginning, of another station too.
    if (message.type === 'history') seq = message.seq;
    else if ('seq' in message && message.type !== 'resumed') seq = Math.max(seq ?? 0, message.seq);
    switch (message.type) {
      case 'history':
        change({ loaded: true, messages: inOrder(message.messages), removed: [], ...factsOf(message) });
        for (const { client_id: clientId } of message.messages) settle(clientId);
        break;
      case 'resumed':
        change({ loaded: true, ...factsOf(message) });
        break;
      case 'message':
      case 'message_edited':
      case 'message_state':
        change(withMessage(state, message.message));
        settle(message.message.client_id);
        break;
      case 'message_removed':
        change(withoutMessage(state, message.id));
        break;
      case 'pinned':
        change({ pinned: message.message });
        options.onOrder?.();
        break;
      case 'slow_mode':
        change({ slowMode: message.slow_mode });
        options.onOrder?.();
        break;
      case 'muted':
        if (message.author === options.ownId) change({ mutedUntil: message.until });
        options.onOrder?.();
        break;
      case 'ack':
        settle(message.client_id);
        break;
      case 'error':
        refuse(message.client_id, message.message);
        break;
    }
  };
  const refuse = (clientId: string | null, why: string): void => {
    if (clientId === null) change({ fault: why });
    else change({ pending: state.pending.map((one) => (one.clientId === clientId ? { ...one, refused: why } : one)) });
  };

  const socket = createReconnectingSocket({
    url: address,
    silenceMs,
    ...(options.open === undefined ? {} : { open: options.open }),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.random === undefined ? {} : { random: options.random }),
    onMessage: (data) => {
      const message = typeof data === 'string' ? parse(data) : null;
      if (message !== null) take(message);
    },
    onState: (link) => change({ link }),
    onOpen: () => {
      for (const pending of state.pending) if (pending.refused === null) post(pending);
    },
  });

  return {
    send(text) {
      const pending: PendingMessage = { clientId: newId(), text, refused: null };
      change({ pending: [...state.pending, pending], fault: null });
      post(pending);
    },
    edit: (id, text) => void socket.send(JSON.stringify({ type: 'edit', id, message: text })),
    report: (id, reason) => void socket.send(JSON.stringify({ type: 'report', id, reason })),
    forget: (clientId) => settle(clientId),
    close: () => socket.close(),
  };
}

function factsOf(facts: Extract<ChatServerMessage, { type: 'history' | 'resumed' }>): Partial<ChatLineState> {
  return { pinned: facts.pinned, slowMode: facts.slow_mode, mutedUntil: facts.muted_until };
}

/** The pinned line is the message as it stands now. */
function withMessage({ messages, removed, pinned }: ChatLineState, message: ChatMessageReply): Partial<ChatLineState> {
  const isPinned = pinned?.id === message.id && message.state === 'published';
  return {
    messages: inOrder([...messages.filter(({ id }) => id !== message.id), message]),
    removed: removed.filter((id) => id !== message.id),
    ...(isPinned ? { pinned: message } : {}),
  };
}

function withoutMessage({ messages, removed, pinned }: ChatLineState, gone: string): Partial<ChatLineState> {
  return {
    messages: messages.filter(({ id }) => id !== gone),
    removed: [...removed.filter((id) => id !== gone), gone].slice(-mostMessages),
    ...(pinned?.id === gone ? { pinned: null } : {}),
  };
}

function inOrder(messages: readonly ChatMessageReply[]): ChatMessageReply[] {
  return messages.toSorted((a, b) => a.order - b.order).slice(-mostMessages);
}

function parse(text: string): ChatServerMessage | null {
  try {
    return chatServerMessage.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
