/**
 * Traffic and flow sensors, in the shapes that clients of the traffic API know. Speeds are km/h here, whatever they are kept in. `hours`
 * reaches back from now. A `null` is unknown: no reading in that time, or a sensor that doesn't say it.
 */
import { z } from 'zod';
import { rejectReasons } from '../domain/reading.ts';
import { congestionLevels } from '../domain/traffic.ts';
import { type RouteContract, timestamp } from './route.ts';

const figure = z.number().nullable();
const sensorId = z.string().min(1).max(64).optional();
const hours = z.coerce.number('a number of hours from 1 to 168').min(1).max(168).default(24);
const limit = z.coerce.number('a whole number from 1 to 1000').int().min(1).max(1000).default(100);
const cursor = z.string().max(100).optional().describe('X-Next-Cursor of the page before');

export const trafficRow = z.object({
  id: z.number().int(),
  sensor_id: z.string(),
  speed: figure.describe('km/h'),
  volume: figure.describe('Vehicles in the sensor’s interval'),
  density: figure.describe('Vehicles per km'),
  occupancy: figure.describe('Per cent of the time'),
  timestamp,
});
export type TrafficRow = z.infer<typeof trafficRow>;

/** One reading; what is in it decides its type unless it says so. */
const readingBody = z.looseObject({});

export const ingestReply = z.object({
  accepted: z.number().int(),
  duplicates: z.number().int().describe('Already stored: sent again'),
  rejected: z.array(z.object({ index: z.number().int(), reason: z.enum(rejectReasons), detail: z.string() })),
});
export type IngestReply = z.infer<typeof ingestReply>;

const statistics = z.object({
  avg_speed: figure,
  min_speed: figure,
  max_speed: figure,
  avg_volume: figure,
  total_readings: z.number().int(),
  time_window_hours: z.number(),
});
export type TrafficStatistics = z.infer<typeof statistics>;

const period = z.object({ start: timestamp, end: timestamp });

const congestion = z.object({
  metric_name: z.literal('traffic_congestion'),
  time_period: period,
  free_flow_speed: figure.describe('km/h; null while too little is known: then no hour is judged'),
  data_points: z.array(
    z.object({
      timestamp: timestamp.describe('Start of an hour on the station’s clock'),
      avg_speed: figure,
      avg_volume: figure,
      congestion_level: z.enum(congestionLevels).nullable(),
      reading_count: z.number().int(),
    }),
  ),
  summary: z.object({
    congestion_percentage: figure.describe('Share of judged hours that are heavy or severe'),
    avg_speed_overall: figure,
    congested_hours: z.number().int(),
  }),
  generated_at: timestamp,
});
export type CongestionReply = z.infer<typeof congestion>;

const patternCell = z.object({ avg_speed: figure, avg_volume: figure, reading_count: z.number().int() });
const patterns = z.object({
  metric_name: z.literal('traffic_patterns'),
  time_period: period,
  timezone: z.string(),
  by_hour: z.array(patternCell.extend({ hour: z.number().int().min(0).max(23) })),
  by_weekday: z.array(patternCell.extend({ weekday: z.number().int().min(1).max(7).describe('1 = Monday') })),
  by_hour_and_weekday: z.array(patternCell.extend({ hour: z.number().int(), weekday: z.number().int() })),
  generated_at: timestamp,
});
export type PatternsReply = z.infer<typeof patterns>;

const trends = z.object({
  metric_name: z.literal('traffic_trends'),
  time_period: period,
  data_points: z.array(z.object({ date: z.iso.date(), avg_speed: figure, avg_volume: figure, reading_count: z.number().int() })),
  trend: z
    .object({
      slope_per_day: z.number().describe('km/h a day: the Theil–Sen slope, the median of the slopes between all pairs of days'),
      p_value: z.number().describe('Two-sided, of the Mann–Kendall test with its correction for ties'),
      significant: z.boolean().describe('p below 0.05'),
      direction: z.enum(['rising', 'falling', 'none']).describe('none where it is not significant'),
      days: z.number().int(),
    })
    .nullable()
    .describe('Null with fewer than eight days'),
  generated_at: timestamp,
});
export type TrendsReply = z.infer<typeof trends>;

const tag = 'Sensors';
const days = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);

export const trafficRoutes = {
  currentTraffic: {
    ...{ method: 'GET', path: '/api/traffic/current', tag, access: 'viewer' },
    summary: 'The newest reading of each traffic sensor, as a bare array',
    query: z.object({ sensor_id: sensorId, limit, cursor }),
    response: z.array(trafficRow),
  },
  historicalTraffic: {
    ...{ method: 'GET', path: '/api/traffic/historical', tag, access: 'viewer', compress: true },
    summary: 'Traffic readings of the last hours, the newest first, as a bare array',
    query: z.object({ hours, sensor_id: sensorId, limit, cursor }),
    response: z.array(trafficRow),
  },
  trafficStatistics: {
    ...{ method: 'GET', path: '/api/traffic/statistics', tag, access: 'viewer' },
    summary: 'Mean, least and greatest of the last hours',
    query: z.object({ hours, sensor_id: sensorId }),
    response: statistics,
  },
  sendReadings: {
    ...{ method: 'POST', path: '/api/traffic/readings', tag, access: 'operator', audit: false },
    summary: 'Readings of sensors that speak HTTP, of any type: one, or a bare array of at most 1,000. Stored when it answers',
    body: z.union([z.array(z.unknown()).min(1).max(1000), readingBody]),
    response: ingestReply,
  },
  congestion: {
    ...{ method: 'GET', path: '/api/analytics/congestion', tag, access: 'viewer', compress: true },
    summary: 'Congestion hour by hour',
    query: z.object({ hours, sensor_id: sensorId }),
    response: congestion,
  },
  patterns: {
    ...{ method: 'GET', path: '/api/analytics/patterns', tag, access: 'viewer', compress: true },
    summary: 'The usual day and the usual week',
    query: z.object({ days: days(366, 28), sensor_id: sensorId }),
    response: patterns,
  },
  trends: {
    ...{ method: 'GET', path: '/api/analytics/trends', tag, access: 'viewer' },
    summary: 'Day by day, and whether there is a trend',
    query: z.object({ days: days(1830, 90), sensor_id: sensorId }),
    response: trends,
  },
} as const satisfies Record<string, RouteContract>;
