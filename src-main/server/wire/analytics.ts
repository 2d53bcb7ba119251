/** Grouped metrics → what clients see of them. */
import type { AnalyticsReply, MetricFiguresReply, MetricPointReply } from '../../../src-contract/api/analytics.ts';
import {
  type Metric,
  type MetricAnswer,
  type MetricFigures,
  type MetricPoint,
  type MetricQuery,
  metricKinds,
} from '../../../src-contract/domain/metrics.ts';
import { figure, isoTime, isoTimeOrNull, unit } from './figures.ts';

const units: Readonly<Record<Metric, string>> = {
  crowd_count: 'people',
  inflow: 'people',
  outflow: 'people',
  alarms_raised: 'alarms',
  acknowledge_s: 's',
  incidents_opened: 'incidents',
  panics: 'panics',
  chat_held: 'messages',
  readings: 'readings',
};

interface Asked {
  readonly query: MetricQuery;
  readonly stationId: string;
  readonly timezone: string;
  readonly nowMs: number;
}

export function analyticsReplyOf(
  { points, overall }: MetricAnswer,
  { query, stationId, timezone, nowMs }: Asked,
): AnalyticsReply {
  const { metric, group, fromMs, toMs, zoneId, eventId } = query;
  return {
    ...{ metric, kind: metricKinds[metric], unit: units[metric], group, timezone },
    period: { start: isoTime(fromMs), end: isoTime(toMs) },
    ...{ station_id: stationId, zone: zoneId, event_id: eventId },
    points: points.map(pointReplyOf),
    overall: figuresReplyOf(overall),
    generated_at: isoTime(nowMs),
  };
}

function pointReplyOf({ key, name, fromMs, toMs, usual, ...figures }: MetricPoint): MetricPointReply {
  return {
    ...{ key, name, start: isoTimeOrNull(fromMs), end: isoTimeOrNull(toMs) },
    ...figuresReplyOf(figures),
    usual: usual === null ? null : figuresReplyOf(usual),
  };
}

function figuresReplyOf({ value, perHour, samples, peak, peakMs, coverage }: MetricFigures): MetricFiguresReply {
  return {
    ...{ value: figure(value), per_hour: figure(perHour), samples },
    ...{ peak: figure(peak), peak_at: isoTimeOrNull(peakMs), coverage: unit(coverage) },
  };
}
