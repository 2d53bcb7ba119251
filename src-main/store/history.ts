/**
 * A zone over time, in the shape of GET /api/crowd/history. Steps in which nothing was stored are absent, and figures that nobody
 * knew are null: a gap is never zero. Where nobody measured, what the station estimated then stands in, with its interval.
 */
import type { CrowdHistoryReply } from '../../src-contract/api/crowd.ts';
import { bands } from '../../src-contract/domain/band.ts';
import type { Connection } from './database.ts';
import { type EstimatedStep, readEstimatedSteps } from './estimates.ts';
import type { Names } from './names.ts';
import { stepStart } from './rollups.ts';

export interface ZoneHistoryQuery {
  readonly zone: string;
  /** From the step that holds `fromMs` up to the last that starts before `toMs`. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly resolution: CrowdHistoryReply['resolution'];
  /** The newest points are kept when there are more. */
  readonly limit: number;
  /** Fill steps without a sensor with what was estimated. */
  readonly estimates: boolean;
}

export interface ZoneStepsQuery {
  readonly zone: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}

export interface History {
  /** Points oldest first. An unknown zone has none. */
  zone(query: ZoneHistoryQuery): CrowdHistoryReply;
  /** The mean count of a zone in each step of [fromMs, toMs), of whole minutes; null where nobody knew it. */
  means(query: ZoneStepsQuery): (number | null)[];
  /** Density of the densest cell for each person in the zone, 1/m², over minutes in [fromMs, toMs) that knew both; null without any. */
  densityPerPerson(query: Omit<ZoneStepsQuery, 'stepMs'>): number | null;
}

interface PointRow {
  readonly at_s: number;
  readonly count_mean: number | null;
  readonly count_max: number | null;
  readonly density_mean: number | null;
  readonly density_max: number | null;
  readonly inflow: number | null;
  readonly outflow: number | null;
  readonly band: number;
  readonly confidence_sum: number;
  readonly measured_s: number;
}

const stepsS = { second: 1, minute: 60, hour: 3600 } as const;

const secondSql = `SELECT at_s, count AS count_mean, count AS count_max, density AS density_mean, density AS density_max,
    inflow, outflow, band, confidence AS confidence_sum, measured AS measured_s
  FROM samples WHERE zone = ? AND at_s >= ? AND at_s < ? ORDER BY at_s DESC LIMIT ?`;

// Division by a count of zero gives NULL in SQL: nothing known, no mean.
const rolledSql = (table: string): string => `SELECT at_s, count_sum / count_n AS count_mean, count_max,
    density_sum / density_n AS density_mean, density_max, inflow, outflow, band, confidence_sum, measured_s
  FROM ${table} WHERE zone = ? AND at_s >= ? AND at_s < ? ORDER BY at_s DESC LIMIT ?`;

export function createHistory(reader: Connection, names: Names): History {
  const queries = {
    second: reader.query<number[], PointRow>(secondSql),
    minute: reader.query<number[], PointRow>(rolledSql('rollups_minute')),
    hour: reader.query<number[], PointRow>(rolledSql('rollups_hour')),
  };
  const means = reader.query<number[], { step: number; mean: number | null }>(
    `SELECT CAST((at_s - ?) / ? AS INTEGER) AS step, sum(count_sum) / sum(count_n) AS mean
     FROM rollups_minute WHERE zone = ? AND at_s >= ? AND at_s < ? GROUP BY step`,
  );
  const shape = reader.query<number[], { share: number | null }>(
    `SELECT sum(density_sum / density_n) / sum(count_sum / count_n) AS share
     FROM rollups_minute WHERE zone = ? AND at_s >= ? AND at_s < ? AND density_n > 0 AND count_n > 0`,
  );
  const estimated = readEstimatedSteps(reader);
  return {
    densityPerPerson({ zone, fromMs, toMs }) {
      const no = names.find(zone);
      return no === null ? null : (shape.get(no, fromMs / 1000, toMs / 1000)?.share ?? null);
    },
    means({ zone, fromMs, toMs, stepMs }) {
      const steps: (number | null)[] = Array(Math.ceil((toMs - fromMs) / stepMs)).fill(null);
      const no = names.find(zone);
      if (no === null) return steps;
      const [fromS, toS, stepS] = [fromMs / 1000, toMs / 1000, stepMs / 1000];
      for (const { step, mean } of means.all(fromS, stepS, no, fromS, toS)) steps[step] = mean;
      return steps;
    },
    zone({ zone, fromMs, toMs, resolution, limit, estimates }) {
      const no = names.find(zone);
      if (no === null) return { zone, resolution, points: [], truncated: false };
      const fromS = stepStart(Math.floor(fromMs / 1000), stepsS[resolution]);
      const stepS = stepsS[resolution];
      const span = { fromS, toS: Math.ceil(toMs / 1000), limit: limit + 1 };
      const rows = queries[resolution].all(no, span.fromS, span.toS, span.limit).map((row) => toPoint(row, stepS));
      // Estimates are of minutes.
      const steps = !estimates || resolution === 'second' ? [] : estimated({ zone: no, stepS, ...span });
      const points = withEstimates(rows, steps.map(estimatedPoint));
      return { zone, resolution, points: points.slice(0, limit).reverse(), truncated: points.length > limit };
    },
  };
}

function toPoint(row: PointRow, stepS: number): CrowdHistoryReply['points'][number] {
  const { at_s, band, confidence_sum, measured_s, ...figures } = row;
  return {
    timestamp: new Date(at_s * 1000).toISOString(),
    ...figures,
    band: bands[band] ?? 'unknown',
    confidence: Math.min(1, confidence_sum / stepS),
    source: measured_s > 0 || figures.count_mean === null ? 'measured' : 'estimated',
    coverage: Math.min(1, measured_s / stepS),
    interval: null,
  };
}

type Point = CrowdHistoryReply['points'][number];

/** Both newest first. A step with a figure of a sensor stays as it is. */
function withEstimates(rows: readonly Point[], estimates: readonly Point[]): Point[] {
  const known = new Set(rows.filter(({ count_mean }) => count_mean !== null).map(({ timestamp }) => timestamp));
  const filled = estimates.filter(({ timestamp }) => !known.has(timestamp));
  if (filled.length === 0) return [...rows];
  const replaced = new Set(filled.map(({ timestamp }) => timestamp));
  const kept = rows.filter(({ timestamp }) => !replaced.has(timestamp));
  return [...kept, ...filled].toSorted((a, b) => b.timestamp.localeCompare(a.timestamp));
}

function estimatedPoint({ at_s, low, high, confidence, ...figures }: EstimatedStep): Point {
  return {
    timestamp: new Date(at_s * 1000).toISOString(),
    ...figures,
    ...{ inflow: null, outflow: null, band: 'unknown', confidence, source: 'estimated', coverage: 0 },
    interval: { low, high },
  };
}
