/** Line chat as it is kept: what the station's chat asks of its store. All writes are on the disk when they return. */
import type { ChatAct, ChatMessage, ChatMute, LineState, SlowMode } from './chat.ts';
import type { ChatPage, ChatPageQuery } from './chat-command.ts';

export type NewChatAct = Omit<ChatAct, 'seq'>;

export interface ChatRecordReading {
  find(id: string): ChatMessage | null;
  findByClient(authorId: string, clientId: string): ChatMessage | null;
  /** The newest published ones, oldest first. */
  newest(line: string, limit: number): ChatMessage[];
  /** The newest of an author in one state on a line, oldest first; with those of a service's users. */
  ownOf(line: string, authorId: string, state: ChatMessage['state'], limit: number): ChatMessage[];
  /** In order of their newest change. */
  changedSince(line: string, seq: number, limit: number): ChatMessage[];
  /** Up to a time, newest first. */
  byAuthor(authorId: string, untilMs: number, limit: number): ChatMessage[];
  /** Since a time, oldest first. */
  recent(sinceMs: number, limit: number): ChatMessage[];
  /** Newest first. Throws BAD_REQUEST for a cursor that isn't ours. */
  published(line: string, query: ChatPageQuery): ChatPage;
  held(query: ChatPageQuery): ChatPage;
  reported(query: ChatPageQuery): ChatPage;
  acts(query: ChatPageQuery): { readonly acts: readonly ChatAct[]; readonly nextCursor: string | null };
  actsOf(messageId: string, kind: ChatAct['kind'], limit: number): ChatAct[];
  /** 0 when there has never been an act. */
  newestSeq(): number;
  mutes(nowMs: number): ChatMute[];
  line(line: string, nowMs: number): Pick<LineState, 'slowMode'> & { readonly pinnedId: string | null };
}

export interface ChatRecords extends ChatRecordReading {
  /** Act and message, all or none. `make` gets the act's number. */
  save(act: NewChatAct, make: (seq: number) => ChatMessage): ChatMessage;
  mute(act: NewChatAct, mute: ChatMute): number;
  /** Ends it now. */
  lift(act: NewChatAct, muteId: string): number;
  slowMode(act: NewChatAct, line: string, slowMode: SlowMode | null): number;
  pin(act: NewChatAct, line: string, messageId: string | null): number;
}
