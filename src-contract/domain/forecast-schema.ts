/** Backtests and anomalies as they are stored: JSON texts that an earlier version of the station may have written. */
import { z } from 'zod';
import { type Anomaly, type Backtest, forecastMethods } from './forecast.ts';

const method = z.enum(forecastMethods);
const errors = z.object({ mae: z.number(), rmse: z.number(), mape: z.number().nullable() });

const heldOut = errors.extend({
  method,
  rows: z.number(),
  skill: z.number(),
  coverage: z.array(z.object({ level: z.number(), share: z.number() })),
});

const horizon = z.object({
  horizonMinutes: z.number(),
  rows: z.number(),
  served: method,
  betterNaive: method,
  hasSkill: z.boolean(),
  bestModel: z.object({ method, skill: z.number() }).nullable(),
  errors: z.partialRecord(method, errors),
  heldOut: heldOut.nullable(),
  residuals: z.array(z.number()),
});

export const backtestSchema: z.ZodType<Backtest> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('measured'), horizons: z.array(horizon) }),
  z.object({ kind: z.literal('too-short'), horizonMinutes: z.number(), rows: z.number(), neededRows: z.number() }),
]);

export const anomaliesSchema: z.ZodType<Anomaly[]> = z.array(
  z.object({
    fromMs: z.number(),
    untilMs: z.number(),
    peakScore: z.number(),
    direction: z.enum(['above', 'below']),
    value: z.number(),
    expected: z.number(),
  }),
);
