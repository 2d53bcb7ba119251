/**
 * Incidents: each as it stands, every event that made it, and the keys of reports. In: events without a number and the way to fold them.
 * Out: the same numbered, with the incident, once they are on the disk. What an incident is, and whom to tell, is left to others.
 */
import { type Incident, incidentSchema } from '../../src-contract/domain/incident.ts';
import type { IncidentPage, IncidentQuery, OwnReport } from '../../src-contract/domain/incident-command.ts';
import {
  type IncidentEvent,
  type IncidentNews,
  incidentEventSchema,
  type NewIncidentEvent,
  type ReportKey,
} from '../../src-contract/domain/incident-event.ts';
import type { Log } from '../log.ts';
import type { Connections } from './connections.ts';
import { parseCursor } from './cursor.ts';
import type { Durably } from './full-disk.ts';

export interface NewIncidentEntry {
  readonly events: readonly NewIncidentEvent[];
  /** The report that the events hold; its key must be unused. */
  readonly report: ReportKey | null;
  readonly fold: (events: readonly IncidentEvent[]) => Incident;
}

export interface IncidentEventQuery {
  readonly incidentId?: string | undefined;
  /** Events after this number. */
  readonly sinceSeq: number;
  readonly limit: number;
}

export interface StoredIncidents {
  /** All or none; on the disk when it returns. Throws when the key was used before. */
  append(entry: NewIncidentEntry): IncidentNews;
  findReport(reporterId: string, key: string): { readonly incidentId: string } | null;
  /** The newest reports of one person in an incident, oldest first; at most 20. */
  reportsOf(incidentId: string, reporterId: string): OwnReport[];
  find(id: string): Incident | null;
  /** Also one whose row can't be read. */
  has(id: string): boolean;
  open(): Incident[];
  /** Newest first. Throws BAD_REQUEST for a cursor that isn't ours. */
  list(query: IncidentQuery): IncidentPage;
  /** The newest ones that fit, oldest first. */
  events(query: IncidentEventQuery): IncidentEvent[];
  /** The oldest ones that fit, oldest first. */
  eventsFrom(query: IncidentEventQuery): IncidentEvent[];
  /** 0 when there has never been an event. */
  newestSeq(): number;
}

interface IncidentRow {
  readonly no: number;
  readonly id: string;
  readonly incident: string;
}

interface EventRow {
  readonly seq: number;
  readonly incident_id: string;
  readonly at_ms: number;
  readonly actor: string;
  readonly change: string;
}

interface IncidentsOptions {
  readonly connections: Pick<Connections, 'durable' | 'reader'>;
  readonly durably: Durably;
  readonly log: Log;
}

export function createIncidents({ connections, durably, log }: IncidentsOptions): StoredIncidents {
  const { reader } = connections;
  const append = createAppend(connections.durable);
  const byKey = reader.query<[string, string], { incident_id: string }>(
    'SELECT incident_id FROM incident_reports WHERE reporter_id = ? AND key = ?',
  );
  const ofReporter = reader.query<[string, string], { report_id: string; key: string; at_ms: number }>(
    `SELECT report_id, key, at_ms FROM incident_reports WHERE incident_id = ? AND reporter_id = ? AND report_id <> incident_id
     ORDER BY at_ms DESC LIMIT 20`,
  );
  const byId = reader.query<[string], IncidentRow>('SELECT no, id, incident FROM incidents WHERE id = ?');
  const isThere = reader.query<[string], object>('SELECT 1 FROM incidents WHERE id = ?');
  const notResolved = reader.query<[], IncidentRow>(
    "SELECT no, id, incident FROM incidents WHERE status IN ('open', 'in-progress') ORDER BY no",
  );
  const newest = reader.query<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'incident_events'");
  const parsed = (row: IncidentRow): Incident[] => parseIncident(row, log);

  return {
    append: (entry) => durably('incidents.append', () => append(entry)),
    findReport(reporterId, key) {
      const row = byKey.get(reporterId, key);
      return row === undefined ? null : { incidentId: row.incident_id };
    },
    reportsOf: (incidentId, reporterId) =>
      ofReporter
        .all(incidentId, reporterId)
        .map((row) => ({ reportId: row.report_id, key: row.key, atMs: row.at_ms }))
        .reverse(),
    find(id) {
      const row = byId.get(id);
      return row === undefined ? null : (parsed(row)[0] ?? null);
    },
    has: (id) => isThere.get(id) !== undefined,
    open: () => notResolved.all().flatMap(parsed),
    list: (query) => listIncidents(reader, query, log),
    events: (query) => readEvents(reader, query, 'DESC', log).reverse(),
    eventsFrom: (query) => readEvents(reader, query, 'ASC', log),
    newestSeq: () => newest.get()?.seq ?? 0,
  };
}

function createAppend(durable: Connections['durable']): (entry: NewIncidentEntry) => IncidentNews {
  const insertEvent = durable.query<[string, number, string, string], { seq: number }>(
    'INSERT INTO incident_events (incident_id, at_ms, actor, change) VALUES (?, ?, ?, ?) RETURNING seq',
  );
  const upsert = durable.query<[string, string]>(
    'INSERT INTO incidents (id, incident) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET incident = excluded.incident',
  );
  const insertReport = durable.query<[string, string, string, string, number]>(
    'INSERT INTO incident_reports (reporter_id, key, incident_id, report_id, at_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const numbered = (event: NewIncidentEvent): IncidentEvent => {
    const row = insertEvent.get(event.incidentId, event.atMs, JSON.stringify(event.actor), JSON.stringify(event.change));
    if (row === undefined) throw new Error('an inserted incident event has no number');
    return { ...event, seq: row.seq };
  };
  return ({ events, report, fold }) => {
    const stored = events.map(numbered);
    const incident = fold(stored);
    upsert.run(incident.id, JSON.stringify(incident));
    if (report !== null) insertReport.run(report.reporterId, report.key, incident.id, report.reportId, incident.updatedMs);
    return { events: stored, incident };
  };
}

function listIncidents(reader: Connections['reader'], query: IncidentQuery, log: Log): IncidentPage {
  const conditions = ['no < ?'];
  const params: (string | number)[] = [query.cursor === undefined ? Number.MAX_SAFE_INTEGER : parseCursor(query.cursor)];
  for (const [condition, value] of [
    ['status = ?', query.status],
    ['kind = ?', query.kind],
    ['id IN (SELECT incident_id FROM incident_reports WHERE reporter_id = ?)', query.mineOf],
  ] as const) {
    if (value === undefined) continue;
    conditions.push(condition);
    params.push(value);
  }
  const sql = `SELECT no, id, incident FROM incidents WHERE ${conditions.join(' AND ')} ORDER BY no DESC LIMIT ?`;
  const rows = reader.query<(string | number)[], IncidentRow>(sql).all(...params, query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    incidents: page.flatMap((row) => parseIncident(row, log)),
    nextCursor: rows.length > query.limit && last !== undefined ? String(last.no) : null,
  };
}

/** Goes on behind rows that can't be read: fewer than were asked for would mean that there are no more. */
function readEvents(reader: Connections['reader'], query: IncidentEventQuery, order: 'ASC' | 'DESC', log: Log): IncidentEvent[] {
  const { incidentId, sinceSeq, limit } = query;
  const [condition, params] = incidentId === undefined ? ['', []] : ['AND incident_id = ?', [incidentId]];
  const sql = `SELECT seq, incident_id, at_ms, actor, change FROM incident_events WHERE seq > ? AND seq < ? ${condition} ORDER BY seq ${order} LIMIT ?`;
  const rowsOf = reader.query<(string | number)[], EventRow>(sql);
  const found: IncidentEvent[] = [];
  let [after, before] = [sinceSeq, Number.MAX_SAFE_INTEGER];
  for (;;) {
    const wanted = limit - found.length;
    const rows = rowsOf.all(after, before, ...params, wanted);
    found.push(...rows.flatMap((row) => parseEvent(row, log)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < wanted || found.length >= limit) return found;
    if (order === 'ASC') after = last.seq;
    else before = last.seq;
  }
}

/** None, and a line in the log, for a row that isn't an incident: one bad row must not hide the others. */
function parseIncident({ id, incident }: IncidentRow, log: Log): Incident[] {
  const parsed = incidentSchema.safeParse(parseJson(incident));
  if (parsed.success) return [parsed.data];
  log.warn(
    { incident: id, issues: parsed.error.issues.slice(0, 3).map(({ path }) => path.join('.')) },
    'stored incident left out',
  );
  return [];
}

function parseEvent({ seq, incident_id, at_ms, actor, change }: EventRow, log: Log): IncidentEvent[] {
  const event = { seq, incidentId: incident_id, atMs: at_ms, actor: parseJson(actor), change: parseJson(change) };
  const parsed = incidentEventSchema.safeParse(event);
  if (parsed.success) return [parsed.data];
  log.warn({ seq, issues: parsed.error.issues.slice(0, 3).map(({ path }) => path.join('.')) }, 'stored incident event left out');
  return [];
}

/** Undefined, which no schema takes, for what isn't JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
