/** What a line of the list says of an alarm in a word each: escalated, first of the flood, how many it stands for, whose it is, comments. */
import { ChevronDown, ChevronRight, MessageSquare, Siren, Split, UserRound, Waves } from 'lucide-react';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { useText } from '../i18n/use-text.ts';
import { useMe } from '../station/session-store.ts';
import styles from './alarm-marks.module.css';
import { useAlarms, useHiddenCount } from './alarms-store.ts';

export function AlarmMarks({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText().alarmTools;
  const me = useMe();
  const isFirst = useAlarms((state) => state.flood?.first_alarm === alarm.id);
  const hidden = useHiddenCount(alarm.key);
  const { escalation, assignee, comments } = alarm;
  return (
    <>
      {escalation === 0 ? null : (
        <span className={styles['escalated']}>
          <Siren size={12} aria-hidden="true" />
          {t.escalation.short[escalation]}
        </span>
      )}
      {isFirst ? (
        <span className={styles['strong']}>
          <Waves size={12} aria-hidden="true" />
          {t.flood.isFirst}
        </span>
      ) : null}
      {hidden === 0 ? null : (
        <span className={styles['mark']}>
          <Split size={12} aria-hidden="true" />
          {t.hides(hidden)}
        </span>
      )}
      {assignee === null ? null : (
        <span className={assignee.id === me ? styles['strong'] : styles['mark']}>
          <UserRound size={12} aria-hidden="true" />
          {assignee.id === me ? t.assign.mine : t.assign.of(assignee.name)}
        </span>
      )}
      {comments === 0 ? null : (
        <span className={styles['mark']} title={t.comment.count(comments)}>
          <MessageSquare size={12} aria-hidden="true" />
          <span aria-hidden="true">{comments}</span>
          <span className="visually-hidden">{t.comment.count(comments)}</span>
        </span>
      )}
    </>
  );
}

interface GroupMarkProps {
  readonly count: number;
  readonly isOpen: boolean;
  readonly onTurn: () => void;
}

/** The keys of the list do the same; so it takes no focus of its own. */
export function GroupMark({ count, isOpen, onTurn }: GroupMarkProps) {
  const t = useText().alarmTools.group;
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles['group']}
      title={`${isOpen ? t.fold : t.open} (${t.keys})`}
      onClick={(event) => {
        event.stopPropagation();
        onTurn();
      }}
    >
      <Icon size={13} aria-hidden="true" />
      {t.count(count)}
    </button>
  );
}
