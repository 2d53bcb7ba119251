/** Traffic as clients of the traffic API see it: km/h, and names that they know. */
import type { CongestionReply, PatternsReply, TrafficStatistics, TrendsReply } from '../../../src-contract/api/traffic.ts';
import { kilometresPerHour } from '../../../src-contract/api/traffic-row.ts';
import type { Congestion, TrafficCell, TrafficSummary, Trend, WeekCell } from '../../../src-contract/domain/traffic.ts';
import { isoTime } from './figures.ts';

export function statisticsReplyOf(summary: TrafficSummary, hours: number): TrafficStatistics {
  return {
    avg_speed: kilometresPerHour(summary.meanSpeed),
    min_speed: kilometresPerHour(summary.leastSpeed),
    max_speed: kilometresPerHour(summary.greatestSpeed),
    avg_volume: round(summary.meanVolume),
    ...{ total_readings: summary.readings, time_window_hours: hours },
  };
}

export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

export function congestionReplyOf({ freeFlowSpeed, hours }: Congestion, period: Period): CongestionReply {
  const judged = hours.filter(({ level }) => level !== null);
  const congested = judged.filter(({ level }) => level === 'heavy' || level === 'severe').length;
  const weighed = hours.filter(({ meanSpeed }) => meanSpeed !== null);
  const readings = weighed.reduce((sum, hour) => sum + hour.readings, 0);
  const speed = weighed.reduce((sum, hour) => sum + (hour.meanSpeed ?? 0) * hour.readings, 0);
  return {
    ...{ metric_name: 'traffic_congestion', time_period: periodReply(period), free_flow_speed: kilometresPerHour(freeFlowSpeed) },
    data_points: hours.map((hour) => ({ timestamp: isoTime(hour.atS * 1000), ...cellReply(hour), congestion_level: hour.level })),
    summary: {
      congestion_percentage: judged.length === 0 ? null : round((100 * congested) / judged.length),
      avg_speed_overall: readings === 0 ? null : kilometresPerHour(speed / readings),
      congested_hours: congested,
    },
    generated_at: isoTime(period.toMs),
  };
}

export function patternsReplyOf(cells: readonly WeekCell[], period: Period, timezone: string): PatternsReply {
  const reply: Pick<PatternsReply, 'by_hour' | 'by_weekday' | 'by_hour_and_weekday'> = {
    ...{ by_hour: [], by_weekday: [], by_hour_and_weekday: [] },
  };
  for (const { hour, weekday, ...figures } of cells) {
    if (hour === null && weekday !== null) reply.by_weekday.push({ weekday, ...cellReply(figures) });
    else if (hour !== null && weekday === null) reply.by_hour.push({ hour, ...cellReply(figures) });
    else if (hour !== null && weekday !== null) reply.by_hour_and_weekday.push({ hour, weekday, ...cellReply(figures) });
  }
  return {
    ...{ metric_name: 'traffic_patterns', time_period: periodReply(period), timezone, ...reply },
    generated_at: isoTime(period.toMs),
  };
}

/** 5 %: the usual level of a test. */
const significanceLevel = 0.05;

export function trendsReplyOf({ days, test }: Trend, period: Period, timezone: string): TrendsReply {
  const dateOf = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone });
  const significant = test !== null && test.pValue < significanceLevel;
  return {
    ...{ metric_name: 'traffic_trends', time_period: periodReply(period) },
    data_points: days.map((day) => ({ date: dateOf.format(day.atS * 1000), ...cellReply(day) })),
    trend:
      test === null
        ? null
        : {
            slope_per_day: Math.round(test.slope * 3.6 * 1e4) / 1e4,
            p_value: Math.round(test.pValue * 1e4) / 1e4,
            ...{ significant, direction: !significant || test.slope === 0 ? 'none' : test.slope > 0 ? 'rising' : 'falling' },
            days: test.steps,
          },
    generated_at: isoTime(period.toMs),
  };
}

function cellReply({ meanSpeed, meanVolume, readings }: TrafficCell) {
  return { avg_speed: kilometresPerHour(meanSpeed), avg_volume: round(meanVolume), reading_count: readings };
}

function periodReply({ fromMs, toMs }: Period) {
  return { start: isoTime(fromMs), end: isoTime(toMs) };
}

function round(figure: number): number;
function round(figure: number | null): number | null;
function round(figure: number | null): number | null {
  return figure === null ? null : Math.round(figure * 1000) / 1000;
}
