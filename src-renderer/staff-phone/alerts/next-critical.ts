/** Which alarm fills the screen. Pure. */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { isCalling } from '../../client/alarm-order.ts';

/**
 * High, still calling, and not answered on this screen (`seen`): what was answered in the list while it was less bad calls all the same.
 * The oldest first.
 */
export function nextCritical(alarms: Readonly<Record<string, AlarmReply>>, seen: readonly string[]): AlarmReply | null {
  const calling = Object.values(alarms).filter(
    (alarm) => alarm.priority === 'high' && isCalling(alarm) && !seen.includes(alarm.id),
  );
  return calling.toSorted((a, b) => Date.parse(a.raised_at) - Date.parse(b.raised_at))[0] ?? null;
}
