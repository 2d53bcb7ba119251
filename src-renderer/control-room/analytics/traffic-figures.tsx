/** What a time of traffic was like, in six figures; what isn't known is a dash. */
import type { CongestionReply, TrafficStatistics } from '../../../src-contract/api/traffic.ts';
import { Figure } from '../../ui/figure.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './analytics.module.css';

interface TrafficFiguresProps {
  readonly statistics: TrafficStatistics;
  readonly congestion: CongestionReply;
}

export function TrafficFigures({ statistics, congestion }: TrafficFiguresProps) {
  const t = useText();
  const format = useFormat();
  const { units, statistics: words } = t.analytics;
  const one = (label: string, value: number | null, unit: string, digits = 1) => (
    <Figure
      label={label}
      value={value === null ? null : format.number(value, digits)}
      unit={unit}
      state={value === null ? 'unknown' : 'fresh'}
      reserve={false}
    />
  );
  const { avg_speed, min_speed, max_speed, avg_volume, total_readings } = statistics;
  const isJudged = congestion.summary.congestion_percentage !== null;
  return (
    <dl className={styles['figures']} aria-label={words.title}>
      {one(words.avg, avg_speed, units.speed)}
      {one(words.min, min_speed, units.speed)}
      {one(words.max, max_speed, units.speed)}
      {one(words.volume, avg_volume, units.volume)}
      {one(words.freeFlow, congestion.free_flow_speed, units.speed)}
      {one(words.congested, isJudged ? congestion.summary.congested_hours : null, '', 0)}
      {one(words.readings, total_readings, '', 0)}
    </dl>
  );
}
