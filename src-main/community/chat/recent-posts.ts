/** The messages of the last minutes as moderation looks at them, by author and by line. Bounded: the longest silent author goes first. */
import type { ChatMessage } from '../../../src-contract/domain/chat.ts';
import { fingerprintOf } from '../moderation/fingerprint.ts';
import { mostRecent, type RecentPost } from '../moderation/message.ts';
import { unmaskText } from '../moderation/unmask-text.ts';

interface KeptPost extends RecentPost {
  readonly messageId: string;
}

export interface RecentPosts {
  note(message: ChatMessage, atMs: number): void;
  /** Without the message itself, which an edit writes anew. */
  byAuthor(authorId: string, exceptId: string | null): readonly RecentPost[];
  onLine(line: string, exceptId: string | null): readonly RecentPost[];
  /** When an author last wrote on a line what wasn't removed; null: not in these minutes. A busy line's posts don't reach back so far. */
  lastOnLine(line: string, author: string): number | null;
}

/** More than the staff of the largest station planned for. */
const mostAuthors = 5000;

export function createRecentPosts(before: readonly ChatMessage[]): RecentPosts {
  const authors = new Map<string, KeptPost[]>();
  const lines = new Map<string, KeptPost[]>();
  const lastMs = new Map<string, number>();
  const add = (posts: Map<string, KeptPost[]>, key: string, post: KeptPost): void => {
    const kept = posts.get(key) ?? [];
    kept.push(post);
    if (kept.length > mostRecent) kept.shift();
    // Last in the map is last heard of.
    posts.delete(key);
    posts.set(key, kept);
  };
  const except = (posts: readonly KeptPost[] | undefined, id: string | null): readonly RecentPost[] =>
    (posts ?? []).filter(({ messageId }) => messageId !== id);
  const noteLast = (key: string, atMs: number): void => {
    lastMs.delete(key);
    lastMs.set(key, atMs);
    if (lastMs.size > mostAuthors) lastMs.delete(lastMs.keys().next().value ?? '');
  };
  const note = (message: ChatMessage, atMs: number): void => {
    // An operator's word that goes out again and again is no flood and nobody's to repeat.
    if (message.official) return;
    const print = fingerprintOf(unmaskText(message.text).text);
    const post = { messageId: message.id, author: message.author.id, atMs, print };
    add(authors, message.author.id, post);
    // What the line was never shown nobody repeats, and a try that came too soon makes slow mode no slower.
    if (message.state !== 'removed') {
      add(lines, message.line, post);
      noteLast(lastKey(message.line, message.author.id), atMs);
    }
    if (authors.size > mostAuthors) authors.delete(authors.keys().next().value ?? '');
  };
  for (const message of before) note(message, message.editedMs ?? message.atMs);
  return {
    note,
    byAuthor: (authorId, exceptId) => except(authors.get(authorId), exceptId),
    onLine: (line, exceptId) => except(lines.get(line), exceptId),
    lastOnLine: (line, author) => lastMs.get(lastKey(line, author)) ?? null,
  };
}

/** No line's name holds a line break. */
function lastKey(line: string, author: string): string {
  return `${line}\n${author}`;
}
