/** What zones were like over time → even rows of figures for charts, tables and weeks. A step that wasn't measured is a gap, never a zero. Pure. */
import type { CrowdHistoryReply } from '../../../src-contract/api/crowd.ts';
import type { Band } from '../../../src-contract/domain/band.ts';
import type { ChartContent, ChartLine } from '../../ui/chart/chart-content.ts';

type Point = CrowdHistoryReply['points'][number];
export const quantities = ['people', 'density', 'inflow', 'outflow'] as const;
export type Quantity = (typeof quantities)[number];

export interface TimeSpan {
  /** [fromMs, untilMs). */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly resolution: 'minute' | 'hour';
}

export const stepMs = { minute: 60_000, hour: 3_600_000 } as const;

/** One zone on the even steps of a span. */
export interface ZoneRow {
  readonly label: string;
  readonly timesMs: readonly number[];
  readonly points: readonly (Point | null)[];
}

export function evenRow(label: string, points: readonly Point[], { fromMs, untilMs, resolution }: TimeSpan): ZoneRow {
  const step = stepMs[resolution];
  const known = new Map(points.map((point) => [Math.floor(Date.parse(point.timestamp) / step), point]));
  // Hours of the station's clock needn't begin with those of UTC: the points' own beginnings are kept.
  const first = Date.parse(points[0]?.timestamp ?? '');
  const shift = Number.isNaN(first) ? 0 : first % step;
  const start = Math.ceil((fromMs - shift) / step);
  const count = Math.max(0, Math.ceil((untilMs - shift) / step) - start);
  const steps = Array.from({ length: count }, (_, i) => start + i);
  return { label, timesMs: steps.map((at) => at * step + shift), points: steps.map((at) => known.get(at) ?? null) };
}

/** In its unit; people going in and out by the minute that was measured. */
export function figureOf(point: Point | null, quantity: Quantity, resolution: TimeSpan['resolution']): number | null {
  if (point === null) return null;
  switch (quantity) {
    case 'people':
      return point.count_mean;
    case 'density':
      return point.density_mean;
    case 'inflow':
    case 'outflow': {
      const measuredMinutes = (stepMs[resolution] / 60_000) * point.coverage;
      const people = point[quantity];
      return people === null || measuredMinutes === 0 ? null : people / measuredMinutes;
    }
  }
}

/** Told apart without alarm colours. */
const looks: readonly Pick<ChartLine, 'token' | 'dashed'>[] = [
  { token: '--accent' },
  { token: '--text-2' },
  { token: '--accent', dashed: true },
  { token: '--text-2', dashed: true },
];
export const mostLines = looks.length;

/** All rows on the times of the first. */
export function crowdChart(rows: readonly ZoneRow[], quantity: Quantity, resolution: TimeSpan['resolution']): ChartContent {
  const lines = rows.slice(0, mostLines).map(({ label, points }, i) => ({
    ...{ label, token: '--accent', ...looks[i] },
    values: points.map((point) => figureOf(point, quantity, resolution)),
  }));
  return { timesMs: rows[0]?.timesMs ?? [], lines, bands: [], marks: [], nowMs: null };
}

export function bandsOf({ points }: ZoneRow): Band[] {
  return points.map((point) => point?.band ?? 'unknown');
}

export function hasFigures(content: ChartContent): boolean {
  return content.lines.some(({ values }) => values.some((value) => value !== null));
}

/** The days begin at the station's midnight; `offsetMs` is what its clock is ahead of UTC by. `day` is YYYY-MM-DD. */
export function daySpan(day: string, offsetMs: number): TimeSpan {
  const fromMs = Date.parse(`${day}T00:00:00Z`) - offsetMs;
  return { fromMs, untilMs: fromMs + 86_400_000, resolution: 'minute' };
}

/** The day of the station's clock, `back` days before `nowMs`. */
export function dayOf(nowMs: number, offsetMs: number, back = 0): string {
  return new Date(nowMs + offsetMs - back * 86_400_000).toISOString().slice(0, 10);
}
