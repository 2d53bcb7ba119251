/** Line chat over REST: writing, history, and what operators do. What a message may become lives behind the port. */
import { routes } from '../../../src-contract/api/routes.ts';
import type { ChatMessage } from '../../../src-contract/domain/chat.ts';
import type { ChatDesk } from '../../../src-contract/domain/chat-command.ts';
import { KavachError } from '../../errors.ts';
import { chatActorOf, isChatOperator, requireLine } from '../chat-access.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { actReply, moderatedMessage, muteReply, ownMessage, placeReply, publicMessage, slowModeReply } from '../wire/chat.ts';
import { idempotencyKeyOf } from './incident-tools.ts';

type ChatDeps = Pick<ServerDeps, 'chat'>;

export function registerChatRoutes(register: Register, { chat }: ChatDeps): void {
  registerTalk(register, chat);
  registerDecisions(register, chat);
  registerOrders(register, chat);

  register(routes.chatQueue, ({ query }) => {
    const { items, nextCursor } = chat.queue(query);
    return {
      items: items.map(({ message, authorsLast, placeNow }) => ({
        message: moderatedMessage(message),
        authors_last: authorsLast.map(moderatedMessage),
        place_now: placeReply(placeNow),
      })),
      next_cursor: nextCursor,
    };
  });
  register(routes.chatReports, ({ query }) => {
    const { items, nextCursor } = chat.reports(query);
    const told = items.map(({ message, reports }) => ({ message: moderatedMessage(message), reports: reports.map(actReply) }));
    return { items: told, next_cursor: nextCursor };
  });
  register(routes.chatActs, ({ query }) => {
    const { acts, nextCursor } = chat.acts(query);
    return { acts: acts.map(actReply), next_cursor: nextCursor };
  });
}

function registerTalk(register: Register, chat: ChatDesk): void {
  register(routes.postChatMessage, ({ body, caller, reply }) => {
    const { line, message: text, user_id: userId, official } = body;
    // Kept with the message, so that a retry is told from a new one after a restart too.
    const clientId = body.client_id ?? idempotencyKeyOf(reply);
    requireLine(caller, line);
    if (official && !isChatOperator(caller)) {
      throw new KavachError('FORBIDDEN', 'Official lines are written by operators; leave "official" out.');
    }
    return ownMessage(chat.post({ by: chatActorOf(caller, userId), line, text, clientId, official }));
  });
  register(routes.chatMessages, ({ params: { line }, query, caller }) => {
    requireKnown(chat, line);
    requireLine(caller, line);
    const { messages, nextCursor } = chat.messages(line, query);
    return { messages: messages.map(publicMessage), next_cursor: nextCursor };
  });
}

function registerDecisions(register: Register, chat: ChatDesk): void {
  const moderated = (message: ChatMessage | null) => {
    if (message === null) throw new Error('a command on a message gave none');
    return { message: moderatedMessage(message) };
  };
  for (const [route, verdict] of [
    [routes.approveChatMessage, 'approved'],
    [routes.removeChatMessage, 'removed'],
  ] as const) {
    register(route, ({ params: { id: messageId }, body, caller }) => {
      const { expected_state: expectedState, reason = null } = body;
      return moderated(chat.command({ kind: 'decide', by: chatActorOf(caller), messageId, verdict, reason, expectedState }));
    });
  }
  for (const [route, pinned] of [
    [routes.pinChatMessage, true],
    [routes.unpinChatMessage, false],
  ] as const) {
    register(route, ({ params: { id: messageId }, caller }) =>
      moderated(chat.command({ kind: 'pin', by: chatActorOf(caller), messageId, pinned })),
    );
  }
}

function registerOrders(register: Register, chat: ChatDesk): void {
  register(routes.slowMode, ({ params: { line }, body: { seconds, minutes, reason = null }, caller }) => {
    const by = chatActorOf(caller);
    chat.command({ kind: 'slow-mode', by, line, seconds, minutes, reason });
    return { line, slow_mode: slowModeReply(chat.history(line, by).state.slowMode) };
  });
  register(routes.muteAuthor, ({ body, caller }) => {
    const { line, author: authorId, minutes, reason } = body;
    return { mute: muteReply(chat.mute({ by: chatActorOf(caller), line, authorId, minutes, reason })) };
  });
  register(routes.mutes, () => ({ mutes: chat.mutes().map(muteReply) }));
  register(routes.liftMute, ({ params: { id }, caller }) => ({ mute: muteReply(chat.lift(id, chatActorOf(caller))) }));
}

function requireKnown({ lines }: ChatDesk, line: string): void {
  if (lines.includes(line)) return;
  throw new KavachError('NOT_FOUND', `There is no line "${line}" here; there are: ${lines.join(', ')}.`);
}
