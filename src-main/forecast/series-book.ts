/**
 * What the desk knows of each series: its newest study and forecasts, and why there are none. In: the series that there are now, and what
 * was kept of them. Out: entries that the rounds of the desk work on. When a study is due is decided here.
 */
import {
  type ForecastSeries,
  forecastStepMs,
  neededHistoryMs,
  type Prediction,
  type SeriesForecastState,
  type SeriesStudy,
} from '../../src-contract/domain/prediction.ts';
import type { SeriesInfo } from '../../src-contract/domain/series.ts';

export interface SeriesEntry {
  info: SeriesInfo;
  study: SeriesStudy | null;
  /** Known time of a series that is too short to be studied; null until it was looked at. */
  knownMs: number | null;
  /** Not studied before. */
  studyMs: number;
  failure: string | null;
  /** End of the newest step that it was forecast from. */
  forecastMs: number;
  isSilent: boolean;
  anomaliesMs: number;
  /** Newest by horizon. */
  readonly latest: Map<number, Prediction>;
}

export interface SeriesBook {
  /** Takes in what is new and forgets what is gone; says which. */
  follow(series: readonly SeriesInfo[]): { readonly gone: readonly string[] };
  entries(): readonly SeriesEntry[];
  find(seriesId: string): SeriesEntry | null;
  /** Lets go of forecasts whose time has been over for an hour: those on order come at any horizon. */
  forgetOld(nowMs: number): void;
}

/** Ways change over weeks, so half a day is soon; spread by up to a fifth, so that not all are due at once. */
const studyEveryMs = 12 * 3_600_000;
const spread = 0.2;
const forgetAfterMs = 3_600_000 + forecastStepMs;

export function createSeriesBook(studies: readonly SeriesStudy[], latest: readonly Prediction[]): SeriesBook {
  const entries = new Map<string, SeriesEntry>();
  const studyOf = new Map(studies.map((study) => [study.seriesId, study]));
  return {
    follow(series) {
      const wanted = new Set(series.map(({ id }) => id));
      const gone = [...entries.keys()].filter((id) => !wanted.has(id));
      for (const id of gone) entries.delete(id);
      for (const info of series) {
        const known = entries.get(info.id);
        if (known === undefined) entries.set(info.id, entryOf(info, studyOf.get(info.id) ?? null, latest));
        else known.info = info;
      }
      return { gone };
    },
    entries: () => [...entries.values()],
    find: (seriesId) => entries.get(seriesId) ?? null,
    forgetOld(nowMs) {
      for (const { latest } of entries.values()) {
        for (const [horizon, { atMs }] of latest) if (nowMs - atMs > forgetAfterMs) latest.delete(horizon);
      }
    },
  };
}

function entryOf(info: SeriesInfo, study: SeriesStudy | null, latest: readonly Prediction[]): SeriesEntry {
  const own = latest.filter(({ seriesId }) => seriesId === info.id);
  return {
    ...{ info, study, knownMs: null, failure: null, isSilent: false, anomaliesMs: 0 },
    studyMs: study === null ? 0 : nextStudyMs(info.id, study.madeMs),
    forecastMs: own.reduce((newest, { madeMs }) => Math.max(newest, madeMs), 0),
    latest: new Map(own.map((one) => [one.horizonMinutes, one])),
  };
}

export function nextStudyMs(seriesId: string, madeMs: number): number {
  return madeMs + studyEveryMs * (1 - spread + 2 * spread * placeOf(seriesId));
}

/** 0..1, the same for the same name: FNV-1a, stirred at the end (MurmurHash3), because names differ mostly in their last character. */
function placeOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

export function seriesState({ study, knownMs, failure, isSilent }: SeriesEntry): SeriesForecastState {
  if (failure !== null) return { kind: 'failed', reason: failure };
  if (study === null) return knownMs === null ? { kind: 'waiting' } : { kind: 'too-short', knownMs, neededMs: neededHistoryMs };
  if (study.backtest.kind === 'too-short') {
    // Long enough, but with gaps where it would be tested: as far as the tests are.
    const share = study.backtest.rows / study.backtest.neededRows;
    return { kind: 'too-short', knownMs: Math.min(study.knownMs, share * neededHistoryMs), neededMs: neededHistoryMs };
  }
  return isSilent ? { kind: 'silent' } : { kind: 'served' };
}

export function toForecastSeries(entry: SeriesEntry): ForecastSeries {
  return { info: entry.info, state: seriesState(entry), study: entry.study };
}
