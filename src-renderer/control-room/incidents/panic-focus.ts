/** Puts a call for help that has just come before the operator: the overview shows its camera at once, unless somebody is typing. */
import { useEffect } from 'react';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { isCalling } from '../../client/alarm-order.ts';
import { selectAlarm, useAlarms } from '../alarms/alarms-store.ts';
import { isTyping } from '../keyboard/shortcut.ts';

type AlarmsById = Readonly<Record<string, AlarmReply>>;

/** The call that came with this change of the list and is to be shown. One that is looked at already stays: the first of a flood. Pure. */
export function newCall(now: AlarmsById, before: AlarmsById, selectedId: string | null): string | null {
  const selected = selectedId === null ? undefined : now[selectedId];
  if (selected !== undefined && isWaitingCall(selected)) return null;
  return Object.values(now).find((alarm) => isWaitingCall(alarm) && before[alarm.id] === undefined)?.id ?? null;
}

function isWaitingCall(alarm: AlarmReply): boolean {
  return alarm.kind === 'panic' && isCalling(alarm);
}

/** `isReading`: the operator is on a screen whose details are the selected alarm; it isn't changed under their eyes. */
export function usePanicFocus(isReading: boolean): void {
  useEffect(() => {
    if (isReading) return;
    return useAlarms.subscribe(({ alarms, selectedId, loaded }, before) => {
      if (alarms === before.alarms || !loaded || !before.loaded) return;
      const id = newCall(alarms, before.alarms, selectedId);
      const isBusy = isTyping(document.activeElement) || document.querySelector('dialog[open]') !== null;
      if (id !== null && !isBusy) selectAlarm(id);
    });
  }, [isReading]);
}
