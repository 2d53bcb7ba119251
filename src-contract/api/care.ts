/** Looking after a station: what it is made of, what it keeps and for how long, what a specialist needs to see, and its first run. */
import { z } from 'zod';
import { retentionSettings } from '../domain/retention.ts';
import { type RouteContract, timestamp } from './route.ts';

const count = z.number().int().min(0);
const days = z.number().min(0.1).max(36_500);

export const aboutReply = z.object({
  version: z.string(),
  license: z.string(),
  node: z.string(),
  system: z.string(),
  ffmpeg: z.string().nullable(),
  data_folder: z.string(),
  site_file: z.string().describe('The file that was named; the data folder’s copy runs in its place once the site was changed'),
  uptime_s: z.number(),
  notices: z.array(z.object({ name: z.string(), version: z.string(), license: z.string() })),
});
export type AboutReply = z.infer<typeof aboutReply>;

export const retentionReply = z.object({
  timestamp,
  store_bytes: count,
  max_database_mb: z.number(),
  revision: z.string().describe('Of the site; a change of a setting names it'),
  kept: z.array(
    z.object({
      setting: z.enum(retentionSettings),
      days,
      rows: count,
      bytes: count,
      oldest_at: timestamp.nullable(),
      bytes_per_day: count.nullable().describe('Null while less than a day is there to judge by'),
      expected_bytes: count.nullable().describe('Once the time is full'),
    }),
  ),
});
export type RetentionReply = z.infer<typeof retentionReply>;

const step = z.enum(['station', 'camera', 'zone', 'phone']);
export type FirstRunStep = z.infer<typeof step>;

export const firstRunReply = z.object({
  state: z.enum(['not-needed', 'open', 'dismissed']),
  done: z.array(step),
  skipped: z.array(step),
  station: z.object({ id: z.string(), name: z.string(), is_new: z.boolean() }),
  networks: z.array(
    z.object({
      id: z.string(),
      lines: z.array(z.string()),
      stations: z.array(
        z.object({
          code: z.string(),
          name: z.object({ en: z.string(), hi: z.string(), mr: z.string() }),
          lines: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export type FirstRunReply = z.infer<typeof firstRunReply>;

const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);
const common = { tag: 'System', access: 'admin', scope: 'none' } as const;

export const careRoutes = {
  about: {
    ...{ ...common, method: 'GET', path: '/api/about' },
    summary: 'Version, licence, what it runs on, and the parts by others with their licences',
    response: aboutReply,
  },
  diagnostics: {
    ...{ ...common, method: 'GET', path: '/api/diagnostics' },
    summary: 'What a specialist needs to see, as one ZIP, without passwords, keys, names, chat or pictures',
    response: { binary: 'application/zip' },
  },
  retention: {
    ...{ ...common, method: 'GET', path: '/api/retention' },
    summary: 'How long what is kept, how much of it there is, and how much it will be',
    response: retentionReply,
  },
  previewRetention: {
    ...{ ...common, method: 'POST', path: '/api/retention/preview', audit: false },
    summary: 'How many rows would go if these times were in force; changes nothing',
    body: z.object({ days: z.partialRecord(z.enum(retentionSettings), days) }),
    response: z.object({ older: z.record(z.enum(retentionSettings), count) }),
  },
  firstRun: {
    ...{ ...common, method: 'GET', path: '/api/first-run' },
    summary: 'What of a new station is set up already, and the networks that it may be of',
    response: firstRunReply,
  },
  noteFirstRun: {
    ...{ ...common, method: 'POST', path: '/api/first-run', audit: ['dismissed', 'skip'] },
    summary: 'Skip a step of the guide, or put the whole guide away',
    body: z.object({ skip: step.optional(), dismissed: z.boolean().optional() }),
    response: firstRunReply,
  },
  nameStation: {
    ...{ ...common, method: 'POST', path: '/api/first-run/station', status: 202, audit: ['id', 'name', 'lines', 'network'] },
    summary: 'Say which station a new one is; it begins anew as that one. Once only',
    body: z.object({
      id: name,
      name: z.string().trim().min(1).max(80),
      lines: z.array(name).min(1).max(10),
      location: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).describe('Longitude, latitude'),
      network: name.nullable(),
    }),
    response: z.object({ id: z.string() }),
  },
} as const satisfies Record<string, RouteContract>;
