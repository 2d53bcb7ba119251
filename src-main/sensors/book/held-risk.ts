/**
 * The risk that an alarm goes by: it rises with a reading, and falls only when the figure is better by the deadband, so that one that
 * wavers at an edge is one alarm. Pure.
 */
import { type Reading, type RiskLevel, riskLevels } from '../../../src-contract/domain/reading.ts';
import type { SensorThreshold } from '../../../src-contract/domain/sensor.ts';
import { predictByRule } from '../reading/predict.ts';

/** Share of clear sight; a tenth of the wider of the two steps between fog's levels. */
const fogDeadband = 0.03;

export function heldRisk(before: RiskLevel | null, reading: Reading, thresholds: readonly SensorThreshold[]): RiskLevel | null {
  const now = reading.prediction?.risk ?? null;
  if (now === null || before === null || rank(before) <= rank(now)) return now;
  const worse = predictByRule({ type: reading.type, values: worsened(reading.values, thresholds) }, thresholds)?.risk ?? now;
  return rank(worse) >= rank(before) ? before : higher(worse, now);
}

/** The figures as if they were worse by each one's deadband. */
function worsened(values: Reading['values'], thresholds: readonly SensorThreshold[]): Record<string, number> {
  const moved: Record<string, number> = { ...values };
  if (moved['visibility'] !== undefined) moved['visibility'] -= fogDeadband;
  for (const { field, direction, deadband } of thresholds) {
    const value = values[field];
    if (value !== undefined) moved[field] = direction === 'above' ? value + deadband : value - deadband;
  }
  return moved;
}

function rank(risk: RiskLevel): number {
  return riskLevels.indexOf(risk);
}

function higher(a: RiskLevel, b: RiskLevel): RiskLevel {
  return rank(a) >= rank(b) ? a : b;
}
