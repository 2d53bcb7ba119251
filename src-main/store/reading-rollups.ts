/**
 * Minutes, hours and days of what sensors measure: rows of n, sum, least and greatest, added to as readings come, so that a late one needs
 * nothing to be computed again. In: readings that are stored. Out: rows, written once a second together with the number of the newest reading
 * in them; what a killed station had not written is read again from there. All sensors of a type have rows of their own.
 */
import {
  type NewReading,
  type Rollup,
  type RollupQuery,
  type RollupStep,
  rollupSteps,
} from '../../src-contract/domain/reading-records.ts';
import type { Connections } from './connections.ts';
import type { FullDisk } from './full-disk.ts';

export interface ReadingRollups {
  /** Readings of numbers up to `seq`, after their own transaction. */
  add(readings: readonly NewReading[], seq: number): void;
  /** Writes what was added; when that fails it stays, and is written with the next. */
  flush(): void;
  /** The number of the newest reading that was added, by this run or one before. */
  newestSeq(): number;
  steps(query: RollupQuery): readonly Rollup[];
  total(query: RollupQuery): Omit<Rollup, 'atS'> | null;
}

interface Sums {
  n: number;
  sum: number;
  min: number;
  max: number;
}

interface Minute extends Sums {
  readonly hourS: number;
  readonly dayS: number;
}

/** By sensor, field and start of the minute. */
type Minutes = Map<string, Map<string, Map<number, Minute>>>;

/** The name under which all sensors of a type are rolled up; no sensor's id begins so. */
const everySensor = (type: string): string => `*${type}`;

const tables: Readonly<Record<RollupStep, string>> = { minute: 'reading_minutes', hour: 'reading_hours', day: 'reading_days' };

const addSql = (table: string): string => `INSERT INTO ${table} (series, at_s, n, sum, min, max) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (series, at_s) DO UPDATE SET n = n + excluded.n, sum = sum + excluded.sum,
    min = min(min, excluded.min), max = max(max, excluded.max)`;

export function createReadingRollups({ batch, reader }: Connections, inBatch: FullDisk['inBatch']): ReadingRollups {
  const series = createSeries({ batch, reader });
  const rows = createRows(batch, reader);
  const mark = createMark(batch);
  let minutes: Minutes = new Map();
  let newestSeq = mark.read();

  const write = (): void => {
    for (const [sensor, fields] of minutes) for (const [field, starts] of fields) rows.add(series.number(sensor, field), starts);
    mark.write(newestSeq);
  };
  const numberOf = ({ type, sensorId, field }: RollupQuery): number | null => series.find(sensorId ?? everySensor(type), field);
  return {
    add(readings, seq) {
      for (const reading of readings) addReading(minutes, reading);
      newestSeq = seq;
    },
    flush() {
      if (minutes.size === 0) return;
      try {
        inBatch('roll-ups of readings', write);
        minutes = new Map();
      } catch (error) {
        series.forget();
        throw error;
      }
    },
    newestSeq: () => newestSeq,
    steps(query) {
      const no = numberOf(query);
      return no === null ? [] : rows.steps[query.step].all(no, query.fromS, query.toS);
    },
    total(query) {
      const no = numberOf(query);
      const row = no === null ? undefined : rows.totals[query.step].get(no, query.fromS, query.toS);
      return row === undefined || row.n === null ? null : { ...row, n: row.n };
    },
  };
}

function createRows(batch: Connections['batch'], reader: Connections['reader']) {
  const perStep = <T>(make: (table: string) => T): Record<RollupStep, T> => ({
    ...{ minute: make(tables.minute), hour: make(tables.hour), day: make(tables.day) },
  });
  const adds = perStep((table) => batch.query<number[]>(addSql(table)));
  const within = 'WHERE series = ? AND at_s >= ? AND at_s < ?';
  return {
    add(no: number, minutes: ReadonlyMap<number, Minute>): void {
      for (const step of rollupSteps)
        for (const [atS, { n, sum, min, max }] of step === 'minute' ? minutes : coarser(minutes, step))
          adds[step].run(no, atS, n, sum, min, max);
    },
    steps: perStep((table) =>
      reader.query<number[], Rollup>(`SELECT at_s AS atS, n, sum, min, max FROM ${table} ${within} ORDER BY at_s`),
    ),
    totals: perStep((table) =>
      reader.query<number[], { n: number | null; sum: number; min: number; max: number }>(
        `SELECT sum(n) AS n, sum(sum) AS sum, min(min) AS min, max(max) AS max FROM ${table} ${within}`,
      ),
    ),
  };
}

/** The number of the newest reading in the rows, kept with them. */
function createMark(batch: Connections['batch']) {
  const key = 'readings_rolled_up_to_seq';
  const select = batch.query<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  const save = batch.query<[string, string]>(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    read: (): number => Number(select.get(key)?.value ?? 0),
    write: (seq: number): void => void save.run(key, String(seq)),
  };
}

function addReading(minutes: Minutes, { reading, steps, rolledUp }: NewReading): void {
  for (const field of rolledUp) {
    const value = reading.values[field];
    if (value === undefined) continue;
    for (const sensor of [reading.sensorId, everySensor(reading.type)]) {
      const starts = childOf(childOf(minutes, sensor, newFields), field, newStarts);
      join(
        childOf(starts, steps.minuteS, () => ({ ...steps, ...nothing })),
        { n: 1, sum: value, min: value, max: value },
      );
    }
  }
}

function coarser(minutes: ReadonlyMap<number, Minute>, step: 'hour' | 'day'): Map<number, Sums> {
  const sums = new Map<number, Sums>();
  for (const minute of minutes.values())
    join(
      childOf(sums, step === 'hour' ? minute.hourS : minute.dayS, () => ({ ...nothing })),
      minute,
    );
  return sums;
}

const newFields = (): Map<string, Map<number, Minute>> => new Map();
const newStarts = (): Map<number, Minute> => new Map();
const nothing: Sums = { n: 0, sum: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };

function join(into: Sums, { n, sum, min, max }: Sums): void {
  into.n += n;
  into.sum += sum;
  if (min < into.min) into.min = min;
  if (max > into.max) into.max = max;
}

function childOf<K, V>(parent: Map<K, V>, key: K, make: () => V): V {
  const known = parent.get(key);
  if (known !== undefined) return known;
  const made = make();
  parent.set(key, made);
  return made;
}

/** The numbers of series, as `names.ts` has those of ids. */
function createSeries({ batch, reader }: Pick<Connections, 'batch' | 'reader'>) {
  const known = new Map<string, number>();
  const insert = batch.query<[string, string]>('INSERT INTO reading_series (sensor, field) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const sql = 'SELECT no FROM reading_series WHERE sensor = ? AND field = ?';
  const written = batch.query<[string, string], { no: number }>(sql);
  const read = reader.query<[string, string], { no: number }>(sql);
  return {
    /** Only inside a batch's transaction. */
    number(sensor: string, field: string): number {
      const key = `${sensor} ${field}`;
      const cached = known.get(key);
      if (cached !== undefined) return cached;
      insert.run(sensor, field);
      const row = written.get(sensor, field);
      if (row === undefined) throw new Error(`series ${key} was not stored`);
      known.set(key, row.no);
      return row.no;
    },
    find: (sensor: string, field: string): number | null => read.get(sensor, field)?.no ?? null,
    forget: () => known.clear(),
  };
}
