/** The usual week of traffic: mean speed by hour and weekday. */
import type { PatternsReply } from '../../../src-contract/api/traffic.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { patternGrid } from './traffic-series.ts';
import { isBlank } from './week-grid.ts';
import { WeekTable } from './week-table.tsx';

interface SpeedWeekProps {
  readonly patterns: PatternsReply;
  readonly name: string;
  readonly fileName: string;
}

export function SpeedWeek({ patterns, name, fileName }: SpeedWeekProps) {
  const t = useText();
  const format = useFormat();
  const grid = patternGrid(patterns);
  if (isBlank(grid)) return <EmptyState title={t.analytics.noFigures}>{t.analytics.noFiguresHint}</EmptyState>;
  return (
    <WeekTable caption={t.analytics.pattern(name)} grid={grid} fileName={fileName} format={(value) => format.number(value)} />
  );
}
