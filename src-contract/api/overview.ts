/** The key figures of the control room in one answer. What is counted as of now carries `timestamp`; what rests on something older, its own time. */
import { z } from 'zod';
import { bands } from '../domain/band.ts';
import { sensorStatuses } from '../domain/sensor.ts';
import { skies, weatherSources } from '../domain/weather.ts';
import { crowdLevel, zoneReply } from './crowd.ts';
import { type RouteContract, timestamp } from './route.ts';

const figure = z.number().nullable();
const count = z.number().int().min(0);

const crowd = z.object({
  level: crowdLevel,
  count: figure,
  density: figure,
  confidence: z.number().min(0).max(1),
  source: zoneReply.shape.source,
  measured_at: timestamp.nullable(),
  zones: count,
  zones_unknown: count,
  worst_zone: z
    .object({
      ...{ id: z.string(), name: z.string(), level: crowdLevel, band: z.enum(bands), count: figure, density: figure },
      ...{ time_to_red_s: figure, source: zoneReply.shape.source, measured_at: timestamp.nullable() },
    })
    .nullable()
    .describe('By band, then by the nearer to red; null while no zone is known'),
});

const weather = z.object({
  ...{ source: z.enum(weatherSources), observed_at: timestamp, stale: z.boolean(), sky: z.enum(skies) },
  ...{ temperature_c: figure, apparent_c: figure, humidity: figure, rain_mm_per_h: figure },
  ...{ wind_mps: figure, gust_mps: figure, visibility_m: figure },
});

export const dashboardReply = z.object({
  timestamp,
  station: z.object({ id: z.string(), name: z.string() }),
  crowd,
  alarms: z.object({
    open: count,
    unacknowledged: count,
    by_priority: z.object({ high: count, medium: count, low: count }),
    oldest_unacknowledged_at: timestamp.nullable(),
  }),
  incidents: z.object({ open: count, panics_open: count, newest_opened_at: timestamp.nullable() }),
  cameras: z.object({ live: count, total: count }),
  sensors: z.object({
    total: count,
    by_status: z.partialRecord(z.enum(sensorStatuses), count),
    last_heard_at: timestamp.nullable(),
  }),
  trains: z.object({
    within_hour: count,
    next: z
      .object({
        train_id: z.string(),
        platform: z.string().nullable(),
        expected_at: timestamp.nullable(),
        source: z.enum(['live', 'timetable']),
      })
      .nullable(),
  }),
  weather: weather.nullable().describe('The last known, with its time; null when nothing was ever known'),
  events_today: z.array(
    z.object({ event_id: z.string(), name: z.string(), start: timestamp, end: timestamp, expected_attendance: figure }),
  ),
  forecast: z
    .array(
      z.object({
        ...{ zone: z.string(), name: z.string(), made_at: timestamp, at: timestamp, horizon_minutes: z.number() },
        ...{ value: z.number(), low: z.number(), high: z.number(), has_skill: z.boolean() },
      }),
    )
    .describe('Of zones, the fullest expected first: at most three'),
  places: z
    .object({ total: count, by_kind: z.record(z.string(), count) })
    .nullable()
    .describe('Null when nothing is known of places'),
  health: z.object({ status: z.enum(['healthy', 'degraded']), degraded: z.array(z.string()), down: z.array(z.string()) }),
});
export type DashboardReply = z.infer<typeof dashboardReply>;

export const overviewRoutes = {
  dashboard: {
    ...{ method: 'GET', path: '/api/dashboard', tag: 'Crowd', access: 'viewer' },
    summary:
      'The key figures of the control room: crowd, alarms, incidents, cameras, sensors, trains, weather, events, forecast, health',
    response: dashboardReply,
  },
} as const satisfies Record<string, RouteContract>;
