/** Crowd figures as clients see them: stations, zones, history. A `null` figure is unknown, never zero. */
import { z } from 'zod';
import { bands, crowdLevels } from '../domain/band.ts';
import { estimateInputs, estimateKinds } from '../domain/estimate.ts';
import { idParams, type RouteContract, timestamp } from './route.ts';
import { incomingTrainReply } from './trains.ts';

export const crowdLevel = z.enum(crowdLevels);
const figureSource = z.enum(['measured', 'estimated', 'forecast']);
const unit = z.number().min(0).max(1);
const figure = z.number().nullable();
const interval = z.object({ low: z.number(), high: z.number() });

const estimateScore = z.object({
  rows: z.number().int().describe('Measured minutes that were estimated as if the sensor were off'),
  mae: z.number().describe('Persons'),
  bias: z.number().describe('Persons, estimate less truth'),
  coverage: unit.nullable().describe('Share of truths inside the interval'),
});

const estimateBasis = z.object({
  kind: z.enum(estimateKinds).describe('From its own past; from how full measured zones are; from its capacity alone'),
  inputs: z.array(z.enum(estimateInputs)),
  history_days: z.number(),
  zones: z.array(z.string()).describe('Measured zones that it was corrected by'),
  score: estimateScore.nullable(),
});

export const zoneEstimateReply = z.object({
  count: z.number(),
  low: z.number().describe('The truth lies between low and high 95 times of 100'),
  high: z.number(),
  density: figure.describe('Densest local cell, persons/m²'),
  confidence: unit,
  basis: estimateBasis,
  as_of: timestamp,
});
export type ZoneEstimateReply = z.infer<typeof zoneEstimateReply>;

export const zoneReply = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['waiting', 'moving', 'entrance', 'exit']),
  platform: z.string().nullable(),
  capacity: figure,
  area_m2: figure,
  crowd_level: crowdLevel,
  band: z.enum(bands),
  /** What the band rests on, the figure that was judged, and the edges amber, orange, red, black. */
  basis: z.enum(['density', 'capacity', 'unknown']),
  value: figure,
  edges: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  step_ups: z.array(z.enum(['counter-flow', 'outflow-falling', 'pressure', 'stairs'])),
  count: figure,
  density: figure.describe('Densest local cell, persons/m²'),
  density_mean: figure.describe('Persons over the whole zone, persons/m²'),
  occupancy: figure.describe('count / capacity'),
  speed: figure.describe('m/s'),
  pressure: figure.describe('Crowd pressure, 1/s²'),
  inflow_per_min: figure,
  outflow_per_min: figure,
  counter_flow_share: figure,
  direction: z.tuple([z.number(), z.number()]).nullable().describe('Main direction of walking: east, north'),
  dwell_s: figure,
  risk: unit.nullable(),
  time_to_red_s: figure,
  confidence: unit,
  source: figureSource,
  error_share: figure.describe('Of an estimate: the truth lies within ± this share of count and density, 95 times of 100'),
  saturated: z.boolean().describe('A view holds more heads than can be told apart: count and density are least figures'),
  measured_at: timestamp.nullable(),
  stale: z.boolean(),
  note: z
    .enum(['no-camera', 'camera-lost', 'no-model', 'not-calibrated', 'not-measured-yet', 'saturated', 'not-checked'])
    .nullable(),
  camera_ids: z.array(z.string()),
  estimate: zoneEstimateReply
    .nullable()
    .describe('What the station makes of it while no sensor measures it; null while one does. No alarm and no band rests on it'),
});
export type ZoneReply = z.infer<typeof zoneReply>;

export const countingLineReply = z.object({
  id: z.string(),
  camera_id: z.string(),
  into: z.string().nullable(),
  in: z
    .number()
    .int()
    .nullable()
    .describe('Since the start; null where a camera sees a dense crowd as a map: nobody is followed in it'),
  out: z.number().int().nullable(),
  in_per_min: figure.describe('Over the last minute; null while the camera is lost'),
  out_per_min: figure,
  flow_per_m_per_min: figure,
  measured_at: timestamp.nullable(),
});

const platformReply = z.object({
  count: figure,
  crowd_level: crowdLevel,
  density: figure,
  confidence: unit,
  last_updated: timestamp.nullable(),
});

export const stationReply = z.object({
  id: z.string(),
  name: z.string(),
  line: z.string(),
  lines: z.array(z.string()),
  crowd_level: crowdLevel,
  count: figure,
  density: figure,
  risk: unit.nullable(),
  confidence: unit,
  source: figureSource,
  platforms: z.record(z.string(), platformReply),
  zones: z.array(zoneReply),
  counting_lines: z.array(countingLineReply),
  last_updated: timestamp.nullable(),
});
export type StationReply = z.infer<typeof stationReply>;

export const crowdUpdate = z.object({
  type: z.literal('crowd_update'),
  timestamp,
  /** Rises by one a push since the station started. */
  seq: z.number().int(),
  stations: z.array(stationReply),
  /** The soonest; all of them are GET /api/trains/incoming. */
  trains: z.array(incomingTrainReply),
  walk_revision: z.number().int().describe('As in GET /api/routes: when it is another, ask again for the routes that are shown'),
  site_revision: z
    .string()
    .describe('As in GET /api/site/config: when it is another, ask again for GET /api/site and the cameras'),
});
export type CrowdUpdate = z.infer<typeof crowdUpdate>;

export const historyResolutions = ['second', 'minute', 'hour'] as const;

const historyPoint = z.object({
  timestamp,
  count_mean: figure,
  count_max: figure,
  density_mean: figure,
  density_max: figure,
  inflow: figure.describe('Persons in over the step, smoothed over the minute before'),
  outflow: figure.describe('Persons out over the step, smoothed over the minute before'),
  band: z.enum(bands).describe('The worst of the step'),
  /** Mean over the step; what was not known counts as 0. */
  confidence: unit,
  source: figureSource,
  /** Share of the step that was measured. */
  coverage: unit,
  interval: interval.nullable().describe('Of a figure that no sensor measured: the truth lies inside 95 times of 100'),
});

export const crowdHistoryReply = z.object({
  zone: z.string(),
  resolution: z.enum(historyResolutions),
  points: z.array(historyPoint),
  /** True when older points exist than `limit` let through: ask again with `to` = the first point's time. */
  truncated: z.boolean(),
});
export type CrowdHistoryReply = z.infer<typeof crowdHistoryReply>;

const estimateReport = z.object({
  zone: z.string(),
  measured: z.boolean().describe('A sensor measures it now: what follows is how an estimate of it would do'),
  confidence: unit.nullable(),
  basis: estimateBasis.nullable().describe('Null until the station has looked at its past, or where there is nothing to go by'),
  studied_at: timestamp.nullable(),
  kept: estimateScore.nullable().describe('Estimates of the last week that were made beside a measurement'),
});

export const crowdRoutes = {
  stations: {
    method: 'GET',
    path: '/api/stations',
    summary: 'This station and its crowd',
    tag: 'Crowd',
    access: 'viewer',
    response: z.object({ stations: z.array(stationReply) }),
  },
  station: {
    method: 'GET',
    path: '/api/stations/:id',
    summary: 'One station',
    tag: 'Crowd',
    access: 'viewer',
    params: idParams,
    response: stationReply,
  },
  crowd: {
    method: 'GET',
    path: '/api/crowd',
    summary:
      'The zones, each figure with its source and confidence; where no sensor measures, count and density are the estimate’s',
    tag: 'Crowd',
    access: 'viewer',
    query: z.object({ zone: z.string().max(64).optional() }),
    response: z.object({ timestamp, zones: z.array(zoneReply) }),
  },
  crowdHistory: {
    method: 'GET',
    path: '/api/crowd/history',
    summary:
      'A zone over time; the last hour by the minute unless told. Steps to come are forecasts, steps without a sensor estimates',
    tag: 'Crowd',
    access: 'viewer',
    compress: true,
    query: z.object({
      zone: z.string().min(1).max(64),
      from: timestamp.optional(),
      to: timestamp.optional(),
      resolution: z.enum(historyResolutions).default('minute'),
      limit: z.coerce.number().int().min(1).max(5000).default(1000),
      estimates: z
        .enum(['true', 'false'])
        .default('true')
        .transform((text) => text === 'true')
        .describe('false: only what sensors saw'),
    }),
    response: crowdHistoryReply,
  },
  crowdEstimates: {
    method: 'GET',
    path: '/api/crowd/estimates',
    summary:
      'How good estimates of each zone are: backtested on its measured minutes, and those that were kept against what came',
    tag: 'Crowd',
    access: 'viewer',
    response: z.object({ timestamp, zones: z.array(estimateReport) }),
  },
} satisfies Record<string, RouteContract>;
