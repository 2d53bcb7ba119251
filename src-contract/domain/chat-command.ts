/** What the station's other parts may ask of line chat, and what comes back. Faults are thrown, with a code. */
import type { ChatAct, ChatActor, ChatMessage, ChatMute, ChatNews, decisionVerdicts, LineState, PlaceView } from './chat.ts';

export interface ChatPost {
  readonly by: ChatActor;
  readonly line: string;
  readonly text: string;
  readonly clientId: string | null;
  readonly official: boolean;
}

export interface ChatEdit {
  readonly by: ChatActor;
  readonly messageId: string;
  readonly text: string;
}

export type ChatCommand =
  | { readonly kind: 'report'; readonly by: ChatActor; readonly messageId: string; readonly reason: string }
  | {
      readonly kind: 'decide';
      readonly by: ChatActor;
      readonly messageId: string;
      readonly verdict: (typeof decisionVerdicts)[number];
      readonly reason: string | null;
      /** The state that the operator saw: what another has decided meanwhile stands. */
      readonly expectedState: ChatMessage['state'];
    }
  | { readonly kind: 'pin'; readonly by: ChatActor; readonly messageId: string; readonly pinned: boolean }
  | {
      readonly kind: 'slow-mode';
      readonly by: ChatActor;
      readonly line: string;
      /** 0 ends it. */
      readonly seconds: number;
      readonly minutes: number;
      readonly reason: string | null;
    };

export interface MuteOrder {
  readonly by: ChatActor;
  readonly line: string | null;
  readonly authorId: string;
  readonly minutes: number;
  readonly reason: string;
}

export interface ChatPageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface ChatPage {
  readonly messages: readonly ChatMessage[];
  readonly nextCursor: string | null;
}

/** A reader of a line. A service's users write under its id. */
export interface ChatReader {
  readonly id: string;
}

export interface ChatCatchUp {
  /** Number of the newest change on any line; what is told later has a higher one. */
  readonly seq: number;
  /** Oldest first. */
  readonly messages: readonly ChatMessage[];
  readonly state: LineState;
  readonly mutedUntilMs: number | null;
}

/** A held message with all that helps to decide. */
export interface QueuedMessage {
  readonly message: ChatMessage;
  /** The author's newest messages before it on every line, newest first. */
  readonly authorsLast: readonly ChatMessage[];
  readonly placeNow: PlaceView | null;
}

export interface ReportedMessage {
  readonly message: ChatMessage;
  readonly reports: readonly ChatAct[];
}

/** Line chat as the server sees it. Everything that is told is on the disk. */
export interface ChatDesk {
  readonly lines: readonly string[];
  post(post: ChatPost): ChatMessage;
  edit(edit: ChatEdit): ChatMessage;
  command(command: ChatCommand): ChatMessage | null;
  mute(order: MuteOrder): ChatMute;
  lift(muteId: string, by: ChatActor): ChatMute;
  mutes(): readonly ChatMute[];
  find(messageId: string): ChatMessage | null;
  /** The newest published ones, and what the reader has held. */
  history(line: string, reader: ChatReader): ChatCatchUp;
  /** What changed after a number; null when that is too much, or a number that this station never gave. */
  since(line: string, reader: ChatReader, seq: number): ChatCatchUp | null;
  /** Published ones of a line, newest first. */
  messages(line: string, query: ChatPageQuery): ChatPage;
  queue(query: ChatPageQuery): { readonly items: readonly QueuedMessage[]; readonly nextCursor: string | null };
  reports(query: ChatPageQuery): { readonly items: readonly ReportedMessage[]; readonly nextCursor: string | null };
  acts(query: ChatPageQuery): { readonly acts: readonly ChatAct[]; readonly nextCursor: string | null };
  subscribe(listener: (news: ChatNews) => void): () => void;
}

/** True for the reader's own messages, and for those of a service's users. */
export function isOwn(reader: ChatReader, message: ChatMessage): boolean {
  return message.author.id === reader.id || message.author.id.startsWith(`${reader.id}/`);
}
