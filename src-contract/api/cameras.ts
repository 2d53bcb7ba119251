/** Cameras as clients see them. Addresses are masked; the live picture comes over a socket (sockets.ts). */
import { z } from 'zod';
import { idParams, type RouteContract, sentence, timestamp } from './route.ts';

const point = z.tuple([z.number(), z.number()]);

export const cameraReply = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string().describe('Without user and password'),
  state: z.object({
    kind: z.enum(['live', 'reconnecting', 'frozen', 'covered', 'offline']),
    since: timestamp,
    reason: z.string().nullable(),
  }),
  detection: z.object({
    kind: z.enum(['running', 'starting', 'no-model', 'degraded']),
    model: z.string().nullable(),
    reason: z.string().nullable(),
  }),
  mode: z
    .enum(['detect', 'tiles', 'density'])
    .describe('Persons found one by one, in parts of a wide view, or a dense crowd as a map'),
  gain: z.number().nullable().describe("In mode density: what the model's own count is multiplied by, from the spot checks"),
  fps: z.number(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  codec: z.string().nullable(),
  frames_total: z.number().int(),
  dropped_total: z.number().int(),
  corrupt_total: z.number().int(),
  restarts_total: z.number().int(),
  calibrated: z.boolean(),
  calibration_error_m: z.number().nullable(),
  zones: z.array(z.object({ zone: z.string(), polygon: z.array(point) })).describe('Zones on the picture, 0..1'),
  lines: z.array(z.object({ id: z.string(), from: point, to: point, into: z.string().nullable() })),
});
export type CameraReply = z.infer<typeof cameraReply>;

export const cameraRoutes = {
  cameras: {
    method: 'GET',
    path: '/api/cameras',
    summary: 'The cameras with their states',
    tag: 'Cameras',
    access: 'viewer',
    response: z.object({ timestamp, cameras: z.array(cameraReply) }),
  },
  cameraSnapshot: {
    method: 'GET',
    path: '/api/cameras/:id/snapshot.jpg',
    summary: 'The newest picture, masks applied and faces hidden; 503 while there is none, or nothing can look for faces',
    tag: 'Cameras',
    access: 'operator',
    params: idParams,
    response: { binary: 'image/jpeg' },
  },
  untouchedSnapshot: {
    method: 'POST',
    path: '/api/cameras/:id/snapshot',
    summary: 'The newest picture, masks applied and faces as they are, for a stated purpose',
    tag: 'Cameras',
    access: 'admin',
    audit: ['purpose'],
    params: idParams,
    body: z.object({ purpose: sentence.describe('What it is needed for; it stands in the audit log') }),
    response: { binary: 'image/jpeg' },
  },
} satisfies Record<string, RouteContract>;
