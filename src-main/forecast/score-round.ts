/** Predictions whose time has come → their outcomes. One whose step nobody measured is settled as unknown and counts for nothing. */
import type { PredictionRecords } from '../../src-contract/domain/prediction.ts';
import type { SeriesSources } from './series-sources.ts';

interface ScoreOptions {
  readonly records: Pick<PredictionRecords, 'waiting' | 'score'>;
  readonly sources: Pick<SeriesSources, 'read'>;
  readonly stepMs: number;
}

/** Figures of sensors that report by the minute are there by then. */
const graceMs = 3 * 60_000;
/** A second's work; a station that was off for a day catches up within minutes. */
const mostAtOnce = 500;

export function scoreDue({ records, sources, stepMs }: ScoreOptions, nowMs: number): void {
  const due = records.waiting({ beforeMs: nowMs - stepMs - graceMs + 1, limit: mostAtOnce });
  const read = new Map<string, number | null>();
  const actualOf = (seriesId: string, atMs: number): number | null => {
    const key = `${atMs} ${seriesId}`;
    const known = read.get(key);
    if (known !== undefined) return known;
    const actual = sources.read(seriesId, atMs, atMs + stepMs)[0] ?? null;
    read.set(key, actual);
    return actual;
  };
  records.score(due.map(({ id, seriesId, atMs }) => ({ id, actual: actualOf(seriesId, atMs), scoredMs: nowMs })));
}
