/**
 * What the station recorded of itself over time, for analytics: figures by slots of half an hour, and what they come to by hour, day,
 * weekday, event or for the station. Half an hour is what hours on clocks of every half-hour time zone are made of.
 */

export const slotMs = 30 * 60_000;

/** A `mean` is of a level or a duration; a `total` counts what happened. */
export const metricKinds = {
  /** People in the zones, the mean over time. */
  crowd_count: 'mean',
  /** People into and out of the zones. */
  inflow: 'total',
  outflow: 'total',
  alarms_raised: 'total',
  /** Of alarms raised then: how long until somebody acknowledged them, s. */
  acknowledge_s: 'mean',
  incidents_opened: 'total',
  panics: 'total',
  /** Chat messages held back for a person to look at. */
  chat_held: 'total',
  readings: 'total',
} as const satisfies Record<string, 'mean' | 'total'>;
export type Metric = keyof typeof metricKinds;
export const metrics = [
  'crowd_count',
  'inflow',
  'outflow',
  'alarms_raised',
  'acknowledge_s',
  'incidents_opened',
  'panics',
  'chat_held',
  'readings',
] as const satisfies readonly Metric[];

export const metricGroups = ['hour', 'day', 'weekday', 'event', 'station'] as const;
export type MetricGroup = (typeof metricGroups)[number];

/** What a zone's roll-ups hold of a slot; `knownS`: for how many seconds its count was known. */
export interface CrowdSlot {
  readonly atMs: number;
  readonly countSum: number;
  readonly knownS: number;
  /** Null: nobody knew. */
  readonly inflow: number | null;
  readonly outflow: number | null;
}

/** Things that happened in a slot: how many, and the sum of what was measured of them. */
export interface HappenedSlot {
  readonly atMs: number;
  readonly n: number;
  readonly sum: number;
}

export type HappenedMetric = Exclude<Metric, 'crowd_count' | 'inflow' | 'outflow'>;

/** In the store. Slots in which nothing was stored are absent. */
export interface MetricRecords {
  crowd(zoneId: string, fromMs: number, toMs: number): readonly CrowdSlot[];
  happened(metric: HappenedMetric, fromMs: number, toMs: number): readonly HappenedSlot[];
}

/** A figure in a slot. */
export interface MetricSlot {
  readonly atMs: number;
  /** Whether the station recorded then: where it did, no alarm means none. */
  readonly recorded: boolean;
  /** A mean is sum / n; a total is the sum. With `n` 0 nothing is known. */
  readonly sum: number;
  readonly n: number;
}

export interface MetricFigures {
  /** Null: nothing is known. */
  readonly value: number | null;
  /** Of a total: by the hour that was recorded. */
  readonly perHour: number | null;
  /** What it rests on: slots of a level or a total, alarms of a time to acknowledge. */
  readonly samples: number;
  /** The highest half hour. */
  readonly peak: number | null;
  readonly peakMs: number | null;
  /** Share of its time that was recorded, 0..1. */
  readonly coverage: number;
}

export interface MetricPoint extends MetricFigures {
  /** Start of the hour or day as the station's clock has it, weekday 1 = Monday .. 7, or an id. */
  readonly key: string;
  readonly name: string | null;
  /** Null for a weekday: it has no beginning. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** Of an event: the same half hours of the same weekdays without any event. */
  readonly usual: MetricFigures | null;
}

export interface MetricQuery {
  readonly metric: Metric;
  readonly group: MetricGroup;
  readonly fromMs: number;
  readonly toMs: number;
  /** Null: all zones together. */
  readonly zoneId: string | null;
  /** Only what happened within this event; null: all of it. */
  readonly eventId: string | null;
}

export interface MetricAnswer {
  readonly points: readonly MetricPoint[];
  readonly overall: MetricFigures;
}
