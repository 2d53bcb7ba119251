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
import { PriorityMark } from '../../ui/priority-mark.tsx';
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

const priorities = { MEDIUM: 'medium', HIGH: 'high' } as const;

/** The shape and colour that an alarm of it has. */
export function RiskSign({ risk }: { readonly risk: keyof typeof priorities }) {
  const t = useText();
  const priority = priorities[risk];
  return <PriorityMark priority={priority} label={t.sensors.risks[risk]} letter={t.alarms.letters[priority]} size={14} />;
}

export function SensorState({
  look,
  risk = null,
}: {
  readonly look: SensorLook;
  readonly risk?: keyof typeof priorities | null;
}) {
  const t = useText();
  if (risk !== null)
    return (
      <span className={styles['state']} data-risk={risk}>
        <RiskSign risk={risk} />
        {t.sensors.risks[risk]}
      </span>
    );
  const Icon = sensorIcons[look];
  return (
    <span className={styles['state']} data-look={look}>
      <Icon size={14} aria-hidden="true" />
      {t.sensors.statuses[look]}
    </span>
  );
}
