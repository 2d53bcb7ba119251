/** What the operator looks at, from one visit of the screen to the next. */
import { create } from 'zustand';
import type { Metric } from '../../../src-contract/domain/metrics.ts';
import type { Quantity } from './crowd-series.ts';

export const crowdSpans = ['hour', 'day', 'week', 'month', 'compare'] as const;
export type CrowdSpan = (typeof crowdSpans)[number];
export const trafficHours = [24, 168] as const;
export type TrafficHours = (typeof trafficHours)[number];

/** In and out of single zones stand under Crowd. */
export const activityMetrics = [
  'alarms_raised',
  'acknowledge_s',
  'incidents_opened',
  'panics',
  'chat_held',
  'crowd_count',
  'readings',
] as const satisfies readonly Metric[];
export const activityDays = [28, 7, 90] as const;

interface AnalyticsStore {
  /** Null: the first there is. */
  readonly zoneIds: readonly string[] | null;
  readonly quantity: Quantity;
  readonly span: CrowdSpan;
  /** YYYY-MM-DD of the station's clock; null: today and the same weekday before. */
  readonly days: readonly [string, string] | null;
  /** Null: all traffic sensors. */
  readonly sensorId: string | null;
  readonly hours: TrafficHours;
  readonly metric: (typeof activityMetrics)[number];
  readonly activityDays: (typeof activityDays)[number];
}

export const useAnalyticsChoice = create<AnalyticsStore>(() => ({
  ...{ zoneIds: null, quantity: 'people', span: 'day', days: null, sensorId: null, hours: 24 },
  ...{ metric: 'alarms_raised', activityDays: 28 },
}));
