/** The registry of sensors, what they say now, and what was refused. A `null` is unknown. */
import { z } from 'zod';
import { readingSources, rejectReasons, riskLevels } from '../domain/reading.ts';
import {
  sensorCalibrationSchema,
  sensorIdSchema,
  sensorRecordSchema,
  sensorStatuses,
  sensorThresholdSchema,
} from '../domain/sensor.ts';
import { cursorQuery, type RouteContract, timestamp } from './route.ts';

const text = z.string().nullable();

export const readingReply = z.object({
  sensor_id: z.string(),
  type: z.string(),
  source: z.enum(readingSources),
  timestamp: timestamp.describe('When it was measured'),
  received_at: timestamp,
  values: z.record(z.string(), z.number()).describe('In the units of its type; of an unknown type as they came'),
  risk: z.enum(riskLevels).nullable().describe('Null where nothing is known of its type'),
  fog_intensity: z.number().nullable(),
  predicted_by: text,
  approved: z.boolean(),
  late: z.boolean().describe('It came so long after it was measured that it says nothing of now'),
});
export type ReadingReply = z.infer<typeof readingReply>;

const location = z.tuple([z.number(), z.number()]).nullable().describe('[longitude, latitude]');

export const sensorReply = z.object({
  id: z.string(),
  type: z.string(),
  known_type: z.boolean(),
  name: z.string(),
  registered: z.boolean().describe('False for one that was only heard'),
  approved: z.boolean().describe('Needed to be on the map and to raise a site alarm'),
  location,
  thresholds: z.array(sensorThresholdSchema),
  calibration: z.array(sensorCalibrationSchema),
  silent_after_s: z.number().nullable(),
  addresses: z.array(z.string()),
  has_key: z.boolean(),
  status: z.enum(sensorStatuses),
  status_since: timestamp,
  status_detail: text,
  last_seen: timestamp.nullable(),
  rate_per_minute: z.number().nullable(),
  readings: z.number().int().describe('Since the station started'),
  rejected: z.number().int(),
  latest: readingReply.nullable(),
});
export type SensorReply = z.infer<typeof sensorReply>;

const settable = {
  name: sensorRecordSchema.shape.name,
  location: sensorRecordSchema.shape.location.optional(),
  approved: z.boolean(),
  thresholds: sensorRecordSchema.shape.thresholds,
  calibration: sensorRecordSchema.shape.calibration,
  silent_after_s: sensorRecordSchema.shape.silentAfterS,
  addresses: sensorRecordSchema.shape.addresses,
};
const { type: recordType } = sensorRecordSchema.shape;

export const sensorBody = z.strictObject({
  id: sensorIdSchema,
  type: recordType,
  ...settable,
  approved: settable.approved.default(true),
  thresholds: settable.thresholds.default([]),
  calibration: settable.calibration.default([]),
  silent_after_s: settable.silent_after_s.default(null),
  addresses: settable.addresses.default([]),
});
export type SensorBody = z.infer<typeof sensorBody>;

export const sensorChange = z
  .strictObject({ type: recordType, ...settable })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'at least one field to change');
export type SensorChange = z.infer<typeof sensorChange>;

export const rejectedReply = z.object({
  received_at: timestamp,
  source: z.enum(readingSources),
  origin: z.string().describe('The topic or the address that it came in by'),
  sensor_id: text,
  type: text,
  reason: z.enum(rejectReasons),
  detail: z.string(),
  raw: z.string().describe('At most 2,000 characters of it'),
});
export type RejectedReply = z.infer<typeof rejectedReply>;

export const credentialReply = z.object({
  sensor_id: z.string(),
  key: z.string().describe('Shown once; a new one ends the one before'),
  mqtt: z.object({
    url: text.describe('Null where no broker takes sensors of other machines'),
    username: z.string(),
    topic: z.string(),
  }),
  tcp: z.object({ address: text, first_line: z.string() }),
  provisioning: z.string().describe('All of it as one JSON text: for a QR code or a file'),
});

const sensorParams = z.object({ id: sensorIdSchema });
const tag = 'Sensors';

export const sensorRoutes = {
  sensors: {
    ...{ method: 'GET', path: '/api/sensors', tag, access: 'viewer' },
    summary: 'Every sensor that is registered or was heard, with its state and its newest reading',
    response: z.object({ timestamp, sensors: z.array(sensorReply) }),
  },
  addSensor: {
    ...{ method: 'POST', path: '/api/sensors', tag, access: 'admin', audit: ['id', 'type', 'name'], status: 201 },
    summary: 'Register a sensor, or one that was heard',
    body: sensorBody,
    response: sensorReply,
  },
  importSensors: {
    ...{ method: 'POST', path: '/api/sensors/import', tag, access: 'admin', audit: [] },
    summary: 'Register many at once, from a file: all of them, or none and the reasons',
    body: z.strictObject({ sensors: z.array(sensorBody).min(1).max(5000) }),
    response: z.object({ added: z.number().int(), changed: z.number().int() }),
  },
  rejectedReadings: {
    ...{ method: 'GET', path: '/api/sensors/rejected', tag, access: 'operator' },
    summary: 'Payloads that were refused, the newest first, and how many since the start by reason',
    query: cursorQuery.extend({ sensor_id: z.string().max(64).optional() }),
    response: z.object({
      rejected: z.array(rejectedReply),
      next_cursor: text,
      since_start: z.partialRecord(z.enum(rejectReasons), z.number().int()),
    }),
  },
  sensor: {
    ...{ method: 'GET', path: '/api/sensors/:id', tag, access: 'viewer' },
    summary: 'One sensor',
    params: sensorParams,
    response: sensorReply,
  },
  changeSensor: {
    ...{ method: 'PATCH', path: '/api/sensors/:id', tag, access: 'admin', audit: ['name', 'type', 'approved'] },
    summary: 'Change what is registered of a sensor; approving one that was only heard registers it',
    params: sensorParams,
    body: sensorChange,
    response: sensorReply,
  },
  removeSensor: {
    ...{ method: 'DELETE', path: '/api/sensors/:id', tag, access: 'admin' },
    summary: 'Take a sensor out of the registry; its readings stay, and its key ends',
    params: sensorParams,
    response: z.object({ removed: z.literal(true) }),
  },
  sensorKey: {
    ...{ method: 'POST', path: '/api/sensors/:id/key', tag, access: 'admin' },
    summary: 'Give a sensor a key of its own, with all that its maker needs to set it up',
    params: sensorParams,
    response: credentialReply,
  },
  sensorReadings: {
    ...{ method: 'GET', path: '/api/sensors/:id/readings', tag, access: 'viewer' },
    summary: 'Readings of one sensor, the newest first',
    params: sensorParams,
    query: cursorQuery.extend({ hours: z.coerce.number().min(0.01).max(8760).default(24) }),
    response: z.object({ readings: z.array(readingReply), next_cursor: text }),
  },
} as const satisfies Record<string, RouteContract>;
