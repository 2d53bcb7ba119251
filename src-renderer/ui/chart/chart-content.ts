/** What a chart over time shows, and how it goes to uPlot: columns over one row of times. Pure. */
import type { AlignedData } from 'uplot';

type Figures = readonly (number | null)[];

export interface ChartLine {
  readonly label: string;
  /** [times] */
  readonly values: Figures;
  /** A colour token's name, e.g. `--text-2`. */
  readonly token: string;
  readonly dashed?: boolean;
  /** Each figure has a dot of its own. */
  readonly dots?: boolean;
}

/** A range of values over time, filled. */
export interface ChartBand {
  readonly label: string;
  readonly lower: Figures;
  readonly upper: Figures;
  readonly token: string;
  /** 0..1. */
  readonly opacity: number;
}

/** A span of time that stands out. */
export interface ChartMark {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly token: string;
}

export interface ChartContent {
  /** Rising. */
  readonly timesMs: readonly number[];
  readonly lines: readonly ChartLine[];
  /** The later ones lie on the earlier ones. */
  readonly bands: readonly ChartBand[];
  readonly marks: readonly ChartMark[];
  /** The present, as an upright line; null for none. */
  readonly nowMs: number | null;
}

/** Times in seconds, the lines, then upper and lower edge of each band. */
export function alignedData({ timesMs, lines, bands }: ChartContent): AlignedData {
  const edges = bands.flatMap(({ lower, upper }) => [[...upper], [...lower]]);
  return [timesMs.map((ms) => ms / 1000), ...lines.map(({ values }) => [...values]), ...edges];
}

/** From nothing, or the lowest figure where that is below, to some room above the highest. */
export function valueRange({ lines, bands }: ChartContent): [number, number] {
  const figures = [...lines.map(({ values }) => values), ...bands.flatMap(({ lower, upper }) => [lower, upper])].flat();
  const known = figures.filter((figure) => figure !== null);
  const highest = known.reduce((most, figure) => Math.max(most, figure), 0);
  const lowest = known.reduce((least, figure) => Math.min(least, figure), 0);
  return [lowest * 1.05, highest === lowest ? highest + 1 : highest * 1.08];
}

/** Ticks at whole local hours: `offsetMs` is how far local time is ahead of UTC. All in seconds. */
export function localTicks(fromS: number, toS: number, stepS: number, offsetMs: number): number[] {
  const offsetS = offsetMs / 1000;
  const first = Math.ceil((fromS + offsetS) / stepS) * stepS - offsetS;
  return Array.from({ length: Math.max(0, Math.floor((toS - first) / stepS) + 1) }, (_, i) => first + i * stepS);
}
