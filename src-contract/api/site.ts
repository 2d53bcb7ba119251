/** The station's plan for maps: everything already in degrees, so that a page does no geometry. */
import { z } from 'zod';
import type { RouteContract } from './route.ts';

const lonLat = z.tuple([z.number(), z.number()]);

export const siteReply = z.object({
  revision: z.string().describe('Of the site in force; crowd pushes carry it as site_revision'),
  station: z.object({ id: z.string(), name: z.string(), lines: z.array(z.string()), location: lonLat, timezone: z.string() }),
  base_map: z.boolean().describe('True when GET /api/site/base-map.pmtiles has a map of the surroundings'),
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
    compress: true,
    response: siteReply,
  },
  baseMap: {
    ...{ method: 'GET', path: '/api/site/base-map.pmtiles', tag: 'Site', access: 'viewer' },
    summary: 'The map of the surroundings, a PMTiles archive of vector tiles; takes a Range',
    response: { binary: 'application/vnd.pmtiles' },
  },
} satisfies Record<string, RouteContract>;
