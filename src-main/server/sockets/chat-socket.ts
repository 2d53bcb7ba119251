/**
 * /ws/chat/:line: the newest messages at once, or what came after `since_seq`; then every change. What a client says is answered to it
 * alone, with an `ack` or an `error`.
 */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type ChatServerMessage, chatClientMessage } from '../../../src-contract/api/chat.ts';
import { closeCodes, sockets } from '../../../src-contract/api/sockets.ts';
import type { ChatMessage } from '../../../src-contract/domain/chat.ts';
import { type ChatDesk, type ChatReader, isOwn } from '../../../src-contract/domain/chat-command.ts';
import { assertNever, errorText, KavachError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { requireAccess } from '../auth/caller.ts';
import { chatActorOf, mayReadLine } from '../chat-access.ts';
import type { ChatFeed } from '../chat-feed.ts';
import { bytesOf, catchUpBytes } from '../snapshot-fit.ts';
import type { SocketClient } from '../socket-client.ts';
import { lineFacts, missedEvent, ownMessage, publicMessage } from '../wire/chat.ts';
import { encodeMessage } from '../wire/messages.ts';
import { type AcceptSockets, shortReason } from './accept.ts';
import { readClientMessage } from './client-message.ts';

interface ChatSocketOptions {
  readonly accept: AcceptSockets;
  readonly chat: ChatDesk;
  readonly feed: ChatFeed;
  readonly log: Log;
}

type ChatClientMessage = z.infer<typeof chatClientMessage>;

const address = z.object({ line: z.string() });
const query = z.object({ since_seq: z.coerce.number().int().min(0).optional() });

export function serveChatSocket({ accept, chat, feed, log }: ChatSocketOptions): void {
  accept({
    contract: sockets.chat,
    kind: 'chat',
    open(client, request) {
      const line = lineOf(request);
      if (line === null || !chat.lines.includes(line)) {
        client.close(closeCodes.notFound, shortReason(`no such line; there are ${chat.lines.join(', ')}`));
        return;
      }
      if (!mayReadLine(client.caller, line)) {
        client.close(closeCodes.forbidden, 'you are not on this line');
        return;
      }
      const reader = { id: chatActorOf(client.caller).id };
      client.onClose(() => feed.leaveLine(line, client));
      client.onText((text) => {
        const read = readClientMessage(chatClientMessage, text);
        if (!read.ok) refuse(client, null, { code: 'BAD_REQUEST', message: read.problem, details: undefined });
        else attempt(client, read.message, log, () => obey(client, line, chat, read.message));
      });
      // Read and joined in one turn of the loop, so that nothing comes between.
      for (const message of greeting(chat, line, reader, sinceOf(request))) client.send(message);
      feed.joinLine(line, client, reader);
    },
  });
}

function greeting(chat: ChatDesk, line: string, reader: ChatReader, sinceSeq: number | undefined): Buffer[] {
  const missed = sinceSeq === undefined ? null : chat.since(line, reader, sinceSeq);
  if (missed !== null && sinceSeq !== undefined) {
    const events = missed.messages.flatMap((message) => missedEvent(message, sinceSeq, isOwn(reader, message)) ?? []);
    const messages = [{ type: 'resumed' as const, ...lineFacts(line, missed) }, ...events].map(encodeMessage);
    if (bytesOf(messages) <= catchUpBytes) return messages;
  }
  const caught = chat.history(line, reader);
  const messages = caught.messages.map((message) => (isOwn(reader, message) ? ownMessage(message) : publicMessage(message)));
  return [encodeMessage({ type: 'history', ...lineFacts(line, caught), truncated: sinceSeq !== undefined, messages })];
}

function obey(client: SocketClient, line: string, chat: ChatDesk, message: ChatClientMessage): void {
  if (message.type === 'pong') return;
  requireAccess(client.caller, { access: 'staff', scope: 'chat:write' });
  const by = chatActorOf(client.caller, message.user_id);
  switch (message.type) {
    case 'message': {
      const clientId = message.client_id ?? null;
      const { id, seq, state, reasons } = chat.post({ by, line, text: message.message, clientId, official: false });
      say(client, { type: 'ack', client_id: clientId, id, seq, state, reasons });
      break;
    }
    case 'edit': {
      requireOnLine(chat, line, message.id);
      const { id, clientId, seq, state, reasons } = chat.edit({ by, messageId: message.id, text: message.message });
      say(client, { type: 'ack', client_id: clientId, id, seq, state, reasons });
      break;
    }
    case 'report': {
      const { id, seq, state } = requireOnLine(chat, line, message.id);
      chat.command({ kind: 'report', by, messageId: id, reason: message.reason });
      say(client, { type: 'ack', client_id: null, id, seq, state, reasons: [] });
      break;
    }
    default:
      assertNever(message);
  }
}

/** A message of another line is as good as none. */
function requireOnLine(chat: ChatDesk, line: string, id: string): ChatMessage {
  const message = chat.find(id);
  if (message?.line !== line) throw new KavachError('NOT_FOUND', 'There is no such message on this line.');
  return message;
}

function attempt(client: SocketClient, message: ChatClientMessage, log: Log, work: () => void): void {
  const clientId = message.type === 'message' ? (message.client_id ?? null) : null;
  try {
    work();
  } catch (error) {
    if (!(error instanceof KavachError)) log.error({ error: errorText(error) }, 'a chat message could not be taken');
    const told =
      error instanceof KavachError ? error : new KavachError('UNAVAILABLE', 'The station could not keep it; send it again.');
    refuse(client, clientId, told);
  }
}

function refuse(
  client: SocketClient,
  clientId: string | null,
  { code, message, details }: Pick<KavachError, 'code' | 'message' | 'details'>,
) {
  say(client, { type: 'error', code, message, client_id: clientId, ...(details === undefined ? {} : { details }) });
}

function lineOf(request: FastifyRequest): string | null {
  const parsed = address.safeParse(request.params);
  return parsed.success ? parsed.data.line : null;
}

function sinceOf(request: FastifyRequest): number | undefined {
  const parsed = query.safeParse(request.query);
  return parsed.success ? parsed.data.since_seq : undefined;
}

function say(client: SocketClient, message: ChatServerMessage): void {
  client.send(encodeMessage(message));
}
