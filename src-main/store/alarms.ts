/**
 * Alarms: what is open, and every step that was ever announced. In: transitions from alarms/. Out: the same with their number,
 * once they are on the disk. Whom to announce them to is left to others.
 */
import type { Alarm, AlarmTransition } from '../../src-contract/domain/alarm.ts';
import type { AlarmEventFilter, AlarmMoment } from '../../src-contract/domain/alarm-health.ts';
import type { Log } from '../log.ts';
import { filterOf } from './alarm-filter.ts';
import { momentRow, storedAlarm, storedEventKind } from './alarm-schema.ts';
import type { Connections } from './connections.ts';
import { parseCursor } from './cursor.ts';
import type { Durably } from './full-disk.ts';

export interface StoredTransition extends AlarmTransition {
  /** Rises by one an event, over restarts too. */
  readonly seq: number;
}

export interface AlarmHistoryQuery {
  /** Events after this number, oldest first; without it, newest first. */
  readonly sinceSeq?: number | undefined;
  /** An alarm's id. */
  readonly alarm?: string | undefined;
  /** Id of a zone, camera or part. */
  readonly subject?: string | undefined;
  readonly filter?: AlarmEventFilter | undefined;
  readonly limit: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

export interface AlarmHistory {
  readonly events: readonly StoredTransition[];
  readonly nextCursor: string | null;
}

export interface StoredAlarms {
  /** All or none; on the disk when it returns. */
  append(transitions: readonly AlarmTransition[]): StoredTransition[];
  /** Every alarm that has not closed. */
  open(): Alarm[];
  /** 0 when there has never been an event. */
  newestSeq(): number;
  /** Throws BAD_REQUEST for a cursor that isn't ours. */
  history(query: AlarmHistoryQuery): AlarmHistory;
  /** What happened in a time, the oldest first, without the alarms themselves; the newest `limit` of it. */
  moments(query: { readonly fromMs: number; readonly toMs: number; readonly limit: number }): AlarmMoment[];
  /** When the first event that is still kept was; null when there is none. */
  oldestMs(): number | null;
}

export interface EventRow {
  readonly seq: number;
  readonly at_ms: number;
  readonly kind: string;
  readonly actor: string;
  readonly note: string | null;
  readonly alarm: string;
}

export interface AlarmsOptions {
  readonly connections: Pick<Connections, 'durable' | 'reader'>;
  /** Runs a durable write, making room first when the disk is full. */
  readonly durably: Durably;
  readonly log: Log;
}

export function createAlarms({ connections, durably, log }: AlarmsOptions): StoredAlarms {
  const { durable, reader } = connections;
  const insertEvent = durable.query<[number, string, string, string | null, string], { seq: number }>(
    'INSERT INTO alarm_events (at_ms, kind, actor, note, alarm) VALUES (?, ?, ?, ?, ?) RETURNING seq',
  );
  const upsertAlarm = durable.query<[string, string]>(
    'INSERT INTO alarms (id, alarm) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET alarm = excluded.alarm',
  );
  const openAlarms = reader.query<[], { id: string; alarm: string }>(
    'SELECT id, alarm FROM alarms WHERE closed_ms IS NULL ORDER BY id',
  );
  const moments = reader.query<number[]>(
    `SELECT at_ms, kind, alarm_id, alarm_kind, priority, alarm ->> '$.key' AS key, alarm ->> '$.life' AS life,
            alarm ->> '$.raisedMs' AS raised_ms
     FROM alarm_events WHERE at_ms >= ? AND at_ms < ? ORDER BY seq DESC LIMIT ?`,
  );
  const oldest = reader.query<[], { at_ms: number | null }>('SELECT min(at_ms) AS at_ms FROM alarm_events');
  const newest = reader.query<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'alarm_events'");

  const appendOne = (transition: AlarmTransition): StoredTransition => {
    const alarm = JSON.stringify(transition.alarm);
    const row = insertEvent.get(transition.atMs, transition.kind, transition.actor, transition.note, alarm);
    upsertAlarm.run(transition.alarm.id, alarm);
    if (row === undefined) throw new Error('an inserted alarm event has no number');
    return { ...transition, seq: row.seq };
  };

  return {
    append: (transitions) => (transitions.length === 0 ? [] : durably('alarms.append', () => transitions.map(appendOne))),
    open: () => openAlarms.all().flatMap((row) => parseAlarm(row.alarm, { alarm: row.id }, log) ?? []),
    newestSeq: () => newest.get()?.seq ?? 0,
    history: (query) => readHistory(reader, query, log),
    moments: ({ fromMs, toMs, limit }) =>
      moments
        .all(fromMs, toMs, limit)
        .flatMap((row) => momentRow.safeParse(row).data ?? [])
        .toReversed(),
    oldestMs: () => oldest.get()?.at_ms ?? null,
  };
}

function readHistory(reader: Connections['reader'], query: AlarmHistoryQuery, log: Log): AlarmHistory {
  const forward = query.sinceSeq !== undefined;
  const from = query.cursor === undefined ? (query.sinceSeq ?? Number.MAX_SAFE_INTEGER) : parseCursor(query.cursor);
  const filter = filterOf(query.filter ?? {});
  const conditions = [forward ? 'seq > ?' : 'seq < ?', ...filter.conditions];
  const params: (string | number)[] = [from, ...filter.params];
  for (const [column, value] of [
    ['alarm_id', query.alarm],
    ['subject_id', query.subject],
  ] as const) {
    if (value === undefined) continue;
    conditions.push(`${column} = ?`);
    params.push(value);
  }
  const sql = `SELECT seq, at_ms, kind, actor, note, alarm FROM alarm_events WHERE ${conditions.join(' AND ')}
    ORDER BY seq ${forward ? 'ASC' : 'DESC'} LIMIT ?`;
  const rows = reader.query<(string | number)[], EventRow>(sql).all(...params, query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    events: page.flatMap((row) => parseEvent(row, log) ?? []),
    nextCursor: rows.length > query.limit && last !== undefined ? String(last.seq) : null,
  };
}

export function parseEvent(row: EventRow, log: Log): StoredTransition | null {
  const alarm = parseAlarm(row.alarm, { seq: row.seq }, log);
  const kind = storedEventKind.safeParse(row.kind);
  if (alarm === null) return null;
  if (!kind.success) {
    log.warn({ seq: row.seq, kind: row.kind }, 'stored alarm event of an unknown kind left out');
    return null;
  }
  return { seq: row.seq, kind: kind.data, atMs: row.at_ms, actor: row.actor, note: row.note, alarm };
}

/** Null, and a line in the log, for a row that isn't an alarm: one bad row must not hide the others. */
export function parseAlarm(text: string, where: Record<string, string | number>, log: Log): Alarm | null {
  try {
    const parsed = storedAlarm.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    log.warn({ ...where, issues: parsed.error.issues.slice(0, 3).map((issue) => issue.path.join('.')) }, 'stored alarm left out');
  } catch {
    log.warn(where, 'stored alarm left out: not JSON');
  }
  return null;
}
