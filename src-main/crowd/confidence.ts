/** How well a zone's figures are known, 0..1. In: what they rest on. The page shows it; no rule decides by it alone. */

export interface ConfidenceBasis {
  /** Mean score of the persons counted, 0..1; null when nobody was there. */
  readonly score: number | null;
  readonly ageMs: number;
  readonly staleAfterMs: number;
  /** Share of persons expected, not found, in the newest frame. */
  readonly predictedShare: number;
  readonly calibrated: boolean;
  /** Share of the zone's cameras that can be believed now. */
  readonly camerasShare: number;
  readonly degraded: boolean;
  readonly saturated: boolean;
  /** Of an estimate from density maps; null where persons were found one by one. */
  readonly errorShare: number | null;
}

/**
 * A product of shares, each 1 when all is well, so that any one weakness shows:
 * detector 0.5 + 0.5 · score / 0.8 (at most 1; a drawn or filmed person in plain view scores 0.8; nobody there: 0.9), age 1 at
 * once and 0.5 when stale, 1 − 0.5 · predicted, 0.8 without calibration, cameras at hand, 0.7 when the detector is degraded, 0.6
 * when the view holds more heads than it tells apart. An estimate from density maps takes 1 − its error for the detector's
 * share, 0.1 at least. The weights are judgement, to be replaced by measured errors.
 */
export function zoneConfidence(basis: ConfidenceBasis): number {
  const detector = basis.errorShare === null ? detectorShare(basis.score) : Math.max(0.1, 1 - basis.errorShare);
  const age = 1 - 0.5 * Math.min(1, basis.ageMs / basis.staleAfterMs);
  const found = 1 - 0.5 * basis.predictedShare;
  const ground = basis.calibrated ? 1 : 0.8;
  const detection = (basis.degraded ? 0.7 : 1) * (basis.saturated ? 0.6 : 1);
  return detector * age * found * ground * basis.camerasShare * detection;
}

function detectorShare(score: number | null): number {
  return score === null ? 0.9 : Math.min(1, 0.5 + (0.5 * score) / 0.8);
}
