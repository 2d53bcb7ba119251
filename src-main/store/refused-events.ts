/** Events that an engine would not take, each whole and with its reason, the newest thousand an engine; and how many there ever were. */
import type { NumberedRelayEvent, SinkName } from '../../src-contract/domain/outbox.ts';
import type { Connections } from './connections.ts';

export interface RefusedEvents {
  /** Only inside a batch's transaction. */
  add(sink: SinkName, event: NumberedRelayEvent, reason: string): void;
  newestReason(sink: SinkName): string | null;
}

const keptEvents = 1000;

export function createRefusedEvents({ batch, reader }: Connections, nowMs: () => number): RefusedEvents {
  const insert = batch.query<(string | number)[]>(
    'INSERT INTO outbox_refused (sink, refused_ms, reason, event) VALUES (?, ?, ?, ?)',
  );
  const count = batch.query<[SinkName]>('UPDATE outbox_sinks SET refused = refused + 1 WHERE sink = ?');
  const removeOld = batch.query<[SinkName, SinkName, number]>(
    `DELETE FROM outbox_refused WHERE sink = ? AND no <=
       (SELECT no FROM outbox_refused WHERE sink = ? ORDER BY no DESC LIMIT 1 OFFSET ?)`,
  );
  const newest = reader.query<[SinkName], { reason: string }>(
    'SELECT reason FROM outbox_refused WHERE sink = ? ORDER BY no DESC LIMIT 1',
  );
  return {
    add(sink, event, reason) {
      insert.run(sink, nowMs(), reason, JSON.stringify(event));
      count.run(sink);
      removeOld.run(sink, sink, keptEvents);
    },
    newestReason: (sink) => newest.get(sink)?.reason ?? null,
  };
}
