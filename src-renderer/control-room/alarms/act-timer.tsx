/** How long the operator still has to act on an alarm; in words once the time is over. */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { isCalling } from '../../client/alarm-order.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './act-timer.module.css';

export function ActTimer({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  if (!alarm.active) return <span className={styles['timer']} />;
  const leftMs = Date.parse(alarm.raised_at) + alarm.time_to_act_s * 1000 - nowMs;
  const over = leftMs < 0;
  return (
    <span className={styles['timer']} data-over={over && isCalling(alarm)}>
      {over ? t.alarms.overdue(format.age(-leftMs)) : t.alarms.actLeft(format.countdown(leftMs))}
    </span>
  );
}
