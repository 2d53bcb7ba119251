/**
 * Line chat: messages, who did what to them, and what holds on a line. In: an act and the message that it makes. Out: the message with
 * its number, once both are on the disk. Reading is chat-reading.ts; what a message may become is community/chat.
 */
import type { ChatRecords, NewChatAct } from '../../src-contract/domain/chat-records.ts';
import type { Log } from '../log.ts';
import { createChatReading } from './chat-reading.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';

/** As open-store.ts names every noun of its. */
export type StoredChat = ChatRecords;

interface ChatOptions {
  readonly connections: Pick<Connections, 'durable' | 'reader'>;
  readonly durably: Durably;
  readonly log: Log;
}

export function createChat({ connections, durably, log }: ChatOptions): StoredChat {
  const { durable } = connections;
  const insertAct = durable.query<
    [number, string, string, string | null, string | null, string | null, string | null],
    { seq: number }
  >('INSERT INTO chat_acts (at_ms, kind, actor, line, message_id, reason, detail) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING seq');
  const upsert = durable.query<[string, string]>(
    'INSERT INTO chat_messages (id, message) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET message = excluded.message',
  );
  const insertMute = durable.query<[string, string | null, string, string, number, string, string, number]>(
    'INSERT INTO chat_mutes (id, line, author_id, author_name, until_ms, reason, by, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const endMute = durable.query<[number, string]>('UPDATE chat_mutes SET until_ms = ? WHERE id = ?');
  const setSlow = durable.query<[string, number, number]>(
    `INSERT INTO chat_lines (line, slow_s, slow_until_ms) VALUES (?, ?, ?)
     ON CONFLICT (line) DO UPDATE SET slow_s = excluded.slow_s, slow_until_ms = excluded.slow_until_ms`,
  );
  const setPin = durable.query<[string, string | null]>(
    'INSERT INTO chat_lines (line, pinned_id) VALUES (?, ?) ON CONFLICT (line) DO UPDATE SET pinned_id = excluded.pinned_id',
  );
  const append = ({ atMs, kind, actor, line, messageId, reason, detail }: NewChatAct): number => {
    const row = insertAct.get(atMs, kind, JSON.stringify(actor), line, messageId, reason, detail);
    if (row === undefined) throw new Error('an inserted act of chat has no number');
    return row.seq;
  };
  const withAct = (act: NewChatAct, work: () => void): number =>
    durably('chat.act', () => {
      work();
      return append(act);
    });

  return {
    save: (act, make) =>
      durably('chat.save', () => {
        const message = make(append(act));
        upsert.run(message.id, JSON.stringify(message));
        return message;
      }),
    mute: (act, { id, line, author, untilMs, reason, by, atMs }) =>
      withAct(act, () => void insertMute.run(id, line, author.id, author.name, untilMs, reason, by, atMs)),
    lift: (act, muteId) => withAct(act, () => void endMute.run(act.atMs, muteId)),
    slowMode: (act, line, slowMode) => withAct(act, () => void setSlow.run(line, slowMode?.seconds ?? 0, slowMode?.untilMs ?? 0)),
    pin: (act, line, messageId) => withAct(act, () => void setPin.run(line, messageId)),
    ...createChatReading(connections.reader, log),
  };
}
