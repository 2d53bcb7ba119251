/**
 * A metric's slots → what they come to by hour, day, weekday, event, or all together. Pure. An event's figures stand beside those of the
 * same half hours of the same weekdays without any event, so that a Thursday's fair is held against other Thursdays.
 */
import {
  type Metric,
  type MetricAnswer,
  type MetricFigures,
  type MetricPoint,
  type MetricQuery,
  type MetricSlot,
  metricKinds,
  slotMs,
} from '../../../src-contract/domain/metrics.ts';
import type { EventOccurrence } from '../../../src-contract/domain/planned-event.ts';
import type { LocalSlot } from './local-slots.ts';

interface Grouping {
  readonly query: Pick<MetricQuery, 'metric' | 'group' | 'eventId'>;
  readonly station: { readonly id: string; readonly name: string };
  /** All that overlap the span. */
  readonly occurrences: readonly EventOccurrence[];
  readonly localOf: (atMs: number) => LocalSlot;
}

export function groupSlots(slots: readonly MetricSlot[], grouping: Grouping): MetricAnswer {
  const { query, occurrences } = grouping;
  const own = occurrences.filter(({ eventId }) => eventId === query.eventId);
  const asked = query.eventId === null ? slots : within(slots, own);
  return { points: pointsOf(slots, asked, grouping), overall: figuresOf(asked, query.metric) };
}

function pointsOf(slots: readonly MetricSlot[], asked: readonly MetricSlot[], grouping: Grouping): MetricPoint[] {
  const { query, station, localOf } = grouping;
  const { metric } = query;
  switch (query.group) {
    case 'hour':
      return timed(asked, metric, ({ atMs }) => localOf(atMs).hour);
    case 'day':
      return timed(asked, metric, ({ atMs }) => localOf(atMs).date);
    case 'weekday':
      return grouped(asked, ({ atMs }) => String(localOf(atMs).weekday))
        .map(([key, own]) => ({ ...untimed(own, metric), key, name: null }))
        .sort((a, b) => Number(a.key) - Number(b.key));
    case 'event':
      return eventPoints(slots, grouping);
    case 'station':
      return asked.length === 0 ? [] : [{ ...timedFigures(asked, metric), key: station.id, name: station.name }];
  }
}

function eventPoints(slots: readonly MetricSlot[], { query, occurrences, localOf }: Grouping): MetricPoint[] {
  const quiet = slots.filter((slot) => !occurrences.some((each) => isWithin(slot, each)));
  const placeOf = ({ atMs }: MetricSlot): string => {
    const { weekday, half } = localOf(atMs);
    return `${weekday} ${half}`;
  };
  const quietAt = new Map(grouped(quiet, placeOf));
  const asked = occurrences.filter(({ eventId }) => query.eventId === null || eventId === query.eventId);
  return grouped(asked, ({ eventId }) => eventId).flatMap(([eventId, own]) => {
    const during = within(slots, own);
    if (during.length === 0) return [];
    const places = new Set(during.map(placeOf));
    const usual = [...places].flatMap((place) => quietAt.get(place) ?? []);
    const figures = timedFigures(during, query.metric);
    return [{ ...figures, key: eventId, name: own[0]?.name ?? null, usual: figuresOf(usual, query.metric) }];
  });
}

function within(slots: readonly MetricSlot[], occurrences: readonly EventOccurrence[]): MetricSlot[] {
  return slots.filter((slot) => occurrences.some((each) => isWithin(slot, each)));
}

/** A slot that an occurrence touches is its own. */
function isWithin({ atMs }: MetricSlot, { startMs, endMs }: EventOccurrence): boolean {
  return atMs + slotMs > startMs && atMs < Math.max(endMs, startMs + 1);
}

function timed(slots: readonly MetricSlot[], metric: Metric, keyOf: (slot: MetricSlot) => string): MetricPoint[] {
  return grouped(slots, keyOf).map(([key, own]) => ({ ...timedFigures(own, metric), key, name: null }));
}

function timedFigures(slots: readonly MetricSlot[], metric: Metric): Omit<MetricPoint, 'key' | 'name'> {
  const [first, last] = [slots[0]?.atMs ?? null, slots.at(-1)?.atMs ?? null];
  return { ...untimed(slots, metric), fromMs: first, toMs: last === null ? null : last + slotMs };
}

function untimed(slots: readonly MetricSlot[], metric: Metric): Omit<MetricPoint, 'key' | 'name'> {
  return { ...figuresOf(slots, metric), fromMs: null, toMs: null, usual: null };
}

function figuresOf(slots: readonly MetricSlot[], metric: Metric): MetricFigures {
  const isMean = metricKinds[metric] === 'mean';
  const known = slots.filter(({ n }) => n > 0);
  const sum = known.reduce((all, slot) => all + slot.sum, 0);
  const samples = known.reduce((all, { n }) => all + n, 0);
  const figureOf = (slot: MetricSlot): number => (isMean ? slot.sum / slot.n : slot.sum);
  const peak = known.reduce<MetricSlot | null>(
    (best, slot) => (best === null || figureOf(slot) > figureOf(best) ? slot : best),
    null,
  );
  const recorded = slots.filter((slot) => slot.recorded).length;
  return {
    value: known.length === 0 ? null : isMean ? sum / samples : sum,
    perHour: isMean || known.length === 0 ? null : sum / ((known.length * slotMs) / 3_600_000),
    samples,
    peak: peak === null ? null : figureOf(peak),
    peakMs: peak?.atMs ?? null,
    coverage: slots.length === 0 ? 0 : recorded / slots.length,
  };
}

/** In the order in which each key first came. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [item]);
    else own.push(item);
  }
  return [...groups];
}
