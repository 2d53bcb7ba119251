/**
 * The site in force as admins change it, while the station runs. A change is made of edits, checked as a whole, kept in the data folder
 * and followed by every part at once. Names and passwords in camera addresses never leave: they are shown as ***.
 */
import { z } from 'zod';
import { siteEdit } from '../domain/site-edit.ts';
import type { RouteContract } from './route.ts';

const revision = z.string().min(1).max(64).describe('Of the site that was read; another one is refused with 409');

const sitePart = z.object({ part: z.string(), id: z.string().nullable() }).describe('`camera p1-north`, `zone p1`, `alarms`');

/** Fields as in the site file, defaults filled in. */
const fields = z.record(z.string(), z.unknown());
const items = z.array(z.object({ id: z.string() }).catchall(z.unknown()));

export const siteConfigReply = z.object({
  revision: z.string(),
  versions: z.number().int().describe('How many versions before it can be put in force again'),
  site: z
    .object({
      station: fields,
      zones: items,
      cameras: items,
      crowd: fields,
      bands: fields,
      alarms: fields,
      weather: fields,
      retention: fields,
    })
    .describe('As in the site file, with its defaults; README.md, "The site file"'),
});
export type SiteConfigReply = z.infer<typeof siteConfigReply>;

export const siteChangeReply = z.object({ revision: z.string(), versions: z.number().int(), changed: z.array(sitePart) });

export const siteConfigRoutes = {
  siteConfig: {
    method: 'GET',
    path: '/api/site/config',
    summary: 'The site in force, as its file would say it',
    tag: 'Site',
    access: 'operator',
    response: siteConfigReply,
  },
  changeSite: {
    method: 'PATCH',
    path: '/api/site/config',
    summary: 'Changes cameras, zones and settings, all of it or nothing; followed at once',
    tag: 'Site',
    access: 'admin',
    // Kept by the handler, by what changed: edits may hold passwords.
    audit: false,
    body: z.object({ revision, edits: z.array(siteEdit).min(1).max(200) }),
    response: siteChangeReply,
  },
  undoSiteChange: {
    method: 'POST',
    path: '/api/site/config/undo',
    summary: 'Puts a version before in force again; the present one is kept in its place',
    tag: 'Site',
    access: 'admin',
    audit: false,
    body: z.object({ revision, version: z.number().int().min(1).max(6).default(1).describe('1: the newest before') }),
    response: siteChangeReply,
  },
} satisfies Record<string, RouteContract>;
