/**
 * How a stretch of judged ticks is written down: columns of whole numbers, each as the difference to the one before, and what changes rarely
 * only where it changes. JSON, so that it compresses to some seven bytes a zone and tick, and can be read without this program.
 */
import { z } from 'zod';
import { alarmPriorities, alarmSubjectTypes, conditionKinds } from '../../src-contract/domain/alarm.ts';

const column = z.array(z.number().nullable());

const condition = z.object({
  key: z.string(),
  kind: z.enum(conditionKinds),
  subject: z.object({ type: z.enum(alarmSubjectTypes), id: z.string() }),
  priority: z.enum(alarmPriorities),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  onDelayMs: z.number(),
  offDelayMs: z.number(),
  latching: z.boolean(),
  timeToActS: z.number(),
  inhibitedBy: z.array(z.string()),
});

const zoneIdentity = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['waiting', 'moving', 'entrance', 'exit']),
  capacity: z.number().nullable(),
  areaM2: z.number().nullable(),
});
export type ZoneIdentity = z.infer<typeof zoneIdentity>;

const zoneLook = z.object({
  source: z.enum(['measured', 'estimated', 'forecast']),
  saturated: z.boolean(),
  stale: z.boolean(),
  note: z
    .enum(['no-camera', 'camera-lost', 'no-model', 'not-calibrated', 'not-measured-yet', 'saturated', 'not-checked'])
    .nullable(),
});
export type ZoneLook = z.infer<typeof zoneLook>;

/** From the tick of this number on. */
const change = <T extends z.ZodType>(value: T) => z.tuple([z.number().int().min(0), value]);

const recordedZone = z.object({
  zone: zoneIdentity,
  count: column,
  densityPerM2: column,
  pressurePerS2: column,
  inflowPerMin: column,
  outflowPerMin: column,
  counterFlowShare: column,
  confidence: column,
  errorShare: column,
  looks: z.array(change(zoneLook)),
});
export type RecordedZone = z.infer<typeof recordedZone>;

export const tapeSchema = z.object({
  isFresh: z.boolean(),
  /** Station time, ms. */
  at: column,
  zones: z.array(recordedZone),
  others: z.array(change(z.array(condition))),
  untold: z.array(change(z.array(z.string()))),
});
export type Tape = z.infer<typeof tapeSchema>;
