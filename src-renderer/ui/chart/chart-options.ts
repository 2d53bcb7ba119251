/** How uPlot draws a chart: colours by token at the moment of drawing, so that a change of theme is only a redraw. */
import type UPlot from 'uplot';
import { type ChartContent, localTicks, valueRange } from './chart-content.ts';

export interface ChartLook {
  readonly content: ChartContent;
  readonly formatTime: (ms: number, stepS: number) => string;
  readonly formatValue: (value: number) => string;
  /** How far the station's time is ahead of UTC. */
  readonly offsetMs: number;
}

interface ChartHooks {
  readonly onCursor: (index: number | null) => void;
  /** Null: all of it is in sight. */
  readonly onView: (view: ChartView | null) => void;
}

/** A span of time that is in sight. */
export interface ChartView {
  readonly fromMs: number;
  readonly untilMs: number;
}

const minuteS = 60;
const tickStepsS = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 20_160, 40_320].map(
  (minutes) => minutes * minuteS,
);

export function chartOptions(element: HTMLElement, look: () => ChartLook, hooks: ChartHooks): UPlot.Options {
  const token = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
  const axis: UPlot.Axis = {
    stroke: () => token('--text-3'),
    ticks: { show: false },
    grid: { stroke: () => token('--line'), width: 1 },
    font: `12px ${token('--font') || 'sans-serif'}`,
  };
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    padding: [10, 22, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: true, y: false }, points: { size: 7 } },
    scales: { x: { time: false }, y: { range: () => valueRange(look().content) } },
    axes: [
      {
        ...axis,
        size: 28,
        space: 70,
        incrs: tickStepsS,
        splits: (_plot, _axis, from, to, step) => localTicks(from, to, step, look().offsetMs),
        values: (_plot, ticks, _axis, _space, step) => ticks.map((s) => look().formatTime(s * 1000, step)),
      },
      { ...axis, size: 52, values: (_plot, ticks) => ticks.map((value) => look().formatValue(value)) },
    ],
    series: [{}, ...seriesOf(look().content, token)],
    bands: bandsOf(look().content, token),
    hooks: {
      drawClear: [(plot) => drawMarks(plot, look().content, token)],
      setCursor: [({ cursor }) => hooks.onCursor(cursor.idx ?? null)],
      setScale: [(plot, key) => key === 'x' && hooks.onView(viewOf(plot))],
    },
  };
}

/** False until it is first drawn: then the scale has no ends yet, which uPlot says with null. */
export function isZoomed({ scales, data }: UPlot): boolean {
  const { min, max } = scales['x'] ?? {};
  const times = data[0];
  return typeof min === 'number' && typeof max === 'number' && ((times[0] ?? 0) < min || (times.at(-1) ?? 0) > max);
}

function viewOf(plot: UPlot): ChartView | null {
  const { min, max } = plot.scales['x'] ?? {};
  if (!isZoomed(plot) || typeof min !== 'number' || typeof max !== 'number') return null;
  return { fromMs: min * 1000, untilMs: max * 1000 };
}

type Token = (name: string) => string;

function seriesOf({ lines, bands }: ChartContent, token: Token): UPlot.Series[] {
  const drawn = lines.map(
    ({ label, token: name, dashed = false, dots = false }): UPlot.Series => ({
      label,
      stroke: () => token(name),
      width: 2,
      ...(dashed ? { dash: [6, 4] } : {}),
      points: dots ? { show: true, size: 7, fill: () => token(name) } : { show: false },
    }),
  );
  // uPlot fills between two series: the edges themselves are not drawn.
  const edge: UPlot.Series = { width: 0, points: { show: false } };
  return [...drawn, ...bands.flatMap(() => [edge, edge])];
}

function bandsOf({ lines, bands }: ChartContent, token: Token): UPlot.Band[] {
  return bands.map(({ token: name, opacity }, i) => {
    const upper = 1 + lines.length + 2 * i;
    const percent = Math.round(opacity * 100);
    return { series: [upper, upper + 1], fill: () => mixed(token(name), percent) };
  });
}

/** The canvas takes hexadecimal with an alpha, and tokens are six digits. */
function mixed(hex: string, percent: number): string {
  return `${hex}${Math.round((percent / 100) * 255)
    .toString(16)
    .padStart(2, '0')}`;
}

function isInView({ scales }: UPlot, ms: number): boolean {
  const { min, max } = scales['x'] ?? {};
  return typeof min === 'number' && typeof max === 'number' && ms >= min * 1000 && ms <= max * 1000;
}

/** Behind the lines: what stands out, and the present. */
function drawMarks(plot: UPlot, { marks, nowMs }: ChartContent, token: Token): void {
  const { ctx, bbox } = plot;
  const xOf = (ms: number) => Math.min(bbox.left + bbox.width, Math.max(bbox.left, plot.valToPos(ms / 1000, 'x', true)));
  ctx.save();
  for (const { fromMs, untilMs, token: name } of marks) {
    const [left, right] = [xOf(fromMs), xOf(untilMs)];
    if (right <= left) continue;
    ctx.fillStyle = mixed(token(name), 22);
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    ctx.fillStyle = token(name);
    ctx.fillRect(left, bbox.top, right - left, 3 * devicePixelRatio);
  }
  if (nowMs !== null && isInView(plot, nowMs)) {
    ctx.strokeStyle = token('--line-strong');
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(xOf(nowMs), bbox.top);
    ctx.lineTo(xOf(nowMs), bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}
