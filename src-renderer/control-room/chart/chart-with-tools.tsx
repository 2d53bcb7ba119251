/**
 * A chart over time as screens have it: legend, zoom back, export as a table and as a picture, and the figures under the cursor. Times are
 * the station's. What is drawn, and what its table says, is left to the caller.
 */
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { stationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import type { ChartContent } from '../../ui/chart/chart-content.ts';
import { type CsvColumn, csvOf } from '../../ui/chart/chart-export.ts';
import type { ChartView } from '../../ui/chart/chart-options.ts';
import { TimeChart, type TimeChartHandle } from '../../ui/chart/time-chart.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';
import { ChartLegend } from './chart-legend.tsx';
import styles from './chart-with-tools.module.css';
import { SaveButtons } from './save-buttons.tsx';
import { zoneOffsetMs } from './zone-offset.ts';

interface ChartWithToolsProps {
  readonly label: string;
  readonly content: ChartContent;
  /** What is saved, beside the times of the content. */
  readonly columns: () => readonly CsvColumn[];
  /** Without its end; the time is added. */
  readonly fileName: string;
  readonly formatValue: (value: number) => string;
  /** What stands under the cursor after the time; `index` is a place in the content's times. */
  readonly readout: (index: number, ms: number) => ReactNode;
  /** What stands before the legend. */
  readonly lead?: ReactNode;
  /** Of what the content itself doesn't name. */
  readonly moreLegend?: ReactNode;
  /** The span in sight; null when it is all. */
  readonly onView?: (view: ChartView | null) => void;
}

const dayMs = 86_400_000;
/** Where ticks are this far apart, midnight is written as the day that begins. */
const coarseS = 10_800;

/** `localMs`: counted as if the station's time were UTC. */
function showsDay(localMs: number, stepS: number): boolean {
  return stepS * 1000 >= dayMs || (stepS >= coarseS && localMs % dayMs === 0);
}

export function ChartWithTools(props: ChartWithToolsProps) {
  const t = useText();
  const format = useFormat();
  const chart = useRef<TimeChartHandle>(null);
  const [isZoomed, setZoomed] = useState(false);
  const { content, readout } = props;
  const timeZone = useSite((state) => state.site?.station.timezone ?? 'Asia/Kolkata');
  const offsetMs = useMemo(() => zoneOffsetMs(timeZone, stationNow()), [timeZone]);
  const onView = (view: ChartView | null) => {
    setZoomed(view !== null);
    props.onView?.(view);
  };
  return (
    <div className={styles['chart']}>
      <div className={styles['tools']}>
        {props.lead}
        <span className={styles['buttons']}>
          <ChartLegend content={content} more={props.moreLegend} />
          <Button tone="quiet" disabled={!isZoomed} onClick={() => chart.current?.showAll()}>
            {t.chart.showAll}
          </Button>
          <SaveButtons
            fileName={props.fileName}
            csv={() => csvOf(content.timesMs, props.columns())}
            picture={async () => (await chart.current?.picture()) ?? null}
          />
        </span>
      </div>
      <div className={styles['plot']}>
        <TimeChart
          ref={chart}
          label={props.label}
          content={content}
          offsetMs={offsetMs}
          formatTime={(ms, stepS) => (showsDay(ms + offsetMs, stepS) ? format.day(ms) : format.time(ms))}
          formatValue={props.formatValue}
          onView={onView}
          readout={(index) => {
            const ms = index === null ? undefined : content.timesMs[index];
            if (index === null || ms === undefined) return <span className={styles['dim']}>{t.chart.hint}</span>;
            return (
              <>
                <span>{`${format.day(ms)} ${format.time(ms)}`}</span>
                {readout(index, ms)}
              </>
            );
          }}
        />
      </div>
    </div>
  );
}
