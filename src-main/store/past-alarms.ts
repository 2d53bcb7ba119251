/** Alarms as they stood in the past. In: a time or a span. Out: alarms as of then, and the steps of a span. What is open now is alarms.ts's. */
import type { Alarm } from '../../src-contract/domain/alarm.ts';
import type { Log } from '../log.ts';
import { type EventRow, parseAlarm, parseEvent, type StoredTransition } from './alarms.ts';
import type { Connection } from './database.ts';

export interface PastAlarms {
  /** Every alarm that had been raised and not closed, as it stood then. */
  openAt(atMs: number): Alarm[];
  /** Steps of [fromMs, toMs), oldest first; at most `limit`, and whether there were more. */
  between(span: { readonly fromMs: number; readonly toMs: number; readonly limit: number }): {
    readonly events: readonly StoredTransition[];
    readonly truncated: boolean;
  };
}

export function createPastAlarms(reader: Connection, log: Log): PastAlarms {
  const notYetClosed = reader.query<[number], { id: string }>(
    'SELECT id FROM alarms WHERE closed_ms IS NULL UNION ALL SELECT id FROM alarms WHERE closed_ms > ?',
  );
  const asItStood = reader.query<[string, number], { alarm: string }>(
    'SELECT alarm FROM alarm_events WHERE alarm_id = ? AND at_ms <= ? ORDER BY seq DESC LIMIT 1',
  );
  const steps = reader.query<[number, number, number], EventRow>(
    'SELECT seq, at_ms, kind, actor, note, alarm FROM alarm_events WHERE at_ms >= ? AND at_ms < ? ORDER BY at_ms, seq LIMIT ?',
  );
  return {
    openAt: (atMs) =>
      notYetClosed.all(atMs).flatMap(({ id }) => {
        const row = asItStood.get(id, atMs);
        return row === undefined ? [] : (parseAlarm(row.alarm, { alarm: id }, log) ?? []);
      }),
    between({ fromMs, toMs, limit }) {
      const rows = steps.all(fromMs, toMs, limit + 1);
      return { events: rows.slice(0, limit).flatMap((row) => parseEvent(row, log) ?? []), truncated: rows.length > limit };
    },
  };
}
