/** The open alarms as one list that is walked with the arrow keys. Which one is selected is kept in the store. */
import { type KeyboardEvent, useCallback, useEffect, useId, useRef } from 'react';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { useText } from '../i18n/use-text.ts';
import styles from './alarm-list.module.css';
import { AlarmRow } from './alarm-row.tsx';
import { selectAlarm, useAlarms } from './alarms-store.ts';
import { placeAfter } from './place-after.ts';

interface AlarmListProps {
  readonly alarms: readonly AlarmReply[];
  readonly compact?: boolean;
  /** What Enter and a second click do. */
  readonly onOpen?: (alarmId: string) => void;
}

export function AlarmList({ alarms, compact = false, onOpen }: AlarmListProps) {
  const t = useText();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const selectedId = useAlarms((state) => state.selectedId);
  const place = alarms.findIndex((alarm) => alarm.id === selectedId);
  const optionId = (alarmId: string) => `${id}-${alarmId}`;
  const select = useCallback((alarmId: string) => selectAlarm(alarmId), []);
  const activeId = place < 0 ? undefined : optionId(alarms[place]?.id ?? '');
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && selectedId !== null) onOpen?.(selectedId);
    const next = placeAfter(event.key, place, alarms.length);
    if (next === null) return;
    event.preventDefault();
    selectAlarm(alarms[next]?.id ?? null);
  };

  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={t.alarms.list}
      aria-activedescendant={activeId}
      className={styles['list']}
      onKeyDown={onKeyDown}
    >
      {alarms.map((alarm) => (
        <AlarmRow
          key={alarm.id}
          id={optionId(alarm.id)}
          alarm={alarm}
          selected={alarm.id === selectedId}
          onSelect={select}
          compact={compact}
        />
      ))}
    </div>
  );
}
