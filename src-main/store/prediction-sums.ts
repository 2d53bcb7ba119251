/** Sums over scored predictions, from which their accuracy is made. Predictions whose outcome nobody knows are counted and in no sum. */
import type { AccuracySums } from '../../src-contract/domain/prediction.ts';

export interface SumsRow {
  readonly horizon: number;
  readonly scored: number;
  readonly unknown: number;
  readonly absolute: number | null;
  readonly squared: number | null;
  readonly relative: number | null;
  readonly relative_count: number;
  readonly inside_80: number | null;
  readonly inside_95: number | null;
  readonly own_by_persistence: number | null;
  readonly persistence: number | null;
  readonly own_by_seasonal: number | null;
  readonly seasonal: number | null;
}

/** An actual figure below it is taken for 0, of which nothing is a percentage. */
const nearZero = 1e-9;

export const sumsSql = `SELECT horizon,
    count(outcome) AS scored,
    sum(outcome IS NULL) AS unknown,
    sum(abs(outcome - value)) AS absolute,
    sum((outcome - value) * (outcome - value)) AS squared,
    sum(CASE WHEN abs(outcome) >= ${nearZero} THEN abs((outcome - value) / outcome) END) AS relative,
    count(CASE WHEN abs(outcome) >= ${nearZero} THEN 1 END) AS relative_count,
    sum(outcome BETWEEN lower_80 AND upper_80) AS inside_80,
    sum(outcome BETWEEN lower_95 AND upper_95) AS inside_95,
    sum(CASE WHEN persistence IS NOT NULL THEN abs(outcome - value) END) AS own_by_persistence,
    sum(abs(outcome - persistence)) AS persistence,
    sum(CASE WHEN seasonal_naive IS NOT NULL THEN abs(outcome - value) END) AS own_by_seasonal,
    sum(abs(outcome - seasonal_naive)) AS seasonal
  FROM predictions WHERE series = ? AND at_ms >= ? AND at_ms < ? AND scored_ms IS NOT NULL GROUP BY horizon ORDER BY horizon`;

export function toSums(row: SumsRow): AccuracySums {
  return {
    horizonMinutes: row.horizon,
    scored: row.scored,
    unknown: row.unknown,
    absolute: row.absolute ?? 0,
    squared: row.squared ?? 0,
    relative: row.relative ?? 0,
    relativeCount: row.relative_count,
    inside: [row.inside_80 ?? 0, row.inside_95 ?? 0],
    besidePersistence: { own: row.own_by_persistence ?? 0, naive: row.persistence ?? 0 },
    besideSeasonal: { own: row.own_by_seasonal ?? 0, naive: row.seasonal ?? 0 },
  };
}
