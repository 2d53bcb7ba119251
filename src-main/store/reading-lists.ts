/** Readings read back: the newest of each sensor, those of one sensor or type, and what was refused. Lists go from the newest back. */
import { z } from 'zod';
import {
  type RejectedReading,
  readingSources,
  rejectReasons,
  riskLevels,
  type StoredReading,
} from '../../src-contract/domain/reading.ts';
import type { ReadingRecords, ReadingsQuery } from '../../src-contract/domain/reading-records.ts';
import { KavachError } from '../errors.ts';
import { parseCursor } from './cursor.ts';
import type { Connection } from './database.ts';
import type { Names } from './names.ts';

interface Row {
  readonly seq: number;
  readonly at_ms: number;
  readonly received_ms: number;
  readonly sensor: string;
  readonly type: string;
  readonly source: number;
  readonly digest: number;
  readonly raw: string;
  readonly parsed: string;
  readonly prediction: string | null;
}

const valuesSchema = z.record(z.string(), z.number());
const predictionSchema = z.object({ fogIntensity: z.number().nullable(), risk: z.enum(riskLevels), by: z.string() });
const rejectedSchema = z.object({
  source: z.enum(readingSources),
  origin: z.string(),
  receivedMs: z.number(),
  sensorId: z.string().nullable(),
  type: z.string().nullable(),
  reason: z.enum(rejectReasons),
  detail: z.string(),
  raw: z.string(),
}) satisfies z.ZodType<RejectedReading>;

const columns = `seq, at_ms, received_ms, sensors.id AS sensor, types.id AS type, source, digest, raw, parsed, prediction
  FROM readings JOIN names AS sensors ON sensors.no = readings.sensor JOIN names AS types ON types.no = readings.type`;
const newestFirst = 'at_ms >= ? AND (at_ms, seq) < (?, ?) ORDER BY at_ms DESC, seq DESC LIMIT ?';
// One step of the index a sensor, where DISTINCT would walk through all of it.
const newestSql = `WITH RECURSIVE heard (no) AS (
    SELECT min(sensor) FROM readings
    UNION ALL SELECT (SELECT min(sensor) FROM readings WHERE sensor > heard.no) FROM heard WHERE heard.no IS NOT NULL LIMIT ?)
  SELECT ${columns} WHERE seq IN (
    SELECT (SELECT seq FROM readings WHERE sensor = heard.no ORDER BY at_ms DESC LIMIT 1) FROM heard WHERE heard.no IS NOT NULL)`;
const refusedSql = (which: string): string =>
  `SELECT seq, rejected FROM rejected_readings WHERE ${which} seq < ? ORDER BY seq DESC LIMIT ?`;

export interface ReadingLists extends Pick<ReadingRecords, 'newest' | 'list' | 'rejected'> {
  /** Those of greater numbers, in their order. */
  after(seq: number, limit: number): readonly StoredReading[];
}

export function createReadingLists(reader: Connection, names: Names): ReadingLists {
  const bySensor = reader.query<number[], Row>(`SELECT ${columns} WHERE readings.sensor = ? AND ${newestFirst}`);
  const byType = reader.query<number[], Row>(`SELECT ${columns} WHERE readings.type = ? AND ${newestFirst}`);
  const after = reader.query<number[], Row>(`SELECT ${columns} WHERE seq > ? ORDER BY seq LIMIT ?`);
  const newest = reader.query<number[], Row>(newestSql);
  const refused = reader.query<number[], { seq: number; rejected: string }>(refusedSql(''));
  const refusedOf = reader.query<(number | string)[], { seq: number; rejected: string }>(
    refusedSql("json_extract(rejected, '$.sensorId') = ? AND"),
  );
  return {
    newest: (limit) => newest.all(limit).map(toReading),
    after: (seq, limit) => after.all(seq, limit).map(toReading),
    list(query) {
      const rows = rowsOf(query);
      const page = rows.slice(0, query.limit).map(toReading);
      return { readings: page, nextCursor: rows.length > query.limit ? cursorOf(page.at(-1)) : null };
    },
    rejected({ sensorId, limit, cursor }) {
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : parseCursor(cursor);
      const rows = sensorId === undefined ? refused.all(before, limit + 1) : refusedOf.all(sensorId, before, limit + 1);
      const page = rows.slice(0, limit);
      const nextCursor = rows.length > limit ? String(page.at(-1)?.seq) : null;
      return { rejected: page.flatMap((row) => rejectedSchema.safeParse(JSON.parse(row.rejected)).data ?? []), nextCursor };
    },
  };

  function rowsOf({ type, sensorId, fromMs, limit, cursor }: ReadingsQuery): Row[] {
    const no = names.find(sensorId ?? type ?? '');
    if (no === null) return [];
    const [atMs, seq] = cursor === undefined ? [Number.MAX_SAFE_INTEGER, 0] : readCursor(cursor);
    return (sensorId === undefined ? byType : bySensor).all(no, fromMs, atMs, seq, limit + 1);
  }
}

function toReading(row: Row): StoredReading {
  return {
    ...{ seq: row.seq, sensorId: row.sensor, type: row.type, atMs: row.at_ms, receivedMs: row.received_ms },
    ...{ source: readingSources[row.source] ?? 'http', raw: row.raw, digest: row.digest },
    values: valuesSchema.parse(JSON.parse(row.parsed)),
    prediction: row.prediction === null ? null : predictionSchema.parse(JSON.parse(row.prediction)),
  };
}

function cursorOf(last: StoredReading | undefined): string | null {
  return last === undefined ? null : `${last.atMs}-${last.seq}`;
}

/** Throws BAD_REQUEST for one that isn't ours. */
function readCursor(cursor: string): [number, number] {
  const [, atMs, seq] = /^(\d{1,15})-(\d{1,15})$/.exec(cursor) ?? [];
  if (atMs !== undefined && seq !== undefined) return [Number(atMs), Number(seq)];
  throw new KavachError('BAD_REQUEST', 'The cursor is not one that this list gave. Leave it out to start from the newest.');
}
