/** Which alarm fills the screen of this phone. Pure. */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import type { CallerReply } from '../../../src-contract/api/auth.ts';
import type { EscalationLevel } from '../../../src-contract/domain/alarm.ts';
import { isCalling } from '../../client/alarm-order.ts';
import { zoneOfAlarm } from '../../client/alarm-zone.ts';

/** Who holds the phone. */
export type Holder = Pick<CallerReply, 'kind' | 'id' | 'role' | 'zone'>;

/**
 * One of high priority, or one that has escalated as far as this phone; still calling, and not answered on this screen (`seen`): what was
 * answered in the list while it was less bad calls all the same, and so does what nobody in the control room acknowledged since. The oldest
 * first.
 */
export function nextCritical(
  alarms: Readonly<Record<string, AlarmReply>>,
  seen: readonly string[],
  holder: Holder | null,
): AlarmReply | null {
  const calling = Object.values(alarms).filter(
    (alarm) =>
      (alarm.priority === 'high' || levelHere(alarm, holder) > 0) && isCalling(alarm) && !seen.includes(callOf(alarm, holder)),
  );
  return calling.toSorted((a, b) => Date.parse(a.raised_at) - Date.parse(b.raised_at))[0] ?? null;
}

/** What is answered: the alarm, and anew each level that reaches this phone. */
export function callOf(alarm: AlarmReply, holder: Holder | null): string {
  const level = levelHere(alarm, holder);
  return level === 0 ? alarm.id : `${alarm.id}/${level}`;
}

function levelHere(alarm: AlarmReply, holder: Holder | null): EscalationLevel {
  if (alarm.escalation === 0 || isActing(alarm, holder)) return 0;
  return alarm.escalation === 1 && !isInRange(alarm, holder) ? 0 : alarm.escalation;
}

/** Whoever is on the way has both hands full already. */
function isActing({ answers }: AlarmReply, holder: Holder | null): boolean {
  return holder !== null && answers.some(({ by, answer }) => by === idOf(holder) && answer !== 'seen');
}

function idOf({ kind, id }: Holder): string {
  return `${kind}:${id}`;
}

/** The first level calls the next roles, whose alarm it is, and staff who stand there or may be sent anywhere. */
function isInRange(alarm: AlarmReply, holder: Holder | null): boolean {
  if (holder === null) return false;
  const { role, zone } = holder;
  if (role === 'operator' || role === 'admin' || alarm.assignee?.id === idOf(holder)) return true;
  const at = zoneOfAlarm(alarm);
  return role === 'staff' && (zone === null || at === null || at === zone);
}
