/**
 * Traffic over time, from the roll-ups alone. In: a span and a sensor, or all of them. Out: figures by hour, by cell of the week, by day.
 * Minutes answer only at the ragged ends of a span, so that a week of 200 sensors is some hundred rows.
 */
import type { ReadingRecords, Rollup, RollupStep, RollupSteps } from '../../../src-contract/domain/reading-records.ts';
import type { TrafficAnalytics, TrafficCell, TrafficSpan, WeekCell } from '../../../src-contract/domain/traffic.ts';
import { testTrend } from '../trend-test.ts';
import { congestionLevel, freeFlowSpeed } from './congestion.ts';
import { createWeekPlace } from './local-calendar.ts';

interface AnalyticsOptions {
  readonly records: Pick<ReadingRecords, 'rollups' | 'total'>;
  readonly stepsOf: (atMs: number) => RollupSteps;
  readonly timezone: string;
}

type Sums = Omit<Rollup, 'atS'>;

interface Both {
  readonly atS: number;
  readonly speed: Sums | null;
  readonly volume: Sums | null;
}

/** Free flow is told from up to four weeks before the end of the span, so that a day in a jam isn't its own measure. */
const freeFlowMs = 28 * 86_400_000;

export function createTrafficAnalytics({ records, stepsOf, timezone }: AnalyticsOptions): TrafficAnalytics {
  const type = 'traffic';
  const steps = (step: RollupStep, { sensorId, fromMs, toMs }: TrafficSpan): Both[] => {
    const read = (field: string) =>
      records.rollups({ type, sensorId, field, step, fromS: startOf(step, fromMs), toS: Math.ceil(toMs / 1000) });
    const volumes = new Map(read('volume').map((row) => [row.atS, row]));
    return read('speed').map((speed) => ({ atS: speed.atS, speed, volume: volumes.get(speed.atS) ?? null }));
  };
  const startOf = (step: RollupStep, atMs: number): number => stepsOf(atMs)[`${step}S`];

  /** Whole hours by their rows, what is left at both ends by minutes. */
  const total = (field: string, { sensorId, fromMs, toMs }: TrafficSpan): Sums | null => {
    const fromS = Math.ceil(fromMs / 60_000) * 60;
    const toS = Math.ceil(toMs / 1000);
    const firstHourS = nextHour(fromS);
    const lastHourS = Math.max(firstHourS, stepsOf(toS * 1000).hourS);
    const part = (step: RollupStep, from: number, to: number) =>
      from < to ? records.total({ type, sensorId, field, step, fromS: from, toS: to }) : null;
    return joined([
      part('minute', fromS, Math.min(firstHourS, toS)),
      part('hour', firstHourS, lastHourS),
      part('minute', lastHourS, toS),
    ]);
  };
  const nextHour = (atS: number): number => {
    const { hourS } = stepsOf(atS * 1000);
    return hourS === atS ? atS : stepsOf((hourS + 5400) * 1000).hourS;
  };

  return {
    summary(span) {
      const speed = total('speed', span);
      return { ...cell(speed, total('volume', span)), leastSpeed: speed?.min ?? null, greatestSpeed: speed?.max ?? null };
    },
    congestion(span) {
      const known = steps('hour', { ...span, fromMs: Math.min(span.fromMs, span.toMs - freeFlowMs) });
      const freeFlow = freeFlowSpeed(known.flatMap(({ speed }) => mean(speed) ?? []));
      const first = startOf('hour', span.fromMs);
      const hours = known.filter(({ atS }) => atS >= first);
      return {
        freeFlowSpeed: freeFlow,
        hours: hours.map(({ atS, speed, volume }) => ({
          ...{ atS, ...cell(speed, volume) },
          level: congestionLevel(mean(speed), freeFlow),
        })),
      };
    },
    week(span) {
      const placeOf = createWeekPlace(stepsOf, timezone);
      const hours = steps('hour', span).map((row) => ({ ...row, ...placeOf(row.atS) }));
      const group = (keyOf: (row: (typeof hours)[number]) => Pick<WeekCell, 'hour' | 'weekday'>) => cellsBy(hours, keyOf);
      return [
        ...group(({ hour }) => ({ hour, weekday: null })),
        ...group(({ weekday }) => ({ hour: null, weekday })),
        ...group(({ hour, weekday }) => ({ hour, weekday })),
      ];
    },
    trend(span) {
      const days = steps('day', span).map(({ atS, speed, volume }) => ({ atS, ...cell(speed, volume) }));
      // Today's part of a day is no day: its rush hour may be still to come.
      const whole = days.filter(({ atS }) => atS < stepsOf(span.toMs).dayS);
      return { days, test: testTrend(byDay(whole)) };
    },
  };
}

function cellsBy<Row extends Both>(rows: readonly Row[], keyOf: (row: Row) => Pick<WeekCell, 'hour' | 'weekday'>): WeekCell[] {
  const groups = new Map<string, { key: Pick<WeekCell, 'hour' | 'weekday'>; rows: Row[] }>();
  for (const row of rows) {
    const key = keyOf(row);
    const name = `${key.weekday} ${key.hour}`;
    const group = groups.get(name) ?? { key, rows: [] };
    groups.set(name, group);
    group.rows.push(row);
  }
  const order = ({ hour, weekday }: WeekCell): number => (weekday ?? 0) * 24 + (hour ?? 0);
  return [...groups.values()]
    .map(({ key, rows: own }) => ({
      ...key,
      ...cell(joined(own.map(({ speed }) => speed)), joined(own.map(({ volume }) => volume))),
    }))
    .sort((a, b) => order(a) - order(b));
}

/** A null where a day is missing, so that the slope is one a day. Days have 23 to 25 hours. */
function byDay(days: readonly (TrafficCell & { readonly atS: number })[]): (number | null)[] {
  const first = days[0]?.atS ?? 0;
  const values: (number | null)[] = [];
  for (const { atS, meanSpeed } of days) {
    const index = Math.round((atS - first) / 86_400);
    while (values.length < index) values.push(null);
    values.push(meanSpeed);
  }
  return values;
}

function joined(parts: readonly (Sums | null)[]): Sums | null {
  const known = parts.filter((part) => part !== null);
  if (known.length === 0) return null;
  return known.reduce((all, part) => ({
    n: all.n + part.n,
    sum: all.sum + part.sum,
    min: Math.min(all.min, part.min),
    max: Math.max(all.max, part.max),
  }));
}

function mean(sums: Sums | null): number | null {
  return sums === null || sums.n === 0 ? null : sums.sum / sums.n;
}

function cell(speed: Sums | null, volume: Sums | null): TrafficCell {
  return { meanSpeed: mean(speed), meanVolume: mean(volume), readings: speed?.n ?? 0 };
}
