/** Reading line chat. In: what is looked for. Out: messages and acts; a row that can't be read is left out with a line in the log. */
import {
  type ChatAct,
  type ChatMessage,
  type ChatMute,
  chatActKinds,
  chatActorSchema,
  chatMessageSchema,
} from '../../src-contract/domain/chat.ts';
import type { ChatPage, ChatPageQuery } from '../../src-contract/domain/chat-command.ts';
import type { ChatRecordReading } from '../../src-contract/domain/chat-records.ts';
import type { Log } from '../log.ts';
import { parseCursor } from './cursor.ts';
import type { Connection } from './database.ts';

interface MessageRow {
  readonly id: string;
  readonly place_no: number;
  readonly message: string;
}

interface ActRow {
  readonly seq: number;
  readonly at_ms: number;
  readonly kind: string;
  readonly actor: string;
  readonly line: string | null;
  readonly message_id: string | null;
  readonly reason: string | null;
  readonly detail: string | null;
}

interface MuteRow {
  readonly id: string;
  readonly line: string | null;
  readonly author_id: string;
  readonly author_name: string;
  readonly until_ms: number;
  readonly reason: string;
  readonly by: string;
  readonly at_ms: number;
}

type Parameter = string | number;

export function createChatReading(reader: Connection, log: Log): ChatRecordReading {
  const parsed = (rows: readonly MessageRow[]): ChatMessage[] => rows.flatMap((row) => parseMessage(row, log));
  const rowsOf = (where: string) => {
    const query = reader.query<Parameter[], MessageRow>(`SELECT id, place_no, message FROM chat_messages WHERE ${where}`);
    return (...params: Parameter[]): MessageRow[] => query.all(...params);
  };
  const select = (where: string) => {
    const rows = rowsOf(where);
    return (...params: Parameter[]): ChatMessage[] => parsed(rows(...params));
  };
  /** By rows: one that can't be read must not end the pages before the older ones. */
  const page = ({ limit, cursor }: ChatPageQuery, read: (before: number, limit: number) => MessageRow[]): ChatPage => {
    const rows = read(fromCursor(cursor), limit + 1);
    const last = rows[limit - 1];
    const nextCursor = rows.length > limit && last !== undefined ? String(last.place_no) : null;
    return { messages: parsed(rows.slice(0, limit)), nextCursor };
  };
  const byId = select('id = ?');
  const byClient = select('author_id = ? AND client_id = ?');
  const newest = select("line = ? AND state = 'published' ORDER BY place_no DESC LIMIT ?");
  const own = select('line = ? AND state = ? AND (author_id = ? OR author_id GLOB ?) ORDER BY place_no DESC LIMIT ?');
  const changed = select('line = ? AND seq > ? ORDER BY seq LIMIT ?');
  const byAuthor = select('author_id = ? AND at_ms <= ? ORDER BY at_ms DESC, place_no DESC LIMIT ?');
  const recent = select('at_ms >= ? ORDER BY at_ms DESC LIMIT ?');
  const published = rowsOf("line = ? AND state = 'published' AND place_no < ? ORDER BY place_no DESC LIMIT ?");
  const held = rowsOf("state = 'held' AND place_no < ? ORDER BY place_no DESC LIMIT ?");
  const reported = rowsOf('reports > 0 AND place_no < ? ORDER BY place_no DESC LIMIT ?');
  const line = reader.query<[string], { slow_s: number; slow_until_ms: number; pinned_id: string | null }>(
    'SELECT slow_s, slow_until_ms, pinned_id FROM chat_lines WHERE line = ?',
  );
  const mutes = reader.query<[number], MuteRow>('SELECT * FROM chat_mutes WHERE until_ms > ? ORDER BY at_ms DESC');

  return {
    find: (id) => byId(id)[0] ?? null,
    findByClient: (authorId, clientId) => byClient(authorId, clientId)[0] ?? null,
    newest: (name, limit) => newest(name, limit).reverse(),
    ownOf: (name, authorId, state, limit) => own(name, state, authorId, `${globLiteral(authorId)}/*`, limit).reverse(),
    changedSince: changed,
    byAuthor,
    recent: (sinceMs, limit) => recent(sinceMs, limit).reverse(),
    published: (name, query) => page(query, (before, limit) => published(name, before, limit)),
    held: (query) => page(query, held),
    reported: (query) => page(query, reported),
    ...createActReading(reader, log),
    mutes: (nowMs) => mutes.all(nowMs).map(muteOf),
    line(name, nowMs) {
      const row = line.get(name);
      const isSlow = row !== undefined && row.slow_s > 0 && row.slow_until_ms > nowMs;
      return {
        slowMode: isSlow ? { seconds: row.slow_s, untilMs: row.slow_until_ms } : null,
        pinnedId: row?.pinned_id ?? null,
      };
    },
  };
}

function createActReading(reader: Connection, log: Log): Pick<ChatRecordReading, 'acts' | 'actsOf' | 'newestSeq'> {
  const acts = reader.query<[number, number], ActRow>(
    "SELECT * FROM chat_acts WHERE seq < ? AND kind NOT IN ('posted', 'edited') ORDER BY seq DESC LIMIT ?",
  );
  const ofMessage = reader.query<[string, string, number], ActRow>(
    'SELECT * FROM chat_acts WHERE message_id = ? AND kind = ? ORDER BY seq DESC LIMIT ?',
  );
  const newest = reader.query<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'chat_acts'");
  return {
    acts({ limit, cursor }) {
      const rows = acts.all(fromCursor(cursor), limit + 1);
      const last = rows[limit - 1];
      const parsed = rows.slice(0, limit).flatMap((row) => parseAct(row, log));
      return { acts: parsed, nextCursor: rows.length > limit && last !== undefined ? String(last.seq) : null };
    },
    actsOf: (messageId, kind, limit) => ofMessage.all(messageId, kind, limit).flatMap((row) => parseAct(row, log)),
    newestSeq: () => newest.get()?.seq ?? 0,
  };
}

function fromCursor(cursor: string | undefined): number {
  return cursor === undefined ? Number.MAX_SAFE_INTEGER : parseCursor(cursor);
}

/** An author's id inside a GLOB stands for itself. */
function globLiteral(text: string): string {
  return text.replace(/[*?[]/g, '[$&]');
}

function parseMessage({ id, message }: Pick<MessageRow, 'id' | 'message'>, log: Log): ChatMessage[] {
  try {
    const parsed = chatMessageSchema.safeParse(JSON.parse(message));
    if (parsed.success) return [parsed.data];
    log.warn(
      { id, issues: parsed.error.issues.slice(0, 3).map((issue) => issue.path.join('.')) },
      'stored chat message left out',
    );
  } catch {
    log.warn({ id }, 'stored chat message left out: not JSON');
  }
  return [];
}

function parseAct(row: ActRow, log: Log): ChatAct[] {
  const kind = chatActKinds.find((known) => known === row.kind);
  const actor = chatActorSchema.safeParse(JSON.parse(row.actor));
  if (kind === undefined || !actor.success) {
    log.warn({ seq: row.seq, kind: row.kind }, 'stored act of chat left out');
    return [];
  }
  const { seq, at_ms: atMs, line, message_id: messageId, reason, detail } = row;
  return [{ seq, kind, atMs, actor: actor.data, line, messageId, reason, detail }];
}

function muteOf(row: MuteRow): ChatMute {
  const { id, line, until_ms: untilMs, reason, by, at_ms: atMs } = row;
  return { id, line, author: { id: row.author_id, name: row.author_name }, untilMs, reason, by, atMs };
}
