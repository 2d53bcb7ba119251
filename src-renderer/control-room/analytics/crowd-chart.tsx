/** The chosen quantity of zones (or of two days) over time, and under it the level of service of each on the same times. */
import { useMemo, useState } from 'react';
import type { ChartView } from '../../ui/chart/chart-options.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ChartWithTools } from '../chart/chart-with-tools.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './analytics.module.css';
import { bandsOf, crowdChart, hasFigures, type Quantity, stepMs } from './crowd-series.ts';
import { LevelStrip } from './level-strip.tsx';
import type { CrowdRows, NamedZone } from './use-crowd-rows.ts';

interface CrowdChartProps extends CrowdRows {
  readonly quantity: Quantity;
  readonly zones: readonly NamedZone[];
}

export function CrowdChart({ rows, resolution, quantity, zones }: CrowdChartProps) {
  const t = useText();
  const format = useFormat();
  const [view, setView] = useState<ChartView | null>(null);
  const content = useMemo(() => crowdChart(rows, quantity, resolution), [rows, quantity, resolution]);
  const number = (value: number) => format.number(value, quantity === 'density' ? 2 : value < 10 && value % 1 !== 0 ? 1 : 0);
  const names = zones.map(({ name }) => name).join(', ');
  if (!hasFigures(content)) return <EmptyState title={t.analytics.noFigures}>{t.analytics.noFiguresHint}</EmptyState>;
  return (
    <div className={styles['chart']}>
      <div className={styles['plot']}>
        <ChartWithTools
          label={t.analytics.chartOf(t.analytics.quantities[quantity], names)}
          content={content}
          columns={() => content.lines.map(({ label, values }) => ({ name: `${quantity} ${label}`, values }))}
          fileName={`${quantity}-${zones.map(({ id }) => id).join('-')}`}
          formatValue={number}
          onView={setView}
          readout={(index) =>
            content.lines.map(({ label, values }) => {
              const value = values[index] ?? null;
              return (
                <span key={label}>
                  {label}: <strong>{value === null ? t.chart.unknown : `${number(value)} ${t.analytics.units[quantity]}`}</strong>
                </span>
              );
            })
          }
        />
      </div>
      {rows.map((row) => (
        <LevelStrip
          key={row.label}
          name={`${t.analytics.level}: ${row.label}`}
          timesMs={content.timesMs}
          stepMs={stepMs[resolution]}
          levels={bandsOf(row)}
          look={(band) => band}
          words={(band) => t.bands[band]}
          label={(shares) => t.analytics.levelOf(row.label, shares)}
          view={view}
        />
      ))}
    </div>
  );
}
