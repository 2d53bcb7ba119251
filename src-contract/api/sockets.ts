/** What travels on the WebSockets. Each is one JSON object a text message, except live pictures, which are binary. */
import { z } from 'zod';
import { readingSources, riskLevels } from '../domain/reading.ts';
import type { Role } from '../domain/roles.ts';
import { alarmEventReply, alarmReply, floodReply } from './alarms.ts';
import { cameraReply } from './cameras.ts';
import { chatUpdate } from './chat.ts';
import { crowdUpdate } from './crowd.ts';
import { incidentSnapshot, incidentUpdate } from './incidents.ts';
import { predictionUpdate } from './predictions.ts';
import { type ScopeRule, timestamp } from './route.ts';
import { sensorReply } from './sensors.ts';
import { partHealth } from './system.ts';
import { trafficRow } from './traffic.ts';

export interface SocketContract {
  /** Fastify's form. */
  readonly path: string;
  readonly access: Role;
  readonly scope: ScopeRule;
}

/** Every WebSocket of the station and who may open it. */
export const sockets = {
  crowd: { path: '/ws/crowd', access: 'viewer', scope: 'crowd:read' },
  /** What a key hears there depends on its scopes, see `subscriptionScopes`. */
  realTime: { path: '/ws/real-time', access: 'viewer', scope: 'any' },
  /** Its messages are in frames.ts. */
  frames: { path: '/ws', access: 'viewer', scope: 'frames:write' },
  /** Its messages are in chat.ts. */
  chat: { path: '/ws/chat/:line', access: 'viewer', scope: 'chat:read' },
  /** Readings of MEDIUM and HIGH risk; alarms and their states travel on /ws/real-time. */
  alerts: { path: '/ws/alerts', access: 'viewer', scope: 'sensors:read' },
  live: { path: '/api/cameras/:id/live', access: 'operator', scope: 'cameras:read' },
} as const satisfies Record<string, SocketContract>;

/** Close codes of our own: no credentials, wrong role, unknown thing, too slow. */
export const closeCodes = { unauthenticated: 4401, forbidden: 4403, notFound: 4404, tooSlow: 4408 } as const;

export const crowdClientMessage = z.object({
  type: z.literal('subscribe'),
  stations: z.array(z.string().max(64)).max(100).optional(),
  lines: z.array(z.string().max(64)).max(100).optional(),
});

/** Subscriptions of /ws/real-time. */
export const subscriptions = [
  'traffic_data',
  'predictions',
  'alerts',
  'crowd',
  'incidents',
  'system',
  'chat',
  'sensors',
  'ground',
] as const;
export type Subscription = (typeof subscriptions)[number];

export const subscriptionScopes: Record<Subscription, ScopeRule> = {
  traffic_data: 'sensors:read',
  predictions: 'forecasts:read',
  alerts: 'alarms:read',
  crowd: 'crowd:read',
  incidents: 'incidents:read',
  system: 'system:read',
  /** For operators. */
  chat: 'chat:read',
  /** For the control room: what changed of sensors, twice a second. */
  sensors: 'sensors:read',
  /** For operators' maps: where people stand, and density cell by cell, once a second. */
  ground: 'crowd:read',
};

export const realTimeClientMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('subscribe'),
    subscription: z.enum(subscriptions),
    /** For `alerts` and `incidents`: what came after this number comes first; when that is too much, a snapshot instead. */
    since_seq: z.number().int().min(0).optional(),
  }),
  z.object({ type: z.literal('unsubscribe'), subscription: z.enum(subscriptions) }),
  /** This page has shown what came up to `seq`; tasks for its user count as delivered (one of them, with `task_id`). */
  z.object({
    type: z.literal('ack'),
    subscription: z.literal('incidents'),
    seq: z.number().int().min(0),
    task_id: z.string().max(100).optional(),
  }),
  z.object({ type: z.literal('pong') }),
  z.object({ type: z.literal('get_status') }),
  /** From a staff phone: whether its owner is on shift, and whether its screen stays awake. */
  z.object({ type: z.literal('presence'), on_shift: z.boolean(), awake: z.boolean() }),
]);

export const systemStatus = z.object({
  type: z.literal('system_status'),
  timestamp,
  status: z.enum(['healthy', 'degraded']),
  parts: z.array(partHealth),
  cameras: z.array(cameraReply),
});
export type SystemStatus = z.infer<typeof systemStatus>;

export const realTimeServerMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('welcome'), timestamp, server_version: z.string(), subscriptions: z.array(z.enum(subscriptions)) }),
  z.object({ type: z.literal('subscribed'), subscription: z.enum(subscriptions) }),
  z.object({ type: z.literal('unsubscribed'), subscription: z.enum(subscriptions) }),
  z.object({ type: z.literal('ping'), timestamp }),
  alertMessage(),
  alertSnapshot(),
  /** To those that hear of alerts: a flood of alarms began, grew or ended. */
  z.object({ type: z.literal('alarm_flood'), timestamp, flood: floodReply }),
  incidentUpdate,
  incidentSnapshot,
  chatUpdate,
  predictionUpdate,
  crowdUpdate,
  systemStatus,
  /** Rows of traffic readings as they are stored, none left out. */
  z.object({ type: z.literal('traffic_update'), timestamp, data: z.array(trafficRow) }),
  z.object({ type: z.literal('sensor_update'), timestamp, sensors: z.array(sensorReply) }),
  groundUpdate(),
  z.object({ type: z.literal('error'), code: z.string(), message: z.string() }),
]);
export type RealTimeServerMessage = z.infer<typeof realTimeServerMessage>;

/** A message of /ws/alerts. */
export const sensorAlert = z.object({
  sensor: z.string(),
  type: z.string(),
  parsed: z.record(z.string(), z.number()).describe('In the units of the sensor’s type'),
  prediction: z.object({ fog_intensity: z.number().nullable(), risk: z.enum(riskLevels) }),
  source: z.enum(readingSources),
  alert_id: z.string(),
  level: z.enum(['warning', 'critical']).describe('warning for MEDIUM, critical for HIGH'),
  timestamp: timestamp.describe('When it was measured'),
  approved: z.boolean(),
});
export type SensorAlert = z.infer<typeof sensorAlert>;

/** One alarm event; `data.seq` has no gaps, so a client that misses one asks GET /api/alarms/history?since_seq=. */
function alertMessage() {
  return z.object({ type: z.literal('alert'), data: alarmEventReply });
}

/** In place of missed alerts that are too many: every alarm that isn't closed. */
function alertSnapshot() {
  return z.object({
    type: z.literal('alert_snapshot'),
    snapshot: z.literal(true),
    seq: z.number().int(),
    alarms: z.array(alarmReply),
    left_out: z.number().int().describe('Found no room: ask GET /api/alarms'),
  });
}

/** People as [longitude, latitude, persons], at most 2,000; cells with their corners, at most 1,500. */
function groundUpdate() {
  return z.object({
    type: z.literal('ground_update'),
    timestamp,
    people: z.array(z.tuple([z.number(), z.number(), z.number()])),
    cells: z.array(z.object({ corners: z.array(z.tuple([z.number(), z.number()])), density: z.number() })),
  });
}
export type GroundUpdate = z.infer<ReturnType<typeof groundUpdate>>;

const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/**
 * Text messages of the live socket. `stream` comes first and again when the codec changes; after it, binary messages: for `mse`
 * the fMP4 init segment and then one fragment a message, for `mpeg1` an MPEG-TS stream. `overlay` comes with each detection.
 */
export const liveServerMessage = z.discriminatedUnion('type', [
  z.discriminatedUnion('codec', [
    z.object({ type: z.literal('stream'), codec: z.literal('mse'), mime: z.string() }),
    z.object({ type: z.literal('stream'), codec: z.literal('mpeg1') }),
  ]),
  z.object({
    type: z.literal('overlay'),
    timestamp,
    tracks: z.array(z.object({ id: z.number().int(), box, score: z.number(), predicted: z.boolean() })),
  }),
]);
export type LiveServerMessage = z.infer<typeof liveServerMessage>;
