/** One alarm of a list: priority, what and why, state, age, time to act. */
import { memo } from 'react';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { isCalling } from '../../client/alarm-order.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { classNames } from '../../ui/class-names.ts';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { useAlarmText, useFormat, useText } from '../i18n/use-text.ts';
import { useShownIncident } from '../incidents/shown-incident.ts';
import { ActTimer } from './act-timer.tsx';
import { AnswerCount } from './alarm-answers.tsx';
import { AlarmMarks, GroupMark } from './alarm-marks.tsx';
import styles from './alarm-row.module.css';
import { incidentShownBy } from './alarm-subject.ts';
import type { FoldedRow } from './use-folded-rows.ts';

interface AlarmRowProps {
  readonly alarm: AlarmReply;
  readonly id: string;
  readonly selected: boolean;
  readonly onSelect: (alarmId: string) => void;
  /** Two lines for a narrow panel, else columns. */
  readonly compact: boolean;
  readonly folded: FoldedRow['folded'];
  readonly isMember: boolean;
  readonly groupId: string | null;
  readonly onTurn: (groupId: string, isOpen: boolean) => void;
}

export const AlarmRow = memo(function AlarmRow(props: AlarmRowProps) {
  const { alarm, id, selected, onSelect, compact, folded, isMember, groupId, onTurn } = props;
  const t = useText();
  const text = useAlarmText()(alarm);
  const calling = isCalling(alarm);
  const row = useShownIncident<HTMLDivElement>(incidentShownBy(alarm));
  return (
    // The list itself holds the focus and the keys (aria-activedescendant).
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={selected}
      className={classNames(
        styles['row'],
        compact && styles['compact'],
        isMember && styles['member'],
        calling && styles[alarm.priority],
        calling && styles['calling'],
      )}
      onClick={() => onSelect(alarm.id)}
    >
      <PriorityMark
        priority={alarm.priority}
        letter={t.alarms.letters[alarm.priority]}
        label={t.alarms.priorities[alarm.priority]}
        filled={calling}
        calling={alarm.state === 'unacknowledged'}
        size={22}
      />
      <span className={styles['what']}>
        <span className={styles['title']}>{text.title}</span>
        <span className={styles['under']}>
          {folded === null || groupId === null ? null : <GroupMark {...folded} onTurn={() => onTurn(groupId, !folded.isOpen)} />}
          <AlarmMarks alarm={alarm} />
          <AnswerCount alarm={alarm} />
          <span className={styles['cause']} title={text.cause}>
            {text.cause}
          </span>
        </span>
      </span>
      <span className={styles['state']}>{t.alarms.states[alarm.state]}</span>
      <span className={styles['times']}>
        <RaisedAge alarm={alarm} />
        <ActTimer alarm={alarm} />
      </span>
    </div>
  );
});

function RaisedAge({ alarm }: { readonly alarm: AlarmReply }) {
  const format = useFormat();
  const nowMs = useStationNow();
  return <span className={styles['age']}>{format.age(nowMs - Date.parse(alarm.raised_at))}</span>;
}
