/** Ways on foot: routes that avoid the crush, ways out, the network they are made of, and what operators closed. */
import { z } from 'zod';
import { bands } from '../domain/band.ts';
import { routeWarnings, stepKinds, walkKinds, walkModes } from '../domain/walk.ts';
import { idParams, type RouteContract, timestamp } from './route.ts';

const lonLat = z.tuple([z.number(), z.number()]);
const line = z.object({ type: z.literal('LineString'), coordinates: z.array(lonLat) });
const words = z.object({ en: z.string(), hi: z.string(), mr: z.string() });

const placeOnFoot = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .describe('`lat,lon`, or the id of a zone, of a place, or of a point of the network');

const end = z.object({ id: z.string().nullable(), name: z.string().nullable(), at: lonLat });

const stepReply = z.object({
  kind: z.enum(stepKinds),
  /** Of the stretch that begins here. */
  distance_m: z.number(),
  name: z.string().nullable(),
  text: words,
  at: lonLat,
});

export const walkRouteFeature = z.object({
  type: z.literal('Feature'),
  geometry: line,
  properties: z.object({
    rank: z.number().int().describe('0 = the best, then alternatives'),
    distance_m: z.number(),
    duration_s: z.number().describe('At the speed that the crowd on the way allows'),
    crowd_cost_s: z.number().describe('What the crowd adds: time lost in it, and the weight of keeping out of it'),
    worst_band: z.enum(bands),
    warnings: z.array(z.enum(routeWarnings)),
    exit: z
      .object({
        id: z.string(),
        name: z.string().nullable(),
        capacity_per_min: z.number(),
        share: z.number().min(0).max(1).describe('Of those who start here, how many are sent this way'),
      })
      .nullable(),
    steps: z.array(stepReply),
    stretch_ids: z.array(z.string()),
  }),
});
export type WalkRouteFeature = z.infer<typeof walkRouteFeature>;

export const walkRoutesReply = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(walkRouteFeature).describe('Empty when there is no way; `reason` says why'),
  mode: z.enum(walkModes),
  from: end,
  to: end.nullable(),
  reason: z.string().nullable(),
  source: z.enum(['station', 'google']),
  /** Rises when a block, a band or the network changed; a route of an older one may no longer be the best. */
  revision: z.number().int(),
  generated_at: timestamp,
});
export type WalkRoutesReply = z.infer<typeof walkRoutesReply>;

const blockReply = z.object({
  stretch_id: z.string(),
  name: z.string().nullable(),
  reason: z.string(),
  by: z.string(),
  at: timestamp,
  until: timestamp.nullable(),
});
export type WalkBlockReply = z.infer<typeof blockReply>;

export const walkNetworkReply = z.object({
  revision: z.number().int(),
  points: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      at: lonLat,
      exit: z.object({ capacity_per_min: z.number() }).nullable(),
    }),
  ),
  stretches: z.array(
    z.object({
      id: z.string(),
      from: z.string(),
      to: z.string(),
      name: z.string().nullable(),
      kind: z.enum(walkKinds),
      line: z.array(lonLat),
      length_m: z.number(),
      width_m: z.number().nullable(),
      one_way: z.boolean(),
      zone: z.string().nullable(),
      band: z.enum(bands).nullable().describe('Of its zone, now; null outside all zones'),
      source: z.enum(['site', 'osm']),
      blocked: blockReply.nullable(),
    }),
  ),
  truncated: z.boolean().describe('More lie in the bbox than `limit` let through'),
});
export type WalkNetworkReply = z.infer<typeof walkNetworkReply>;

const evacuationReply = z.object({
  revision: z.number().int(),
  generated_at: timestamp,
  exits: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      capacity_per_min: z.number(),
      persons: z.number().describe('Sent here'),
      clear_s: z.number().nullable().describe('Until the last of them is out'),
    }),
  ),
  zones: z.array(
    z.object({
      zone: z.string(),
      persons: z.number().nullable().describe('Null: unknown, planned as if at its rated capacity'),
      planned_persons: z.number(),
      cut_off: z.boolean().describe('No way out of here is open'),
      ways: z.array(
        z.object({ exit: z.string(), persons: z.number(), share: z.number(), distance_m: z.number(), duration_s: z.number() }),
      ),
    }),
  ),
  clear_s: z.number().nullable().describe('Until everybody is out; null when somebody is cut off or there is no exit'),
});
export type EvacuationReply = z.infer<typeof evacuationReply>;

const tag = 'Site';

export const walkRoutes = {
  walkRoutes: {
    ...{ method: 'GET', path: '/api/routes', tag, access: 'viewer', compress: true },
    summary: 'The way on foot from here to there past the crush, or out; with up to two alternatives',
    query: z.object({
      from: placeOnFoot,
      to: placeOnFoot.optional().describe('Needed with mode walk'),
      mode: z.enum(walkModes).default('walk'),
      avoid_crowd: z
        .enum(['true', 'false'])
        .default('true')
        .transform((text) => text === 'true'),
      alternatives: z.coerce.number().int().min(0).max(2).default(2),
    }),
    response: walkRoutesReply,
  },
  walkNetwork: {
    ...{ method: 'GET', path: '/api/routes/network', tag, access: 'viewer', compress: true },
    summary: 'The stretches that routes are made of, with their state',
    query: z.object({
      bbox: z.string().max(120).optional().describe('west,south,east,north; the station’s own stretches without it'),
      limit: z.coerce.number().int().min(1).max(20_000).default(5000),
    }),
    response: walkNetworkReply,
  },
  evacuation: {
    ...{ method: 'GET', path: '/api/routes/evacuation', tag, access: 'viewer', compress: true },
    summary: 'Who would leave by which exit, if everybody had to leave now',
    response: evacuationReply,
  },
  walkBlocks: {
    ...{ method: 'GET', path: '/api/routes/blocks', tag, access: 'viewer' },
    summary: 'What is closed',
    response: z.object({ blocks: z.array(blockReply) }),
  },
  blockStretch: {
    ...{
      method: 'POST',
      path: '/api/routes/blocks',
      tag,
      access: 'operator',
      status: 201,
      audit: ['stretch_id', 'reason', 'until'],
    },
    summary: 'Close a stretch; routes go round it within a second',
    body: z.strictObject({
      stretch_id: z.string().min(1).max(100),
      reason: z.string().trim().min(3).max(200),
      until: timestamp.optional(),
    }),
    response: blockReply,
  },
  openStretch: {
    ...{ method: 'DELETE', path: '/api/routes/blocks/:id', tag, access: 'operator' },
    summary: 'Open a stretch again, by its id',
    params: idParams,
    response: z.object({ stretch_id: z.string() }),
  },
} as const satisfies Record<string, RouteContract>;
