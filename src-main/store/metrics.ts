/**
 * What was recorded, by slots of half an hour: a zone's roll-ups, and how many alarms, incidents, held messages and readings there were.
 * Times to acknowledge stand in the slot in which their alarm was raised.
 */
import {
  type CrowdSlot,
  type HappenedMetric,
  type HappenedSlot,
  type MetricRecords,
  slotMs,
} from '../../src-contract/domain/metrics.ts';
import type { Connection } from './database.ts';
import type { Names } from './names.ts';

interface CrowdRow {
  readonly at_s: number;
  readonly count_sum: number | null;
  readonly count_n: number;
  readonly inflow: number | null;
  readonly outflow: number | null;
}

interface HappenedRow {
  readonly slot: number;
  readonly n: number;
  readonly sum: number | null;
}

const slotS = slotMs / 1000;

const crowdSql = `SELECT at_s / ${slotS} * ${slotS} AS at_s, sum(count_sum) AS count_sum, sum(count_n) AS count_n,
    sum(inflow) AS inflow, sum(outflow) AS outflow
  FROM rollups_minute WHERE zone = ? AND at_s >= ? AND at_s < ? GROUP BY 1 ORDER BY 1`;

const bySlot = (at: string): string => `CAST(${at} / ${slotMs} AS INTEGER)`;
const counted = (table: string, where: string): string =>
  `SELECT ${bySlot('at_ms')} AS slot, count(*) AS n, count(*) AS sum FROM ${table} WHERE ${where} AND at_ms >= ? AND at_ms < ? GROUP BY slot`;

const raised = `(alarm ->> '$.raisedMs')`;
// Also of alarms raised before the span and acknowledged in it: whoever asks leaves out the slots that it has no use for.
const acknowledgedSql = `SELECT ${bySlot(raised)} AS slot, count(*) AS n, sum(at_ms - ${raised}) / 1000 AS sum
  FROM alarm_events WHERE kind = 'acknowledged' AND at_ms >= ? AND ${raised} < ? GROUP BY slot`;

// Every field of a type has a row of its own; the one that comes most often has been in all readings.
const readingsSql = `SELECT slot, sum(n) AS n, sum(n) AS sum FROM (
    SELECT slot, sensor, max(n) AS n FROM (
      SELECT at_s / ${slotS} AS slot, sensor, field, sum(n) AS n
      FROM reading_series JOIN reading_minutes ON series = no
      WHERE sensor LIKE '*%' AND at_s >= ? / 1000 AND at_s < ? / 1000 GROUP BY slot, sensor, field
    ) GROUP BY slot, sensor
  ) GROUP BY slot`;

const happenedSql: Readonly<Record<HappenedMetric, string>> = {
  alarms_raised: counted('alarm_events', "kind = 'raised'"),
  acknowledge_s: acknowledgedSql,
  incidents_opened: counted('incident_events', "kind = 'opened'"),
  panics: counted('incident_events', "kind = 'opened' AND change ->> '$.incidentKind' = 'panic'"),
  chat_held: counted('chat_acts', "kind = 'held'"),
  readings: readingsSql,
};

export function createMetrics(reader: Connection, names: Names): MetricRecords {
  const crowd = reader.query<number[], CrowdRow>(crowdSql);
  const happened = new Map(
    Object.entries(happenedSql).map(([metric, sql]) => [metric, reader.query<number[], HappenedRow>(sql)]),
  );
  return {
    crowd(zoneId, fromMs, toMs) {
      const no = names.find(zoneId);
      return no === null ? [] : crowd.all(no, fromMs / 1000, toMs / 1000).map(crowdSlotOf);
    },
    happened: (metric, fromMs, toMs) => (happened.get(metric)?.all(fromMs, toMs) ?? []).map(happenedSlotOf),
  };
}

function crowdSlotOf({ at_s, count_sum, count_n, inflow, outflow }: CrowdRow): CrowdSlot {
  return { atMs: at_s * 1000, countSum: count_sum ?? 0, knownS: count_n, inflow, outflow };
}

function happenedSlotOf({ slot, n, sum }: HappenedRow): HappenedSlot {
  return { atMs: slot * slotMs, n, sum: sum ?? 0 };
}
