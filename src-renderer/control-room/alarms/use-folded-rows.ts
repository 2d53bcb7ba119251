/** The rows that a list of alarms shows: all of them, or in a flood the first of each group, with its members where it was opened. */
import { useCallback, useMemo, useState } from 'react';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { groupedAlarms } from '../../client/alarm-groups.ts';
import { useAlarms, useOpenAlarms } from './alarms-store.ts';

export interface FoldedRow {
  readonly alarm: AlarmReply;
  /** Id of the alarm that its group stands under; null when it stands alone. */
  readonly groupId: string | null;
  /** Of the first of a group: how many it stands for besides itself, and whether they are shown. */
  readonly folded: { readonly count: number; readonly isOpen: boolean } | null;
  readonly isMember: boolean;
}

export function useFoldedRows(alarms: readonly AlarmReply[]) {
  const firstOfFlood = useAlarms((state) => state.flood?.first_alarm ?? null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const turn = useCallback((groupId: string, isOpen: boolean) => {
    setOpened((old) => {
      const next = new Set(old);
      if (isOpen) next.add(groupId);
      else next.delete(groupId);
      return next;
    });
  }, []);
  const rows = useMemo(() => rowsOf(alarms, firstOfFlood, opened), [alarms, firstOfFlood, opened]);
  return { rows, turn };
}

/** The group that an alarm stands first of in a flood, itself included; empty for all others. */
export function useGroupOf(alarmId: string): readonly AlarmReply[] {
  const firstOfFlood = useAlarms((state) => state.flood?.first_alarm ?? null);
  const alarms = useOpenAlarms();
  return useMemo(() => {
    if (firstOfFlood === null) return [];
    const entry = groupedAlarms(alarms, firstOfFlood).find(({ alarm }) => alarm.id === alarmId);
    return entry === undefined || entry.members.length === 0 ? [] : [entry.alarm, ...entry.members];
  }, [alarms, firstOfFlood, alarmId]);
}

function rowsOf(alarms: readonly AlarmReply[], firstOfFlood: string | null, opened: ReadonlySet<string>): FoldedRow[] {
  if (firstOfFlood === null) return alarms.map((alarm) => ({ alarm, groupId: null, folded: null, isMember: false }));
  return groupedAlarms(alarms, firstOfFlood).flatMap(({ alarm, members }): FoldedRow[] => {
    if (members.length === 0) return [{ alarm, groupId: null, folded: null, isMember: false }];
    const isOpen = opened.has(alarm.id);
    const first = { alarm, groupId: alarm.id, folded: { count: members.length, isOpen }, isMember: false };
    const others = members.map((member) => ({ alarm: member, groupId: alarm.id, folded: null, isMember: true }));
    return isOpen ? [first, ...others] : [first];
  });
}
