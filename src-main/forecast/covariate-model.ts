/**
 * The usual figure of a time, what events and weather add to it, and what is left of how the newest figure differs from both. In: a
 * history with covariates. Out: [steps], or null where nothing of the kind ever was: then it has nothing to say beyond the profile.
 */
import { covariateNames } from '../../src-contract/domain/covariates.ts';
import { type History, lastKnownIndex } from './history.ts';

/** As many steps with an event weigh as much as the wish for no effect: an hour. */
const holdingSteps = 12;
const sweeps = 20;

export function withCovariates(history: History, steps: number): number[] | null {
  const { profile, covariates, values } = history;
  if (profile === null || covariates === null) return null;
  const usualAt = (i: number): number => profile[i % profile.length] ?? 0;
  /** The load of events adds people; the others scale what is usual. */
  const featuresAt = (i: number): number[] =>
    covariateNames.map((name, at) => (covariates[at]?.[i] ?? 0) * (name === 'eventLoad' ? 1 : usualAt(i)));
  const effects = learnEffects(values, usualAt, featuresAt);
  if (effects === null) return null;
  const expectedAt = (i: number): number => usualAt(i) + dot(featuresAt(i), effects);
  const rest = values.map((value, i) => (value === null ? null : value - expectedAt(i)));
  const newest = lastKnownIndex(values, values.length, history.stepMs);
  return Array.from({ length: steps }, (_, ahead) => {
    const at = values.length + ahead;
    const left = newest === null ? 0 : persistence(rest, at - newest) * (rest[newest] ?? 0);
    return expectedAt(at) + left;
  });
}

/** Ridge regression by coordinate descent (Friedman et al. 2010); null where every feature was always 0. */
function learnEffects(
  values: History['values'],
  usualAt: (i: number) => number,
  featuresAt: (i: number) => readonly number[],
): number[] | null {
  const rows: { readonly features: readonly number[]; readonly extra: number }[] = [];
  for (const [i, value] of values.entries()) {
    const features = value === null ? [] : featuresAt(i);
    if (value !== null && features.some((feature) => feature !== 0)) rows.push({ features, extra: value - usualAt(i) });
  }
  if (rows.length < holdingSteps) return null;
  const effects: number[] = covariateNames.map(() => 0);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const at of effects.keys()) effects[at] = effectOf(rows, effects, at);
  }
  return effects;
}

/** What one feature explains of what the others leave. */
function effectOf(
  rows: readonly { readonly features: readonly number[]; readonly extra: number }[],
  effects: readonly number[],
  at: number,
): number {
  let [along, own, seen] = [0, 0, 0];
  for (const { features, extra } of rows) {
    const feature = features[at] ?? 0;
    if (feature === 0) continue;
    along += feature * (extra - dot(features, effects) + feature * (effects[at] ?? 0));
    own += feature * feature;
    seen++;
  }
  return seen === 0 ? 0 : along / (own * (1 + holdingSteps / seen));
}

/** Autocorrelation at a lag, 0..1: how much of a difference is still there after so many steps. */
function persistence(rest: readonly (number | null)[], lag: number): number {
  let [along, own] = [0, 0];
  for (let i = lag; i < rest.length; i++) {
    const [now, then] = [rest[i] ?? null, rest[i - lag] ?? null];
    if (now === null || then === null) continue;
    along += now * then;
    own += then * then;
  }
  return own === 0 ? 0 : Math.min(1, Math.max(0, along / own));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
