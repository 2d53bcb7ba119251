/**
 * Studies of series, one at a time and with rests between, so that a station of many zones has its worker free for forecasts most of the
 * time. In: the book. Out: studies in the book and in the store. A series that is too short says so without a study, and before others'.
 */
import { neededHistoryMs, type PredictionRecords, type SeriesStudy } from '../../src-contract/domain/prediction.ts';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { ForecastThread } from './forecast-thread.ts';
import { usualOptions } from './options.ts';
import { knownSteps } from './packed-series.ts';
import { nextStudyMs, type SeriesBook, type SeriesEntry } from './series-book.ts';
import type { SeriesHistory } from './series-history.ts';

interface StudyOptions {
  readonly book: SeriesBook;
  readonly histories: SeriesHistory;
  readonly thread: Pick<ForecastThread, 'ask' | 'state'>;
  readonly records: Pick<PredictionRecords, 'saveStudy'>;
  readonly stepMs: number;
  readonly clock: Clock;
}

/** What was unusual within it is shown. */
export const anomalySpanMs = 8 * 86_400_000;
const tryAgainMs = 3_600_000;
const lookAgainMs = 10 * 60_000;
/** A rest of three times what a study took leaves three quarters of the worker's time. */
const restShare = 3;

export function createStudies({ book, histories, thread, records, stepMs, clock }: StudyOptions): { next(): Promise<void> } {
  let restUntilMs = 0;

  /** Null for one that is too short. */
  const longEnough = async (entry: SeriesEntry) => {
    const endMs = Math.floor(clock.nowMs() / stepMs) * stepMs;
    const series = await histories.upTo(entry.info.id, endMs, entry.study === null ? 'known' : 'anew');
    const knownMs = knownSteps(series) * stepMs;
    if (knownMs >= neededHistoryMs) return { series, knownMs, endMs };
    Object.assign(entry, { knownMs, study: null, studyMs: clock.nowMs() + lookAgainMs });
    return null;
  };

  const study = async (entry: SeriesEntry): Promise<void> => {
    const { info } = entry;
    const known = await longEnough(entry);
    if (known === null) return;
    const { series, knownMs, endMs } = known;
    const startedMs = clock.nowMs();
    const options = { ...usualOptions, minimum: info.minimum };
    const order = { kind: 'study', series, options, anomaliesFromMs: endMs - anomalySpanMs } as const;
    const { backtest, anomalies } = await thread.ask(order, 'usual');
    const madeMs = clock.nowMs();
    restUntilMs = madeMs + restShare * (madeMs - startedMs);
    const made: SeriesStudy = { seriesId: info.id, madeMs, knownMs, backtest, anomalies };
    Object.assign(entry, { study: made, studyMs: nextStudyMs(info.id, madeMs), anomaliesMs: madeMs, failure: null });
    records.saveStudy(made);
  };

  const attempt = async (entry: SeriesEntry, work: (entry: SeriesEntry) => Promise<unknown>): Promise<void> => {
    try {
      await work(entry);
    } catch (error) {
      // Of a series that has been served before, that goes on with what was learnt then.
      entry.failure = entry.study === null ? errorText(error) : null;
      entry.studyMs = clock.nowMs() + tryAgainMs;
    }
  };

  const lookedAt = new WeakSet<SeriesEntry>();
  /** Costs a read each: a new zone isn't left without a word for as long as others' studies and the rests between them take. */
  const tellShortOnes = async (): Promise<void> => {
    for (const entry of book.entries()) {
      if (lookedAt.has(entry) || entry.study !== null) continue;
      lookedAt.add(entry);
      await attempt(entry, longEnough);
    }
  };

  return {
    /** The one that is due longest, if any is. */
    async next() {
      await tellShortOnes();
      const nowMs = clock.nowMs();
      if (nowMs < restUntilMs || thread.state().kind === 'down') return;
      const [due] = book
        .entries()
        // One from the future was made before the clock was put back.
        .filter(({ study: known, studyMs }) => studyMs <= nowMs || (known !== null && known.madeMs > nowMs))
        .toSorted((a, b) => a.studyMs - b.studyMs);
      if (due !== undefined) await attempt(due, study);
    },
  };
}
