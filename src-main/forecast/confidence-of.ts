/**
 * One figure for how far a forecast is to be trusted, for clients that filter by one. 0.5 = it errs as much as the better of the naive
 * forecasts, 1 = it doesn't err; less than 0.5 = worse than naive, or its intervals held fewer outcomes than they should. All measured
 * on the held-out part of the backtest; 0 where nothing was held out.
 */
import type { HorizonAccuracy } from '../../src-contract/domain/forecast.ts';

/** The share of the naive forecast's error in both errors together, times how much of its promise the widest-used interval kept. */
export function confidenceOf({ heldOut, hasSkill }: Pick<HorizonAccuracy, 'heldOut' | 'hasSkill'>): number {
  if (heldOut === null) return 0;
  // What was chosen on the earlier part alone may have won there; what is served now is naive, so it can't be better than that.
  const skill = hasSkill ? heldOut.skill : Math.min(0, heldOut.skill);
  const [narrow] = heldOut.coverage.toSorted((a, b) => a.level - b.level);
  const kept = narrow === undefined ? 0 : Math.min(1, narrow.share / narrow.level);
  return kept / (2 - Math.min(1, skill));
}
