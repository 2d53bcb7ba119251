/** The forecasts that must earn their place, each from the same history as the naive ones. */
import type { ForecastMethod } from '../../src-contract/domain/forecast.ts';
import type { Augurs } from './augurs.ts';
import { withCovariates } from './covariate-model.ts';
import { fillGaps } from './fill-gaps.ts';
import type { History } from './history.ts';
import { persistence, seasonalNaive } from './naive.ts';

/** Smoothing forgets what is older, and its fit takes a time in proportion: two days take 10 to 40 ms. */
const etsWindowMs = 2 * 86_400_000;
/** STL needs two seasons at least. Seven days in steps of 5 minutes take 30 to 160 ms. */
const mstlSeasons = 7;
const mstlMaxSteps = 2_100;
const neededForFit = 12;

/** → [steps]; null, or a null in it, where the history doesn't hold enough. */
export type Forecaster = (history: History, steps: number) => readonly (number | null)[] | null;

export function createForecasters(augurs: Augurs): Readonly<Record<ForecastMethod, Forecaster>> {
  return {
    persistence,
    'seasonal-naive': seasonalNaive,
    profile: profileAhead,
    ets: (history, steps) => smoothed(augurs, history, null, steps),
    'profile-ets': (history, steps) => {
      const usual = profileAhead(history, steps);
      const rest = usual === null ? null : smoothed(augurs, history, history.profile, steps);
      return usual === null || rest === null ? null : usual.map((value, i) => value + (rest[i] ?? 0));
    },
    mstl: (history, steps) => decomposed(augurs, history, steps),
    'profile-events': withCovariates,
  };
}

function profileAhead(history: History, steps: number): number[] | null {
  const { profile, values } = history;
  if (profile === null) return null;
  return Array.from({ length: steps }, (_, ahead) => profile[(values.length + ahead) % profile.length] ?? 0);
}

/** Exponential smoothing of the newest figures, or of what is left of them beside `usual`. */
function smoothed(augurs: Augurs, history: History, usual: Float64Array | null, steps: number): number[] | null {
  const from = Math.max(0, history.values.length - Math.floor(etsWindowMs / history.stepMs));
  const filled = fillGaps(history.values, from, usual);
  return filled === null || filled.length < neededForFit ? null : augurs.ets(filled, steps);
}

/** Only by the day: a week in steps of 5 minutes would need 4,032 of them, whose fit takes three times as long as all the rest. */
function decomposed(augurs: Augurs, history: History, steps: number): number[] | null {
  const { season, profile, values } = history;
  if (season === null || profile === null) return null;
  const daySteps = season.name === 'day' ? season.steps : season.steps / 7;
  const window = Math.min(mstlSeasons * daySteps, mstlMaxSteps, values.length);
  const from = values.length - window;
  const rest = window < 2 * daySteps ? null : fillGaps(values, from, profile);
  if (rest === null) return null;
  return augurs.mstl(
    rest.map((left, i) => left + (profile[(from + i) % profile.length] ?? 0)),
    [daySteps],
    steps,
  );
}
