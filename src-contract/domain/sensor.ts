/** A sensor: what is registered of it, and how it does just now. */
import { z } from 'zod';
import type { StoredReading } from './reading.ts';

export const sensorIdPattern = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
export const sensorTypePattern = /^[a-z][a-z0-9_-]{0,39}$/;

/** Names in topics, paths and files. */
export const sensorIdSchema = z
  .string()
  .regex(sensorIdPattern, 'letters, digits and . _ : -, at most 64, beginning with a letter or digit');

const field = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'the name of a field of its readings');
const figure = z.number().min(-1e9).max(1e9);

/** In the unit of the field. `above`: MEDIUM from `medium` up, HIGH from `high` up; `below`: from there down. */
export const sensorThresholdSchema = z
  .strictObject({
    field,
    direction: z.enum(['above', 'below']),
    medium: figure,
    high: figure,
    deadband: z.number().min(0).max(1e9).default(0).describe('By so much it must be better again before an alarm ends'),
  })
  .refine(({ direction, medium, high }) => (direction === 'above' ? high >= medium : high <= medium), {
    path: ['high'],
    message: 'HIGH must be at least as far out as MEDIUM',
  });
export type SensorThreshold = z.infer<typeof sensorThresholdSchema>;

/** Kept figure = came in × factor + offset. */
export const sensorCalibrationSchema = z.strictObject({
  field,
  factor: z
    .number()
    .min(-1e6)
    .max(1e6)
    .refine((factor) => factor !== 0, 'any factor but 0')
    .default(1),
  offset: figure.default(0),
});

export const sensorRecordSchema = z.strictObject({
  id: sensorIdSchema,
  type: z.string().regex(sensorTypePattern, 'a type such as traffic or people_counter'),
  name: z.string().trim().min(1).max(80),
  /** lon, lat; null = not placed. */
  location: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).nullable(),
  /** Needed to be on the map and to raise a site alarm. */
  approved: z.boolean(),
  thresholds: z.array(sensorThresholdSchema).max(10),
  calibration: z.array(sensorCalibrationSchema).max(10),
  /** Silent after this long, s; null = told from its usual rate. */
  silentAfterS: z.number().min(5).max(604_800).nullable(),
  /** Addresses from which it may speak on TCP without a key. */
  addresses: z.array(z.union([z.ipv4(), z.ipv6()])).max(10),
  addedBy: z.string(),
  addedMs: z.number(),
});
export type SensorRecord = z.infer<typeof sensorRecordSchema>;

/**
 * `waiting`: registered, not heard since the start, and not yet for so long that it counts as silent. The faults in the order of their
 * weight: a silent sensor is not also stuck.
 */
export const sensorStatuses = ['waiting', 'live', 'silent', 'out-of-range', 'stuck', 'drifting'] as const;
export type SensorStatus = (typeof sensorStatuses)[number];

export interface SensorHealth {
  readonly status: SensorStatus;
  readonly sinceMs: number;
  /** In English, with figures: why it is judged so. Null while all is well. */
  readonly detail: string | null;
}

export interface Sensor {
  readonly id: string;
  readonly type: string;
  /** Null for one that was only heard. */
  readonly record: SensorRecord | null;
  readonly hasKey: boolean;
  readonly health: SensorHealth;
  readonly lastHeardMs: number | null;
  /** Readings a minute, over the newest minutes; null before there are two. */
  readonly ratePerMin: number | null;
  readonly readings: number;
  readonly rejected: number;
  readonly latest: StoredReading | null;
}

export interface SensorRecords {
  list(): readonly { readonly record: SensorRecord; readonly hasKey: boolean }[];
  /** On the disk when it returns, as are all that follow. Keeps its key. */
  save(records: readonly SensorRecord[]): void;
  /** False when there was none. */
  remove(id: string): boolean;
  /** SHA-256 (hex) of its key; the one before ends. False where the sensor isn't registered. */
  setKey(id: string, keyHash: string): boolean;
  /** The id of the sensor whose key it is. */
  findByKey(keyHash: string): string | null;
}
