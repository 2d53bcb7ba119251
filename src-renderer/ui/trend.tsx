/**
 * A quantity over time as a small graph with the edges of its bands. uPlot draws it; the component only hands over what changed.
 * What the graph says is also said in words by `label`.
 */
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import styles from './trend.module.css';

export interface TrendEdge {
  readonly value: number;
  /** A token's name, e.g. `--band-red`. */
  readonly token: string;
}

interface TrendProps {
  readonly points: readonly { readonly atMs: number; readonly value: number | null }[];
  readonly edges: readonly TrendEdge[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly label: string;
  readonly formatTime: (ms: number) => string;
  readonly formatValue: (value: number) => string;
  /** Shows times and values at the graph's sides. */
  readonly axes?: boolean;
}

export function Trend(props: TrendProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const axes = props.axes ?? false;

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const made = new UPlot(
      optionsOf(element, axes, () => latest.current),
      dataOf(latest.current),
      element,
    );
    plot.current = made;
    const watch = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: element.clientHeight }));
    watch.observe(element);
    const themes = new MutationObserver(() => made.redraw(false));
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      watch.disconnect();
      themes.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [axes]);

  useEffect(() => {
    plot.current?.setData(dataOf(props));
  }, [props]);

  return <div ref={host} className={styles['trend']} role="img" aria-label={props.label} />;
}

function dataOf({ points }: TrendProps): UPlot.AlignedData {
  return [points.map((point) => point.atMs / 1000), points.map((point) => point.value)];
}

/** Room for the edge above the highest value, so that it is seen how far away it is. */
function topOf({ points, edges }: TrendProps): number {
  const highest = points.reduce((most, point) => Math.max(most, point.value ?? 0), 0);
  const next = edges.find((edge) => edge.value > highest)?.value ?? highest;
  return Math.max(next * 1.12, highest * 1.12, (edges[0]?.value ?? 1) * 1.12);
}

function optionsOf(element: HTMLElement, axes: boolean, props: () => TrendProps): UPlot.Options {
  const token = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
  const font = () => `11px ${token('--font') || 'sans-serif'}`;
  const axis: UPlot.Axis = {
    show: axes,
    stroke: () => token('--text-3'),
    ticks: { show: false },
    grid: { show: false },
    font: font(),
  };
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    padding: axes ? [6, 18, 0, 0] : [4, 0, 2, 0],
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { time: false, range: () => [props().fromMs / 1000, props().toMs / 1000] },
      y: { range: () => [0, topOf(props())] },
    },
    axes: [
      {
        ...axis,
        size: 20,
        gap: 4,
        space: 56,
        incrs: [300, 600, 900, 1200],
        values: (_, seconds) => seconds.map((s) => props().formatTime(s * 1000)),
      },
      {
        ...axis,
        size: 34,
        gap: 4,
        splits: () => edgeTicks(props()),
        values: (_, values) => values.map((value) => props().formatValue(value)),
      },
    ],
    series: [
      {},
      {
        stroke: () => token('--text-2'),
        width: 1.5,
        fill: () => `${token('--text-3')}22`,
        points: { show: false },
        spanGaps: false,
      },
    ],
    hooks: { drawClear: [(made) => drawEdges(made, props().edges, token)] },
  };
}

function edgeTicks(props: TrendProps): number[] {
  const top = topOf(props);
  return [0, ...props.edges.map((edge) => edge.value).filter((value) => value <= top)];
}

function drawEdges(made: UPlot, edges: readonly TrendEdge[], token: (name: string) => string): void {
  const { ctx, bbox } = made;
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const edge of edges) {
    const y = Math.round(made.valToPos(edge.value, 'y', true));
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    ctx.strokeStyle = token(edge.token);
    ctx.globalAlpha = 0.75;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}
