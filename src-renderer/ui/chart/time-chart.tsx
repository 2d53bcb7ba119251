/**
 * Quantities over time that can be looked into: a cursor with the figures under it, zoom by dragging (double click goes back), and the same
 * by keys: left and right move the cursor, + and − zoom, 0 goes back. uPlot draws it. What the chart says is also said by `label`.
 */
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { alignedData } from './chart-content.ts';
import { type ChartLook, type ChartView, chartOptions, isZoomed } from './chart-options.ts';
import styles from './time-chart.module.css';

export interface TimeChartHandle {
  /** As it is shown, on the page's ground. Null when the browser can't make one. */
  picture(): Promise<Blob | null>;
  showAll(): void;
}

interface TimeChartProps extends ChartLook {
  readonly label: string;
  /** What stands under the cursor; `index` is a place in `timesMs`, null without a cursor. */
  readonly readout: (index: number | null) => ReactNode;
  readonly onView?: (view: ChartView | null) => void;
  readonly ref?: Ref<TimeChartHandle>;
}

export function TimeChart(props: TimeChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [index, setIndex] = useState<number | null>(null);
  const { content } = props;
  // Other lines or bands are another chart; other figures are not.
  const shape = JSON.stringify([content.lines.map((line) => line.label), content.bands.map((band) => band.label)]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape stands for all that the options are made of
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const hooks = { onCursor: setIndex, onView: (view: ChartView | null) => latest.current.onView?.(view) };
    const options = chartOptions(element, () => latest.current, hooks);
    const made = new UPlot(options, alignedData(latest.current.content), element);
    plot.current = made;
    return keepFitting(made, element, () => {
      plot.current = null;
    });
  }, [shape]);

  useEffect(() => {
    const shown = plot.current;
    if (shown === null) return;
    const stays = isZoomed(shown);
    shown.setData(alignedData(content), !stays);
    if (stays) shown.redraw();
  }, [content]);

  useImperativeHandle(
    props.ref,
    () => ({
      picture: async () => (plot.current === null ? null : pictureOf(plot.current)),
      showAll: () => plot.current !== null && showAll(plot.current),
    }),
    [],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (plot.current !== null && obeyKey(plot.current, event.key)) event.preventDefault();
  };
  return (
    <div className={styles['chart']}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a picture that takes keys; no element is both */}
      <div ref={host} className={styles['plot']} role="img" aria-label={props.label} tabIndex={0} onKeyDown={onKeyDown} />
      <div className={styles['readout']} aria-live="polite">
        {props.readout(index)}
      </div>
    </div>
  );
}

function keepFitting(made: UPlot, element: HTMLElement, onEnd: () => void): () => void {
  const sizes = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: element.clientHeight }));
  sizes.observe(element);
  const themes = new MutationObserver(() => made.redraw(false));
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    sizes.disconnect();
    themes.disconnect();
    made.destroy();
    onEnd();
  };
}

/** True when the key meant something here. */
function obeyKey(plot: UPlot, key: string): boolean {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      moveCursor(plot, key === 'ArrowLeft' ? -1 : 1);
      return true;
    case '+':
    case '=':
      zoomBy(plot, 0.5);
      return true;
    case '-':
      zoomBy(plot, 2);
      return true;
    case '0':
      showAll(plot);
      return true;
    default:
      return false;
  }
}

function moveCursor(plot: UPlot, by: -1 | 1): void {
  const times = plot.data[0];
  const at = Math.min(times.length - 1, Math.max(0, (plot.cursor.idx ?? times.length) + by));
  plot.setCursor({ left: plot.valToPos(times[at] ?? 0, 'x'), top: plot.over.clientHeight / 2 });
}

/** Around the cursor, else around the middle; never beyond what there is. */
function zoomBy(plot: UPlot, factor: number): void {
  const times = plot.data[0];
  const { min, max } = plot.scales['x'] ?? {};
  const [first, last] = [times[0], times.at(-1)];
  if (min === undefined || max === undefined || first === undefined || last === undefined) return;
  const at = plot.cursor.idx === null || plot.cursor.idx === undefined ? undefined : times[plot.cursor.idx];
  const centre = at ?? (min + max) / 2;
  const half = ((max - min) * factor) / 2;
  plot.setScale('x', { min: Math.max(first, centre - half), max: Math.min(last, centre + half) });
}

function showAll(plot: UPlot): void {
  const times = plot.data[0];
  const [first, last] = [times[0], times.at(-1)];
  if (first !== undefined && last !== undefined) plot.setScale('x', { min: first, max: last });
}

/** The canvas itself has no ground, and would be read on a white one. */
function pictureOf({ ctx: { canvas }, root }: UPlot): Promise<Blob | null> {
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const drawing = copy.getContext('2d');
  if (drawing === null) return Promise.resolve(null);
  drawing.fillStyle = getComputedStyle(root).getPropertyValue('--surface').trim();
  drawing.fillRect(0, 0, copy.width, copy.height);
  drawing.drawImage(canvas, 0, 0);
  return new Promise((done) => copy.toBlob(done, 'image/png'));
}
