/** Which alarms are open, which are set aside, which call for somebody, and in which order they stand. Pure. */
import type { AlarmReply } from '../../src-contract/api/alarms.ts';
import { alarmPriorities } from '../../src-contract/domain/alarm.ts';

type AlarmsById = Readonly<Record<string, AlarmReply>>;

/** Nobody has acknowledged it, whether its cause is still there or not. */
export function isCalling(alarm: AlarmReply): boolean {
  return alarm.state === 'unacknowledged' || alarm.state === 'returned';
}

export function isOpen(alarm: AlarmReply): boolean {
  return isCalling(alarm) || alarm.state === 'acknowledged';
}

/**
 * Worst priority first, then what nobody has acknowledged, of it calls for help, then the oldest: the first-out stays on top, and a
 * person who waits for an answer stands before what sensors say of the same weight.
 */
export function openAlarms(alarms: AlarmsById): AlarmReply[] {
  return Object.values(alarms).filter(isOpen).sort(byWorst);
}

export function callingAlarms(alarms: AlarmsById): AlarmReply[] {
  return Object.values(alarms).filter(isCalling).sort(byWorst);
}

/** Shelved, suppressed, out of service: the next to come back first. */
export function asideAlarms(alarms: AlarmsById): AlarmReply[] {
  return Object.values(alarms)
    .filter((alarm) => alarm.state === 'shelved' || alarm.state === 'suppressed' || alarm.state === 'out-of-service')
    .sort((a, b) => returnsMs(a) - returnsMs(b) || byWorst(a, b));
}

function byWorst(a: AlarmReply, b: AlarmReply): number {
  return (
    alarmPriorities.indexOf(b.priority) - alarmPriorities.indexOf(a.priority) ||
    Number(isCalling(b)) - Number(isCalling(a)) ||
    Number(isCalling(b) && b.kind === 'panic') - Number(isCalling(a) && a.kind === 'panic') ||
    Date.parse(a.raised_at) - Date.parse(b.raised_at) ||
    a.id.localeCompare(b.id)
  );
}

function returnsMs(alarm: AlarmReply): number {
  return alarm.shelved === null ? Number.MAX_SAFE_INTEGER : Date.parse(alarm.shelved.until);
}

/** What a key acts on: the selected alarm when it is open, else the first that calls. */
export function targetAlarm(alarms: AlarmsById, selectedId: string | null): AlarmReply | null {
  const selected = selectedId === null ? undefined : alarms[selectedId];
  return selected !== undefined && isOpen(selected) ? selected : (callingAlarms(alarms)[0] ?? null);
}
