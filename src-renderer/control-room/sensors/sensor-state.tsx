/** A sensor's state: quiet while it is live; each fault with a sign of its own, in words; hatched where nobody knows. */
import {
  Activity,
  ChartNoAxesColumnIncreasing,
  CircleDashed,
  CircleHelp,
  CirclePause,
  type LucideIcon,
  TrendingUp,
  Unplug,
} from 'lucide-react';
import { useText } from '../i18n/use-text.ts';
import type { SensorLook } from './sensor-look.ts';
import styles from './sensor-state.module.css';

export const sensorIcons: Readonly<Record<SensorLook, LucideIcon>> = {
  live: Activity,
  waiting: CircleDashed,
  silent: Unplug,
  'out-of-range': ChartNoAxesColumnIncreasing,
  stuck: CirclePause,
  drifting: TrendingUp,
  old: CircleHelp,
};

export function SensorState({ look }: { readonly look: SensorLook }) {
  const t = useText();
  const Icon = sensorIcons[look];
  return (
    <span className={styles['state']} data-look={look}>
      <Icon size={14} aria-hidden="true" />
      {t.sensors.statuses[look]}
    </span>
  );
}
