/** Mean speed by the hour, and under it how congested each hour was. */
import { useMemo, useState } from 'react';
import type { CongestionReply } from '../../../src-contract/api/traffic.ts';
import type { ChartView } from '../../ui/chart/chart-options.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ChartWithTools } from '../chart/chart-with-tools.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './analytics.module.css';
import { LevelStrip, type StripLook } from './level-strip.tsx';
import { type CongestionRow, congestionRow, hourMs, speedChart } from './traffic-series.ts';

interface CongestionChartProps {
  readonly congestion: CongestionReply;
  readonly name: string;
  readonly fileName: string;
}

const looks: Readonly<Record<CongestionRow['levels'][number], StripLook>> = {
  unknown: 'unknown',
  free: 'green',
  moderate: 'amber',
  heavy: 'orange',
  severe: 'red',
};

export function CongestionChart({ congestion, name, fileName }: CongestionChartProps) {
  const t = useText();
  const format = useFormat();
  const [view, setView] = useState<ChartView | null>(null);
  const row = useMemo(() => congestionRow(congestion), [congestion]);
  const content = useMemo(() => speedChart(row, t.analytics.speed), [row, t]);
  const { levels, unknown, unjudged, chartOf, stripOf, title } = t.analytics.congestion;
  const words = (level: CongestionRow['levels'][number]) => (level === 'unknown' ? unknown : levels[level]);
  const number = (value: number) => format.number(value, 1);
  if (!row.speeds.some((speed) => speed !== null))
    return <EmptyState title={t.analytics.noFigures}>{t.analytics.noFiguresHint}</EmptyState>;
  return (
    <div className={styles['chart']}>
      {congestion.free_flow_speed === null ? <Notice>{unjudged}</Notice> : null}
      <div className={styles['plot']}>
        <ChartWithTools
          label={chartOf(name)}
          content={content}
          columns={() => [
            { name: 'avg_speed_kmh', values: row.speeds },
            { name: 'congestion', values: row.levels.map((level) => (level === 'unknown' ? null : level)) },
          ]}
          fileName={fileName}
          formatValue={(value) => format.number(value)}
          onView={setView}
          readout={(index) => {
            const speed = row.speeds[index] ?? null;
            return (
              <>
                <strong>{speed === null ? t.chart.unknown : `${number(speed)} ${t.analytics.units.speed}`}</strong>
                <span>{words(row.levels[index] ?? 'unknown')}</span>
              </>
            );
          }}
        />
      </div>
      <LevelStrip
        name={title}
        timesMs={row.timesMs}
        stepMs={hourMs}
        levels={row.levels}
        look={(level) => looks[level]}
        words={words}
        label={stripOf}
        view={view}
      />
    </div>
  );
}
