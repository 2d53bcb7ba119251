/** Health of the station and its parts, and the twin's truth. */
import { z } from 'zod';
import { type RouteContract, timestamp } from './route.ts';

export const partHealth = z.object({
  name: z.string(),
  state: z.enum(['ok', 'degraded', 'down']),
  detail: z.string().nullable(),
  latency_ms: z.number().nullable(),
});
export type PartHealth = z.infer<typeof partHealth>;

export const healthDetailedReply = z.object({
  status: z.enum(['healthy', 'degraded']),
  timestamp,
  version: z.string(),
  uptime_s: z.number(),
  parts: z.array(partHealth),
});

export const truthReply = z.object({
  timestamp,
  count: z.number().int(),
  zones: z.record(z.string(), z.object({ count: z.number().int(), density: z.number() })),
  lines: z.record(z.string(), z.object({ in: z.number().int(), out: z.number().int() })),
});

export const systemRoutes = {
  health: {
    method: 'GET',
    path: '/health',
    summary: 'Liveness: healthy whenever the station can answer',
    tag: 'System',
    access: 'open',
    response: z.object({ status: z.literal('healthy'), timestamp }),
  },
  ping: {
    method: 'POST',
    path: '/api/ping',
    summary: 'Whether the station answers, and to this credential',
    tag: 'System',
    access: 'viewer',
    scope: 'any',
    audit: false,
    response: z.object({ status: z.literal('ok') }),
  },
  healthDetailed: {
    method: 'GET',
    path: '/health/detailed',
    summary: 'Each part with its state',
    tag: 'System',
    access: 'viewer',
    response: healthDetailedReply,
  },
  truth: {
    method: 'GET',
    path: '/api/twin/truth',
    summary: 'What the simulation knows to be true; only where twin cameras run',
    tag: 'Twin',
    access: 'viewer',
    response: truthReply,
  },
} satisfies Record<string, RouteContract>;
