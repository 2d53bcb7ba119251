/** What a fog model takes and gives: its card, `<model>.json` beside it. In: the card's text, or none. Out: how to ask the model, or what is wrong. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ReadingPrediction, RiskLevel } from '../../src-contract/domain/reading.ts';
import { errorText } from '../errors.ts';

/** Further keys are for people. */
const fogCardSchema = z.looseObject({
  features: z
    .array(z.string().min(1).max(40))
    .min(1)
    .max(16)
    .default(['visibility'])
    .describe('Fields of a reading, in the order of the model’s columns'),
  output: z
    .enum(['fog', 'risk-3'])
    .default('fog')
    .describe('`fog`: one intensity a row, 0 to 1; `risk-3`: scores of LOW, MEDIUM and HIGH'),
});
export type FogCard = z.infer<typeof fogCardSchema>;

/** Figures of the output a row. */
export const outputWidth: Readonly<Record<FogCard['output'], number>> = { fog: 1, 'risk-3': 3 };
/** The rule's edges (predict.ts), seen from the other end: visibility below 0.3 and 0.6. */
const fogEdges = { high: 0.7, medium: 0.4 } as const;
const levels: readonly RiskLevel[] = ['LOW', 'MEDIUM', 'HIGH'];

/** Throws where there is a card and it can't be read. */
export function readFogCard(modelPath: string): FogCard {
  const path = modelPath.replace(/\.onnx$/i, '.json');
  if (path === modelPath || !existsSync(path)) return fogCardSchema.parse({});
  try {
    return fogCardSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Error(`its card ${path} can't be read: ${errorText(error)}`);
  }
}

/** One row of the output → what it says; null for figures that are none. */
export function fogPrediction(row: readonly number[], output: FogCard['output'], by: string): ReadingPrediction | null {
  if (!row.every(Number.isFinite)) return null;
  if (output === 'fog') {
    const fogIntensity = Math.min(1, Math.max(0, row[0] ?? 0));
    const risk = fogIntensity > fogEdges.high ? 'HIGH' : fogIntensity > fogEdges.medium ? 'MEDIUM' : 'LOW';
    return { fogIntensity, risk, by };
  }
  const shares = toShares(row);
  const most = shares.indexOf(Math.max(...shares));
  return { fogIntensity: (shares[1] ?? 0) / 2 + (shares[2] ?? 0), risk: levels[most] ?? 'LOW', by };
}

/** Probabilities stay; anything else is taken for logits (softmax). */
function toShares(row: readonly number[]): number[] {
  const sum = row.reduce((total, value) => total + value, 0);
  if (row.every((value) => value >= 0) && Math.abs(sum - 1) < 0.01) return [...row];
  const most = Math.max(...row);
  const powers = row.map((value) => Math.exp(value - most));
  const all = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / all);
}
