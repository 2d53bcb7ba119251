/**
 * What was estimated of zones that no sensor saw, a row a minute, and of others now and then. In: estimates. Out: how they compare with
 * what was measured in the same minutes, and steps for a zone's history where nothing was.
 */
import { type EstimateKind, type EstimateRecords, estimateKinds } from '../../src-contract/domain/estimate.ts';
import type { BatchWriter } from './batch-writer.ts';
import type { Connections } from './connections.ts';
import type { Connection } from './database.ts';
import type { Names } from './names.ts';

interface EstimatesOptions {
  readonly connections: Pick<Connections, 'batch' | 'reader'>;
  readonly writer: BatchWriter;
  readonly names: Names;
}

interface ScoreRow {
  readonly rows: number;
  readonly mae: number | null;
  readonly bias: number | null;
  readonly inside: number | null;
}

/** Only minutes of which a sensor saw most: the rest is a figure of other seconds than the estimate's. */
const scoreSql = `SELECT count(*) AS rows, avg(abs(e.count - m.count)) AS mae, avg(e.count - m.count) AS bias,
    avg(m.count BETWEEN e.low AND e.high) AS inside
  FROM estimates AS e
  JOIN (SELECT zone, at_s, count_sum / count_n AS count FROM rollups_minute WHERE zone = ? AND at_s >= ? AND at_s < ? AND count_n >= 30) AS m
    ON m.zone = e.zone AND m.at_s = e.at_s`;

export function createEstimates({ connections: { batch, reader }, writer, names }: EstimatesOptions): EstimateRecords {
  const insert = batch.query<(number | null)[]>(
    `INSERT INTO estimates (zone, at_s, count, low, high, density, confidence, kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (zone, at_s) DO UPDATE SET count = excluded.count, low = excluded.low, high = excluded.high,
       density = excluded.density, confidence = excluded.confidence, kind = excluded.kind`,
  );
  const score = reader.query<number[], ScoreRow>(scoreSql);
  return {
    add: (estimates) =>
      writer.add(estimates.length, () => {
        for (const { zoneId, atS, count, low, high, densityPerM2, confidence, kind } of estimates) {
          insert.run(names.number(zoneId), atS, count, low, high, densityPerM2, confidence, kindNumber(kind));
        }
      }),
    score({ zone, fromMs, toMs }) {
      const no = names.find(zone);
      const row = no === null ? undefined : score.get(no, fromMs / 1000, toMs / 1000);
      if (row === undefined || row.mae === null || row.bias === null) return null;
      return { rows: row.rows, mae: row.mae, bias: row.bias, inside: row.inside ?? 0 };
    },
  };
}

function kindNumber(kind: EstimateKind): number {
  return estimateKinds.indexOf(kind);
}

/** One step of a zone in which something was estimated. */
export interface EstimatedStep {
  readonly at_s: number;
  readonly count_mean: number;
  readonly count_max: number;
  readonly low: number;
  readonly high: number;
  readonly density_mean: number | null;
  readonly density_max: number | null;
  readonly confidence: number;
}

/** Steps of [fromS, toS) that hold estimates, the newest first. */
type ReadEstimatedSteps = (span: {
  readonly zone: number;
  readonly stepS: number;
  readonly fromS: number;
  readonly toS: number;
  readonly limit: number;
}) => EstimatedStep[];

export function readEstimatedSteps(reader: Connection): ReadEstimatedSteps {
  const query = reader.query<number[], EstimatedStep>(
    `SELECT CAST(at_s / ? AS INTEGER) * ? AS at_s, avg(count) AS count_mean, max(count) AS count_max, avg(low) AS low, avg(high) AS high,
       avg(density) AS density_mean, max(density) AS density_max, avg(confidence) AS confidence
     FROM estimates WHERE zone = ? AND at_s >= ? AND at_s < ? GROUP BY 1 ORDER BY 1 DESC LIMIT ?`,
  );
  return ({ zone, stepS, fromS, toS, limit }) => query.all(stepS, stepS, zone, fromS, toS, limit);
}
