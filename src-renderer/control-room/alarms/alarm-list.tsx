/**
 * The open alarms as one list that is walked with the arrow keys; in a flood, those of one kind are folded, and left and right fold and open
 * them. Which one is selected is kept in the store.
 */
import { type KeyboardEvent, useCallback, useEffect, useId } from 'react';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { useText } from '../i18n/use-text.ts';
import styles from './alarm-list.module.css';
import { AlarmRow } from './alarm-row.tsx';
import { selectAlarm, useAlarms } from './alarms-store.ts';
import { placeAfter } from './place-after.ts';
import { useFoldedRows } from './use-folded-rows.ts';

interface AlarmListProps {
  readonly alarms: readonly AlarmReply[];
  readonly compact?: boolean;
  /** What Enter and a second click do. */
  readonly onOpen?: (alarmId: string) => void;
}

export function AlarmList({ alarms, compact = false, onOpen }: AlarmListProps) {
  const t = useText();
  const id = useId();
  const selectedId = useAlarms((state) => state.selectedId);
  const { rows, turn } = useFoldedRows(alarms);
  const place = rows.findIndex(({ alarm }) => alarm.id === selectedId);
  const optionId = (alarmId: string) => `${id}-${alarmId}`;
  const select = useCallback((alarmId: string) => selectAlarm(alarmId), []);
  const activeId = place < 0 ? undefined : optionId(rows[place]?.alarm.id ?? '');
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && selectedId !== null) onOpen?.(selectedId);
    const row = rows[place];
    if (row?.groupId != null && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      event.preventDefault();
      turn(row.groupId, event.key === 'ArrowRight');
      // Whoever folds a group stays with it.
      if (event.key === 'ArrowLeft') selectAlarm(row.groupId);
      return;
    }
    const next = placeAfter(event.key, place, rows.length);
    if (next === null) return;
    event.preventDefault();
    selectAlarm(rows[next]?.alarm.id ?? null);
  };

  return (
    <div
      role="listbox"
      tabIndex={0}
      aria-label={t.alarms.list}
      aria-activedescendant={activeId}
      className={styles['list']}
      onKeyDown={onKeyDown}
    >
      {rows.map(({ alarm, groupId, folded, isMember }) => (
        <AlarmRow
          key={alarm.id}
          id={optionId(alarm.id)}
          alarm={alarm}
          selected={alarm.id === selectedId}
          onSelect={select}
          compact={compact}
          folded={folded}
          isMember={isMember}
          groupId={groupId}
          onTurn={turn}
        />
      ))}
    </div>
  );
}
