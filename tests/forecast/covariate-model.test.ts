/** Events and weather in forecasts: what they add is learnt and served where that beats the naive forecasts, and never where it doesn't. */
import { describe, expect, test } from 'vitest';
import type { EvenSeries } from '../../src-contract/domain/forecast.ts';
import { loadAugurs } from '../../src-main/forecast/augurs.ts';
import { backtest } from '../../src-main/forecast/backtest.ts';
import { withCovariates } from '../../src-main/forecast/covariate-model.ts';
import { historyBefore } from '../../src-main/forecast/history.ts';
import { createForecasters } from '../../src-main/forecast/models.ts';
import { usualOptions } from '../../src-main/forecast/options.ts';
import { createRandom, randomAround } from '../../src-main/twin/simulation/random.ts';

const stepMs = 300_000;
const daySteps = 288;
const days = 16;
const steps = days * daySteps;
const ahead = daySteps;
/** Without those that are fitted anew at each origin: nine tenths of the time, and not what is looked at here. */
const unfitted = { ets: () => null, 'profile-ets': () => null, mstl: () => null };
const forecasters = { ...createForecasters(loadAugurs()), ...unfitted };

/** A daily curve, and events at odd hours that bring a hundred people for two hours, all at once. */
function eventful(share: number): EvenSeries {
  const random = createRandom(17);
  const load = new Float32Array(steps + ahead);
  for (let from = 40; from < load.length; from += 97 + Math.floor(60 * random())) load.fill(1, from, from + 24);
  const values = Array.from({ length: steps }, (_, i) => {
    const usual = 60 - 40 * Math.cos((2 * Math.PI * i) / daySteps);
    return Math.max(0, usual + share * 100 * (load[i] ?? 0) + randomAround(random, 0, 4));
  });
  const none = () => new Float32Array(load.length);
  return { startMs: 0, stepMs, values, covariates: [load, none(), none(), none()] };
}

describe('profile-events', () => {
  const series = eventful(1);
  test('says an event that is planned before anybody has come', () => {
    const load = series.covariates?.[0] ?? new Float32Array();
    const end = load.findIndex((now, i) => i > 12 * daySteps && now === 1 && load[i - 1] === 0);
    const [first] = withCovariates(historyBefore(series, end), 1) ?? [];
    expect(Math.abs((first ?? 0) - (series.values[end] ?? 0))).toBeLessThan(25);
    expect(series.values[end - 1]).toBeLessThan((series.values[end] ?? 0) - 60);
  });
  test('has nothing to say where nothing was ever on', () => {
    const { covariates: _, ...bare } = series;
    expect(withCovariates(historyBefore(bare, steps), 3)).toBeNull();
    const never = { ...bare, covariates: [0, 1, 2, 3].map(() => new Float32Array(steps + ahead)) };
    expect(withCovariates(historyBefore(never, steps), 3)).toBeNull();
  });
  test('is served where events move the crowd, and only what it knew before its origin counts', () => {
    const measured = backtest(series, forecasters, usualOptions, 61);
    const hour = measured.kind === 'measured' ? measured.horizons.at(-1) : undefined;
    expect(hour?.served).toBe('profile-events');
    expect(hour?.heldOut?.skill).toBeGreaterThan(0.3);
  });
  test('doesn’t win by events that move nobody', () => {
    const measured = backtest(eventful(0), forecasters, usualOptions, 31);
    const [errors] = measured.kind === 'measured' ? measured.horizons.map((horizon) => horizon.errors) : [];
    expect(errors?.['profile-events']?.mae).toBeGreaterThan(0.9 * (errors?.profile?.mae ?? 0));
  });
});
