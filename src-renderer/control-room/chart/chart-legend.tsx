/** What the lines and bands of a chart are called. */
import type { ReactNode } from 'react';
import type { ChartContent } from '../../ui/chart/chart-content.ts';
import { useText } from '../i18n/use-text.ts';
import styles from './chart-with-tools.module.css';

export function ChartLegend({ content, more }: { readonly content: ChartContent; readonly more?: ReactNode }) {
  const t = useText();
  return (
    <ul className={styles['legend']} aria-label={t.chart.legend}>
      {content.lines.map(({ label, token, dashed = false }) => (
        <li key={label} data-look={dashed ? 'dashed' : 'line'} style={{ color: `var(${token})` }}>
          <span>{label}</span>
        </li>
      ))}
      {content.bands.toReversed().map(({ label, token, opacity }) => (
        <LegendSpan key={label} token={token} opacity={opacity} label={label} />
      ))}
      {more}
    </ul>
  );
}

interface LegendSpanProps {
  readonly token: string;
  /** 0..1. */
  readonly opacity: number;
  readonly label: string;
}

/** Of a filled part. */
export function LegendSpan({ token, opacity, label }: LegendSpanProps) {
  return (
    <li data-look="band" style={{ color: `color-mix(in srgb, var(${token}) ${opacity * 100}%, var(--surface))` }}>
      <span>{label}</span>
    </li>
  );
}
