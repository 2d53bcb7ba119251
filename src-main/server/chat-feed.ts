/**
 * News of line chat → the sockets that may know it, in the order of their numbers. Each message is made once for all readers of a line;
 * its sender and operators are told besides of what the line doesn't see. A client that can't take one is cut, so that none goes missing.
 */
import type { ChatServerMessage } from '../../src-contract/api/chat.ts';
import type { ChatNews } from '../../src-contract/domain/chat.ts';
import { type ChatDesk, type ChatReader, isOwn } from '../../src-contract/domain/chat-command.ts';
import { isChatOperator } from './chat-access.ts';
import type { SocketClient } from './socket-client.ts';
import { lineEvent, moderatedMessage, mutedEvent, ownMessage } from './wire/chat.ts';
import { encodeMessage } from './wire/messages.ts';

export interface ChatFeed {
  joinLine(line: string, client: SocketClient, reader: ChatReader): void;
  leaveLine(line: string, client: SocketClient): void;
  /** Every message of every line, for operators on /ws/real-time. */
  join(client: SocketClient): void;
  leave(client: SocketClient): void;
  start(): void;
  stop(): void;
}

export function createChatFeed(chat: Pick<ChatDesk, 'subscribe' | 'lines'>): ChatFeed {
  const lines = new Map(chat.lines.map((line) => [line, new Map<SocketClient, ChatReader>()]));
  const operators = new Set<SocketClient>();
  let unsubscribe: (() => void) | null = null;

  const tellLine = (
    line: string,
    event: ChatServerMessage,
    fits: (client: SocketClient, reader: ChatReader) => boolean,
  ): void => {
    const readers = lines.get(line);
    if (readers === undefined || readers.size === 0) return;
    const bytes = encodeMessage(event);
    for (const [client, reader] of readers) if (fits(client, reader)) client.send(bytes);
  };
  const tellState = ({ message }: Extract<ChatNews, { kind: 'message' }>): void => {
    const event = { type: 'message_state', seq: message.seq, message: ownMessage(message) } as const;
    tellLine(message.line, event, (client, reader) => isOwn(reader, message) || isChatOperator(client.caller));
  };
  const take = (news: ChatNews): void => {
    const event = lineEvent(news);
    if (event !== null && news.kind === 'message') tellLine(news.message.line, event, () => true);
    if (event !== null && news.kind !== 'message' && news.kind !== 'muted') tellLine(news.line, event, () => true);
    if (news.kind === 'muted') {
      const concerned = (client: SocketClient, { id }: ChatReader): boolean =>
        news.mute.author.id === id || news.mute.author.id.startsWith(`${id}/`) || isChatOperator(client.caller);
      for (const line of Object.keys(news.untilMsOn)) tellLine(line, mutedEvent(news, line), concerned);
    }
    if (news.kind !== 'message') return;
    const { change, message } = news;
    if (change !== 'reported' && (message.state !== 'published' || change === 'decided')) tellState(news);
    if (operators.size === 0) return;
    const update = encodeMessage({ type: 'chat_update', line: message.line, message: moderatedMessage(message) });
    for (const client of operators) client.send(update);
  };

  return {
    joinLine: (line, client, reader) => void lines.get(line)?.set(client, reader),
    leaveLine: (line, client) => void lines.get(line)?.delete(client),
    join(client) {
      if (isChatOperator(client.caller)) operators.add(client);
      else
        client.send(
          encodeMessage({ type: 'error', code: 'FORBIDDEN', message: 'Chat updates of every line are for operators.' }),
        );
    },
    leave: (client) => void operators.delete(client),
    start() {
      unsubscribe = chat.subscribe(take);
    },
    stop() {
      unsubscribe?.();
      operators.clear();
      for (const readers of lines.values()) readers.clear();
    },
  };
}
