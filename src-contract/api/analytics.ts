/** Recorded metrics over time, by hour, day, weekday, event or station. A `null` is unknown; where nothing was recorded, nothing is known. */
import { z } from 'zod';
import { metricGroups, metrics } from '../domain/metrics.ts';
import { type RouteContract, timestamp } from './route.ts';

const figure = z.number().nullable();

const figures = z.object({
  value: figure.describe('The mean of a level or a duration; the total of what happened'),
  per_hour: figure.describe('Of a total: by the hour that was recorded'),
  samples: z.number().int().describe('What it rests on: half hours, or alarms of a time to acknowledge'),
  peak: figure.describe('The highest half hour'),
  peak_at: timestamp.nullable(),
  coverage: z.number().min(0).max(1).describe('Share of its time that was recorded'),
});
export type MetricFiguresReply = z.infer<typeof figures>;

const metricPoint = figures.extend({
  key: z
    .string()
    .describe('The hour (2026-11-28T07) or day of the station’s clock, the weekday (1 = Monday), or the id of event or station'),
  name: z.string().nullable(),
  start: timestamp.nullable(),
  end: timestamp.nullable(),
  usual: figures.nullable().describe('Of an event: the same half hours of the same weekdays without any event'),
});
export type MetricPointReply = z.infer<typeof metricPoint>;

export const analyticsReply = z.object({
  metric: z.enum(metrics),
  kind: z.enum(['mean', 'total']),
  unit: z.string(),
  group: z.enum(metricGroups),
  period: z.object({ start: timestamp, end: timestamp }),
  timezone: z.string(),
  station_id: z.string(),
  zone: z.string().nullable(),
  event_id: z.string().nullable(),
  points: z.array(metricPoint),
  overall: figures,
  generated_at: timestamp,
});
export type AnalyticsReply = z.infer<typeof analyticsReply>;

export const analyticsRoutes = {
  analytics: {
    ...{ method: 'GET', path: '/api/analytics', tag: 'Crowd', access: 'viewer', compress: true },
    summary: 'A recorded metric over at most 92 days, grouped; the last 28 days unless told',
    query: z.object({
      metric: z.enum(metrics).default('crowd_count'),
      group: z.enum(metricGroups).default('day'),
      from: timestamp.optional(),
      to: timestamp.optional(),
      zone: z.string().max(64).optional().describe('Of crowd metrics; all zones together without it'),
      event_id: z.string().max(100).optional().describe('Only what was recorded within this event'),
      station_id: z.string().max(64).optional(),
    }),
    response: analyticsReply,
  },
} as const satisfies Record<string, RouteContract>;
