/** Which alarm fills the screen. Pure. */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { isCalling } from '../../client/alarm-order.ts';

/** High, still calling, answered neither here (`seen`) nor by `me` on another page; the oldest. */
export function nextCritical(
  alarms: Readonly<Record<string, AlarmReply>>,
  seen: readonly string[],
  me: string | null,
): AlarmReply | null {
  const isAnswered = ({ id, answers }: AlarmReply): boolean => seen.includes(id) || answers.some(({ by }) => by === me);
  const calling = Object.values(alarms).filter((alarm) => alarm.priority === 'high' && isCalling(alarm) && !isAnswered(alarm));
  return calling.toSorted((a, b) => Date.parse(a.raised_at) - Date.parse(b.raised_at))[0] ?? null;
}
