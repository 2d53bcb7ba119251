/** Times and counts of updates; tests give shorter ones. */
import type { GuardLimits } from './guard-trial.ts';
import type { TrialLimits } from './trial.ts';

export interface UpdateLimits extends TrialLimits {
  /** From the start to the first look at the feed. */
  readonly firstLookMs: number;
  /** On the average: stations that start together don't ask together. */
  readonly lookEveryMs: number;
  /** After one that failed. */
  readonly lookAgainMs: number;
  /** How often it is looked whether the hour for updates has come. */
  readonly hourLookMs: number;
  /** How long the station is said to be away, at the least; longer where it took longer to start. */
  readonly usualAwayS: number;
  /** Of it, for the stop and the exchange. */
  readonly stopS: number;
}

export const updateLimits: UpdateLimits = {
  ...{ firstLookMs: 60_000, lookEveryMs: 4 * 3_600_000, lookAgainMs: 15 * 60_000, hourLookMs: 60_000 },
  ...{ usualAwayS: 30, stopS: 15 },
  ...{ steadyMs: 60_000, trialMs: 15 * 60_000, mostDeaths: 3 },
};

export const guardLimits: GuardLimits = { trialMs: updateLimits.trialMs + 2 * 60_000, endMs: 15_000 };
