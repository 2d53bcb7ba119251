/**
 * Forecasts and anomalies on real traffic series and on a generated year. Errors by method at 15, 30 and 60 minutes over a rolling
 * backtest; coverage and skill of what would have been served, chosen and calibrated on the part before. Figure: a forecast by all
 * methods; floor: the bare library fitting the same figures.
 */
import type { Backtest, EvenSeries, HorizonAccuracy } from '../../../src-contract/domain/forecast.ts';
import { type Augurs, loadAugurs } from '../../forecast/augurs.ts';
import { backtest, usualOrigins } from '../../forecast/backtest.ts';
import { anomalyThreshold } from '../../forecast/find-anomalies.ts';
import { forecastSeries } from '../../forecast/forecast-series.ts';
import { createForecasters } from '../../forecast/models.ts';
import { usualOptions } from '../../forecast/options.ts';
import { median, progress, rounded } from './figures.ts';
import { generateYear, quartersOf, readNab } from './forecast-series.ts';
import { scoreWindows } from './forecast-windows.ts';

const seed = 20_250_106;
const timedRuns = 7;

export async function benchForecast(): Promise<object> {
  const nab = readNab();
  if (nab.length === 0) progress('../shared/data/nab is absent: the generated year alone');
  const year = generateYear(seed);
  const spent: Spent = { allMs: [], libraryMs: [] };
  const measured = [...nab, ...quartersOf(year)].map(({ name, series }) => measureSeries(name, series, spent));
  const value = spent.allMs.reduce((sum, ms) => sum + ms, 0) / spent.allMs.length;
  const floor = spent.libraryMs.reduce((sum, ms) => sum + ms, 0) / spent.libraryMs.length;
  return {
    ...{ unit: 'ms a backtest of one origin by all methods, mean', value: rounded(value), floor: rounded(floor) },
    ...{ ratio: rounded(value / floor), seed, nab: nab.length > 0 ? 'measured' : 'absent: ../shared/data/nab' },
    ...overall(measured),
    series: measured.map(({ figures }) => figures),
    anomalies: { threshold: anomalyThreshold, series: scoreWindows([...nab, year]) },
  };
}

interface Measured {
  name: string;
  horizons: readonly HorizonAccuracy[];
  figures: object;
}

/** Where a model lost, and what all held-out forecasts together were covered by. */
function overall(measured: readonly Measured[]): object {
  const all = measured.flatMap(({ name, horizons }) => horizons.map((horizon) => ({ name, horizon })));
  const heldOut = all.flatMap(({ horizon }) => (horizon.heldOut === null ? [] : [horizon.heldOut]));
  const rows = heldOut.reduce((sum, one) => sum + one.rows, 0);
  const covered = (level: number): number =>
    heldOut.reduce((sum, one) => sum + one.rows * (one.coverage.find((of) => of.level === level)?.share ?? 0), 0) / rows;
  return {
    held_out_rows: rows,
    coverage: Object.fromEntries(usualOptions.levels.map((level) => [`${level * 100} %`, rounded(covered(level))])),
    model_served: all.filter(({ horizon }) => horizon.hasSkill).length,
    model_lost: all
      .filter(({ horizon }) => !horizon.hasSkill)
      .map(({ name, horizon }) => `${name}, ${horizon.horizonMinutes} min`),
    held_out_below_naive: all
      .filter(({ horizon }) => (horizon.heldOut?.skill ?? 0) < 0)
      .map(({ name, horizon }) => `${name}, ${horizon.horizonMinutes} min`),
  };
}

interface Spent {
  /** A mean for each series. */
  allMs: number[];
  libraryMs: number[];
}

function measureSeries(name: string, series: EvenSeries, spent: Spent): Measured {
  const library = timedAugurs(loadAugurs());
  const forecasters = createForecasters(library.augurs);
  const startedMs = performance.now();
  const measured = backtest(series, forecasters, usualOptions, usualOrigins);
  const tookMs = performance.now() - startedMs;
  progress(`${name}: backtest ${(tookMs / 1000).toFixed(1)} s`);
  const known = rounded(series.values.filter((figure) => figure !== null).length / series.values.length);
  if (measured.kind === 'too-short') return { name, horizons: [], figures: { series: name, known_share: known, ...measured } };
  spent.allMs.push(tookMs / library.origins());
  spent.libraryMs.push(library.bareMs() / library.origins());
  return {
    ...{ name, horizons: measured.horizons },
    figures: {
      ...{ series: name, steps: series.values.length, known_share: known },
      ...{ ms_a_forecast: rounded(servedMs(series, measured)), backtest_s: rounded(tookMs / 1000) },
      horizons: measured.horizons.map(horizonFigures),
    },
  };
}

/** Median time of the forecast that is served, at the series' end. */
function servedMs(series: EvenSeries, measured: Extract<Backtest, { kind: 'measured' }>): number {
  const nowMs = series.startMs + series.values.length * series.stepMs;
  const served = createForecasters(loadAugurs());
  const runsMs = Array.from({ length: timedRuns }, () => {
    const startedMs = performance.now();
    forecastSeries(series, measured, served, usualOptions, nowMs);
    return performance.now() - startedMs;
  });
  return median(runsMs);
}

/** Times the library alone, from inside the same run. Each origin fits exponential smoothing to the bare figures once, so that calls tell origins. */
function timedAugurs(augurs: Augurs): { augurs: Augurs; bareMs: () => number; origins: () => number } {
  let bareMs = 0;
  let etsCalls = 0;
  const timed = <T>(work: () => T): T => {
    const startedMs = performance.now();
    const made = work();
    bareMs += performance.now() - startedMs;
    return made;
  };
  return {
    augurs: {
      ets: (values, steps) => {
        etsCalls++;
        return timed(() => augurs.ets(values, steps));
      },
      mstl: (values, periods, steps) => timed(() => augurs.mstl(values, periods, steps)),
    },
    bareMs: () => bareMs,
    // Two smoothings an origin: of the figures, and of what the profile leaves of them.
    origins: () => Math.max(1, Math.ceil(etsCalls / 2)),
  };
}

function horizonFigures(horizon: HorizonAccuracy): object {
  const { heldOut } = horizon;
  return {
    ...{ minutes: horizon.horizonMinutes, rows: horizon.rows, served: horizon.served, skilled: horizon.hasSkill },
    best_model: horizon.bestModel && { ...horizon.bestModel, skill: rounded(horizon.bestModel.skill) },
    mae: Object.fromEntries(Object.entries(horizon.errors).map(([method, errors]) => [method, rounded(errors.mae)])),
    held_out: heldOut && {
      ...{ method: heldOut.method, rows: heldOut.rows, mae: rounded(heldOut.mae), skill: rounded(heldOut.skill) },
      coverage: Object.fromEntries(heldOut.coverage.map(({ level, share }) => [`${level * 100} %`, rounded(share)])),
    },
  };
}
