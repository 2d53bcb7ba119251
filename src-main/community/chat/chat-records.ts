/** What line chat needs of a store. All writes are on the disk when they return. */
import type { ChatAct, ChatMessage, ChatMute, SlowMode } from '../../../src-contract/domain/chat.ts';
import type { ChatPage, ChatPageQuery } from '../../../src-contract/domain/chat-command.ts';

export type NewAct = Omit<ChatAct, 'seq'>;

export interface ChatRecords {
  save(act: NewAct, make: (seq: number) => ChatMessage): ChatMessage;
  mute(act: NewAct, mute: ChatMute): number;
  lift(act: NewAct, muteId: string): number;
  slowMode(act: NewAct, line: string, slowMode: SlowMode | null): number;
  pin(act: NewAct, line: string, messageId: string | null): number;
  find(id: string): ChatMessage | null;
  findByClient(authorId: string, clientId: string): ChatMessage | null;
  newest(line: string, limit: number): ChatMessage[];
  ownOf(line: string, authorId: string, state: ChatMessage['state'], limit: number): ChatMessage[];
  changedSince(line: string, seq: number, limit: number): ChatMessage[];
  byAuthor(authorId: string, untilMs: number, limit: number): ChatMessage[];
  recent(sinceMs: number, limit: number): ChatMessage[];
  published(line: string, query: ChatPageQuery): ChatPage;
  held(query: ChatPageQuery): ChatPage;
  reported(query: ChatPageQuery): ChatPage;
  acts(query: ChatPageQuery): { readonly acts: readonly ChatAct[]; readonly nextCursor: string | null };
  actsOf(messageId: string, kind: ChatAct['kind'], limit: number): ChatAct[];
  newestSeq(): number;
  mutes(nowMs: number): ChatMute[];
  line(line: string, nowMs: number): { readonly slowMode: SlowMode | null; readonly pinnedId: string | null };
}
