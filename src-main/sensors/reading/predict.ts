/**
 * What a reading means, by rule. In: its values and its sensor's thresholds. Out: fog and risk. The worst of all rules counts. A model, where
 * one is set up, takes the fog rule's place (fog-model.ts). Null where nothing is known of the type and nobody set a threshold.
 */
import { type ReadingPrediction, type RiskLevel, riskLevels } from '../../../src-contract/domain/reading.ts';
import type { SensorThreshold } from '../../../src-contract/domain/sensor.ts';
import { isKnownType } from '../../../src-contract/domain/sensor-types.ts';

/** spec/api.md B: visibility below 0.3 is HIGH, below 0.6 MEDIUM. */
const fogEdges = { high: 0.3, medium: 0.6 } as const;

interface Judged {
  readonly type: string;
  readonly values: Readonly<Record<string, number>>;
}

export function predictByRule({ type, values }: Judged, thresholds: readonly SensorThreshold[]): ReadingPrediction | null {
  const { visibility } = values;
  const isKnown = isKnownType(type);
  if (!isKnown && thresholds.length === 0) return null;
  const fog = isKnown && visibility !== undefined ? fogByRule(visibility) : null;
  return worstOf(fog ?? { fogIntensity: null, risk: 'LOW', by: 'rule:none' }, values, thresholds);
}

/** Fog thickens as visibility (a share of clear sight, 0..1) goes. */
function fogByRule(visibility: number): ReadingPrediction {
  return {
    fogIntensity: 1 - visibility,
    risk: visibility < fogEdges.high ? 'HIGH' : visibility < fogEdges.medium ? 'MEDIUM' : 'LOW',
    by: 'rule:fog',
  };
}

/** `first` with the risk of the worst threshold that is worse. */
export function worstOf(
  first: ReadingPrediction,
  values: Judged['values'],
  thresholds: readonly SensorThreshold[],
): ReadingPrediction {
  let worst = first;
  for (const threshold of thresholds) {
    const risk = riskBy(threshold, values[threshold.field]);
    if (riskLevels.indexOf(risk) > riskLevels.indexOf(worst.risk))
      worst = { ...worst, risk, by: `rule:threshold:${threshold.field}` };
  }
  return worst;
}

function riskBy({ direction, medium, high }: SensorThreshold, value: number | undefined): RiskLevel {
  if (value === undefined) return 'LOW';
  const beyond = (edge: number): boolean => (direction === 'above' ? value >= edge : value <= edge);
  return beyond(high) ? 'HIGH' : beyond(medium) ? 'MEDIUM' : 'LOW';
}
