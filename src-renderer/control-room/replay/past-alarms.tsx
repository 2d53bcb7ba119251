/** The alarms as they stood at the replay's time, the worst first. They can only be read: nobody acts on the past. */
import { useShallow } from 'zustand/react/shallow';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { isCalling } from '../../client/alarm-order.ts';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { useAlarmText, useFormat, useText } from '../i18n/use-text.ts';
import { alarmsAt } from './past.ts';
import styles from './past-alarms.module.css';
import { useReplay } from './replay-store.ts';

export function PastAlarms() {
  const t = useText();
  const alarms = useReplay(useShallow(({ loaded, atMs }) => (loaded.kind === 'ready' ? alarmsAt(loaded.past, atMs) : [])));
  if (alarms.length === 0) return <p className={styles['none']}>{t.replay.noAlarms}</p>;
  return (
    <ul aria-label={t.replay.alarms}>
      {alarms.map((alarm) => (
        <PastAlarm key={alarm.id} alarm={alarm} />
      ))}
    </ul>
  );
}

function PastAlarm({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText();
  const format = useFormat();
  const text = useAlarmText()(alarm);
  return (
    <li className={styles['alarm']}>
      <PriorityMark
        priority={alarm.priority}
        letter={t.alarms.letters[alarm.priority]}
        label={t.alarms.priorities[alarm.priority]}
        filled={isCalling(alarm)}
        size={20}
      />
      <span className={styles['what']}>
        <span>{text.title}</span>
        <small>
          {format.clock(Date.parse(alarm.raised_at))} · {t.alarms.states[alarm.state]}
        </small>
      </span>
    </li>
  );
}
