/**
 * Reads out of a corrupt store what the restored backup lacks: whatever somebody was told is kept, and whatever was taken from somebody
 * (a key, an account) stays taken. In: the bad file and the open store. Out: rows in the store, and how many. Reading goes from
 * both ends of a table, so that a bad page in the middle costs only what is on it.
 */
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Connection, connect } from './database.ts';

type Way =
  /** Only ever added to: what the store lacks is added. */
  | 'grows'
  /** Changed in place: the bad file's row is the newer one. */
  | 'changes'
  /** And what is not in the bad file any more was removed, which counts where all of it could be read. */
  | 'stands';

interface Salvaged {
  readonly table: string;
  readonly way: Way;
  readonly where?: string;
}

/**
 * Not here: samples and what is made of them, and what waits for other engines (too many, and nobody's word); sessions and codes
 * (everybody signs in again); trains and weather.
 */
const tables: readonly Salvaged[] = [
  { table: 'alarm_events', way: 'grows' },
  { table: 'alarm_floods', way: 'changes' },
  { table: 'alarm_cards', way: 'stands' },
  { table: 'accounts', way: 'stands' },
  { table: 'service_keys', way: 'stands' },
  { table: 'sensors', way: 'stands' },
  { table: 'planned_events', way: 'stands' },
  { table: 'place_notes', way: 'stands' },
  { table: 'walk_blocks', way: 'stands' },
  { table: 'layouts', way: 'stands' },
  { table: 'audit', way: 'grows' },
  { table: 'incidents', way: 'changes' },
  { table: 'incident_events', way: 'grows' },
  { table: 'incident_reports', way: 'grows' },
  { table: 'clips', way: 'changes' },
  { table: 'clip_causes', way: 'grows' },
  { table: 'evidence_locks', way: 'stands' },
  { table: 'marks', way: 'stands' },
  { table: 'chat_messages', way: 'changes' },
  { table: 'chat_acts', way: 'grows' },
  { table: 'chat_mutes', way: 'stands' },
  { table: 'chat_lines', way: 'changes' },
  { table: 'meta', way: 'changes', where: "key LIKE 'setting:%'" },
];
/** Rows taken over of one table, the newest and the oldest; the others stay in the file set aside. */
const mostRows = 20_000;

type Row = Readonly<Record<string, string | number | null>>;

/** Rows taken over, by table. Never throws: half is better than none. */
export function salvage(badFile: string, into: Connection, log: Log): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  const newestEvent = newestRow(into, 'alarm_events');
  try {
    const bad = connect({ file: badFile, mode: 'read', log });
    try {
      for (const one of tables) {
        const rows = salvageTable(bad, into, one, log);
        if (rows > 0) taken.set(one.table, rows);
      }
    } finally {
      bad.close();
    }
    foldAlarms(into, newestEvent);
  } catch (error) {
    log.warn({ badFile, error: errorText(error) }, 'the corrupt store could not be read');
  }
  return taken;
}

function salvageTable(bad: Connection, into: Connection, { table, way, where = 'true' }: Salvaged, log: Log): number {
  try {
    const columns = columnsOf(bad, table).filter((name) => columnsOf(into, table).includes(name));
    // The file is of a version that had no such table.
    if (columns.length === 0) return 0;
    const key = keyOf(into, table);
    const since = way === 'grows' && key === 'rowid' ? newestRow(into, table) : null;
    const { rows, whole } = readTable(bad, { table, columns, key, where, since });
    return insertRows(into, { table, columns, way, where }, rows, whole);
  } catch (error) {
    log.warn({ table, error: errorText(error) }, 'a table of the corrupt store could not be read');
    return 0;
  }
}

/** Those that are written; generated ones follow from them. */
function columnsOf({ sqlite }: Connection, table: string): string[] {
  const rows = sqlite.prepare<[string], { name: string }>('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0').all(table);
  return rows.map(({ name }) => name);
}

/** What a table lies in the file by. */
function keyOf({ sqlite }: Connection, table: string): string {
  const isByRow = sqlite.prepare<[string], number>('SELECT wr FROM pragma_table_list WHERE name = ?').pluck().get(table) === 0;
  if (isByRow) return 'rowid';
  const names = sqlite
    .prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .pluck()
    .all(table);
  return names.join(', ');
}

function newestRow({ sqlite }: Connection, table: string): number {
  return sqlite.prepare<[], number>(`SELECT coalesce(max(rowid), 0) FROM ${table}`).pluck().get() ?? 0;
}

interface Reading extends Required<Pick<Salvaged, 'table' | 'where'>> {
  readonly columns: readonly string[];
  readonly key: string;
  readonly since: number | null;
}

function readTable(bad: Connection, reading: Reading): { readonly rows: readonly Row[]; readonly whole: boolean } {
  const newest = readUntilBroken(bad, reading, 'DESC');
  if (newest.whole) return { rows: newest.rows.toReversed(), whole: true };
  const left = mostRows - newest.rows.length;
  const oldest = left === 0 ? [] : readUntilBroken(bad, reading, 'ASC').rows.slice(0, left);
  return { rows: [...oldest, ...newest.rows.toReversed()], whole: false };
}

function readUntilBroken({ sqlite }: Connection, { table, columns, key, where, since }: Reading, order: 'ASC' | 'DESC') {
  const later = since === null ? 'true' : `rowid > ${since}`;
  const by = key
    .split(', ')
    .map((column) => `${column} ${order}`)
    .join(', ');
  const sql = `SELECT ${columns.join(', ')} FROM ${table} WHERE ${where} AND ${later} ORDER BY ${by}`;
  const rows: Row[] = [];
  try {
    for (const row of sqlite.prepare<[], Row>(sql).iterate()) {
      if (rows.length >= mostRows) return { rows, whole: false };
      rows.push(row);
    }
    return { rows, whole: true };
  } catch {
    // A bad page: what came before it is kept.
    return { rows, whole: false };
  }
}

type Writing = Required<Salvaged> & Pick<Reading, 'columns'>;

function insertRows(into: Connection, { table, columns, way, where }: Writing, rows: readonly Row[], whole: boolean): number {
  const conflict = way === 'grows' ? 'IGNORE' : 'REPLACE';
  const values = columns.map(() => '?').join(', ');
  const insert = into.query<(string | number | null)[]>(
    `INSERT OR ${conflict} INTO ${table} (${columns.join(', ')}) VALUES (${values})`,
  );
  let taken = 0;
  into.transaction(`salvage ${table}`, () => {
    if (way === 'stands' && whole) into.query(`DELETE FROM ${table} WHERE ${where}`).run();
    for (const row of rows)
      taken += insertRow(
        insert,
        columns.map((name) => row[name] ?? null),
      );
  });
  return taken;
}

function insertRow(insert: { run(...values: (string | number | null)[]): number }, values: (string | number | null)[]): number {
  try {
    return insert.run(...values);
  } catch {
    // Damaged on its page (no JSON, no value where there must be one): the others are whole.
    return 0;
  }
}

/** An alarm stands as its newest event has it. */
function foldAlarms(into: Connection, sinceEvent: number): void {
  into
    .query<[number]>(
      `INSERT OR REPLACE INTO alarms (id, alarm)
       SELECT alarm_id, alarm FROM alarm_events WHERE seq IN (SELECT max(seq) FROM alarm_events WHERE seq > ? GROUP BY alarm_id)`,
    )
    .run(sinceEvent);
}
