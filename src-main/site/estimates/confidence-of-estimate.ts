/**
 * One figure for how far an estimate is to be trusted. 0.4 = it errs as much as who knows only what the zone holds on average, 0.8 = it
 * was never off; less where its intervals held fewer truths than they should. A camera says 0.9, so an estimate is never as sure.
 */
import type { EstimateScore } from '../../../src-contract/domain/estimate.ts';

const most = 0.8;
const promised = 0.95;
/** Of a zone that was never measured, by the number of zones it is judged by: with three it is half of what they tell of each other. */
const zonesForHalf = 3;
/** Where there was nothing to look at. */
export const priorConfidence = 0.05;
/** Of an estimate while an event is on that its past holds nothing like. */
export const unseenEventShare = 0.5;

export function confidenceOf({ mae, coverage }: EstimateScore, guessMae: number): number {
  const kept = Math.min(1, (coverage ?? 0) / promised);
  const skill = guessMae + mae === 0 ? 0.5 : guessMae / (guessMae + mae);
  return most * kept * skill;
}

export function confidenceByOthers(score: EstimateScore, guessMae: number, zones: number): number {
  return (confidenceOf(score, guessMae) * zones) / (zones + zonesForHalf);
}
