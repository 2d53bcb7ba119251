/** The station's plan for maps: everything already in degrees, so that a page does no geometry. */
import { z } from 'zod';
import type { RouteContract } from './route.ts';

const lonLat = z.tuple([z.number(), z.number()]);

export const siteReply = z.object({
  station: z.object({ id: z.string(), name: z.string(), lines: z.array(z.string()), location: lonLat, timezone: z.string() }),
  is_demo: z.boolean().describe('True when the pictures come from the twin'),
  zones: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['waiting', 'moving', 'entrance', 'exit']),
      platform: z.string().nullable(),
      polygon: z.array(lonLat).nullable().describe('Null when the zone has no place on the plan'),
    }),
  ),
  cameras: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      view: z.array(lonLat).nullable().describe('What the camera sees of the ground; null without calibration'),
    }),
  ),
  lines: z.array(z.object({ id: z.string(), camera_id: z.string(), from: lonLat, to: lonLat })),
  bounds: z.tuple([lonLat, lonLat]).describe('South-west and north-east of all of it'),
});
export type SiteReply = z.infer<typeof siteReply>;

export const siteRoutes = {
  site: {
    method: 'GET',
    path: '/api/site',
    summary: 'The plan of the station: zones, camera views, lines',
    tag: 'Site',
    access: 'viewer',
    response: siteReply,
  },
} satisfies Record<string, RouteContract>;
