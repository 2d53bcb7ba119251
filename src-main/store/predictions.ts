/** Predictions, their outcomes, and what was learnt of each series. A study that can't be read is left out with a line in the log. */
import { forecastMethods } from '../../src-contract/domain/forecast.ts';
import { anomaliesSchema, backtestSchema } from '../../src-contract/domain/forecast-schema.ts';
import {
  type AccuracySums,
  type Prediction,
  type PredictionOutcome,
  type PredictionRecords,
  predictionLevels,
  type SeriesStudy,
} from '../../src-contract/domain/prediction.ts';
import type { Log } from '../log.ts';
import type { BatchWriter } from './batch-writer.ts';
import type { Connections } from './connections.ts';
import type { Names } from './names.ts';
import { type SumsRow, sumsSql, toSums } from './prediction-sums.ts';

interface PredictionsOptions {
  readonly connections: Pick<Connections, 'batch' | 'reader'>;
  readonly writer: BatchWriter;
  readonly names: Names;
  readonly log: Log;
}

interface PredictionRow {
  readonly id: number;
  readonly series_id: string;
  readonly made_ms: number;
  readonly horizon: number;
  readonly at_ms: number;
  readonly value: number;
  readonly lower_80: number;
  readonly upper_80: number;
  readonly lower_95: number;
  readonly upper_95: number;
  readonly method: number;
  readonly has_skill: number;
  readonly skill: number | null;
  readonly confidence: number;
  readonly persistence: number | null;
  readonly seasonal_naive: number | null;
  readonly outcome: number | null;
  readonly scored_ms: number | null;
}

interface StudyRow {
  readonly series_id: string;
  readonly made_ms: number;
  readonly known_ms: number;
  readonly backtest: string;
  readonly anomalies: string;
}

const selectSql = 'SELECT predictions.*, names.id AS series_id FROM predictions JOIN names ON names.no = predictions.series';
const insertSql = `INSERT INTO predictions (id, series, made_ms, horizon, at_ms, value, lower_80, upper_80, lower_95, upper_95,
    method, has_skill, skill, confidence, persistence, seasonal_naive) VALUES (${Array(16).fill('?').join(', ')})`;

export function createPredictions({ connections: { batch, reader }, writer, names, log }: PredictionsOptions): PredictionRecords {
  const insert = batch.query<(number | null)[]>(insertSql);
  const newest = reader.query<[], { id: number | null }>('SELECT max(id) AS id FROM predictions');
  const waiting = reader.query<number[], PredictionRow>(
    `${selectSql} WHERE scored_ms IS NULL AND at_ms < ? ORDER BY at_ms LIMIT ?`,
  );
  const latest = reader.query<[], PredictionRow>(
    `${selectSql} WHERE predictions.id IN (SELECT max(id) FROM predictions WHERE scored_ms IS NULL GROUP BY series, horizon)`,
  );
  const find = reader.query<[number], PredictionRow>(`${selectSql} WHERE predictions.id = ?`);
  const score = batch.query<(number | null)[]>('UPDATE predictions SET outcome = ?, scored_ms = ? WHERE id = ?');
  const sums = reader.query<number[], SumsRow>(sumsSql);
  const studies = reader.query<[], StudyRow>(
    'SELECT series_studies.*, names.id AS series_id FROM series_studies JOIN names ON names.no = series_studies.series',
  );
  const saveStudy = batch.query<(number | string)[]>(
    `INSERT INTO series_studies (series, made_ms, known_ms, backtest, anomalies) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (series) DO UPDATE SET made_ms = excluded.made_ms, known_ms = excluded.known_ms,
       backtest = excluded.backtest, anomalies = excluded.anomalies`,
  );

  return {
    newestId: () => newest.get()?.id ?? 0,
    add: (predictions) =>
      writer.add(predictions.length, () => {
        for (const one of predictions) insert.run(...columnsOf(one, names.number(one.seriesId)));
      }),
    waiting: ({ beforeMs, limit }) => waiting.all(beforeMs, limit).map(toPrediction),
    latest: () => latest.all().map(toPrediction),
    score: (scores) =>
      writer.add(scores.length, () => {
        for (const { id, actual, scoredMs } of scores) score.run(actual, scoredMs, id);
      }),
    find(id) {
      const row = find.get(id);
      return row === undefined ? null : toPrediction(row);
    },
    sums({ seriesId, fromMs, toMs }): AccuracySums[] {
      const no = names.find(seriesId);
      return no === null ? [] : sums.all(no, fromMs, toMs).map(toSums);
    },
    studies: () => studies.all().flatMap((row) => toStudy(row, log) ?? []),
    saveStudy: ({ seriesId, madeMs, knownMs, backtest, anomalies }) =>
      writer.add(1, () => {
        saveStudy.run(names.number(seriesId), madeMs, knownMs, JSON.stringify(backtest), JSON.stringify(anomalies));
      }),
  };
}

function columnsOf(one: Prediction, series: number): (number | null)[] {
  const intervals = predictionLevels.flatMap((level) => {
    const interval = one.intervals.find((candidate) => candidate.level === level);
    if (interval === undefined) throw new Error(`a prediction of ${one.seriesId} has no interval of level ${level}`);
    return [interval.lower, interval.upper];
  });
  return [
    ...[one.id, series, one.madeMs, one.horizonMinutes, one.atMs, one.value, ...intervals],
    ...[forecastMethods.indexOf(one.method), one.hasSkill ? 1 : 0, one.heldOutSkill, one.confidence],
    ...[one.naive.persistence, one.naive.seasonalNaive],
  ];
}

function toPrediction(row: PredictionRow): Prediction {
  const [first, second] = predictionLevels;
  return {
    id: row.id,
    seriesId: row.series_id,
    madeMs: row.made_ms,
    horizonMinutes: row.horizon,
    atMs: row.at_ms,
    value: row.value,
    intervals: [
      { level: first, lower: row.lower_80, upper: row.upper_80 },
      { level: second, lower: row.lower_95, upper: row.upper_95 },
    ],
    method: forecastMethods[row.method] ?? 'persistence',
    hasSkill: row.has_skill === 1,
    heldOutSkill: row.skill,
    confidence: row.confidence,
    naive: { persistence: row.persistence, seasonalNaive: row.seasonal_naive },
    outcome: outcomeOf(row),
  };
}

function outcomeOf({ outcome, scored_ms: scoredMs }: PredictionRow): PredictionOutcome {
  if (scoredMs === null) return { kind: 'waiting' };
  return outcome === null ? { kind: 'unknown', scoredMs } : { kind: 'scored', actual: outcome, scoredMs };
}

function toStudy(row: StudyRow, log: Log): SeriesStudy | null {
  const backtest = backtestSchema.safeParse(JSON.parse(row.backtest));
  const anomalies = anomaliesSchema.safeParse(JSON.parse(row.anomalies));
  if (backtest.success && anomalies.success)
    return {
      ...{ seriesId: row.series_id, madeMs: row.made_ms, knownMs: row.known_ms },
      ...{ backtest: backtest.data, anomalies: anomalies.data },
    };
  log.warn({ series: row.series_id }, 'what was learnt of a series could not be read; it is learnt anew');
  return null;
}
