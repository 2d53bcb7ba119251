/**
 * Escalation: an alarm that nobody acknowledges calls more people. In: an open alarm, how long its priority may wait; out: the alarm, and one
 * step in the log when a level is due. Who is called at which level is the pages' and the phones' part.
 */
import type { AlarmPriority, AlarmTransition, EscalationLevel } from '../../src-contract/domain/alarm.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { OpenAlarm } from './alarm-book.ts';
import { byStation, step } from './alarm-step.ts';

/** Ms until the first level, and as long again until the second; null = never. */
export type EscalateAfter = Readonly<Record<AlarmPriority, number | null>>;

export function escalationTimes({ alarms: { escalation } }: Pick<SiteConfig, 'alarms'>): EscalateAfter {
  const ms = (seconds: number | null): number | null => (seconds === null ? null : seconds * 1000);
  return { high: ms(escalation.high_s), medium: ms(escalation.medium_s), low: ms(escalation.low_s) };
}

/** One that has returned by itself waits: it calls further only if it comes back. Shelved and suppressed ones call nobody. */
export function escalate(log: AlarmTransition[], open: OpenAlarm, after: EscalateAfter, nowMs: number): OpenAlarm {
  const { alarm } = open;
  const afterMs = after[alarm.priority];
  if (alarm.life !== 'unacknowledged' || afterMs === null) return open;
  // Alarms that were stored before there was escalation say nothing of when they began to call.
  const level = levelAfter(nowMs - (alarm.callingSinceMs ?? alarm.changedMs), afterMs);
  if (level <= alarm.escalation) return open;
  return step(log, open, 'escalated', { escalation: level }, byStation(nowMs, String(level)));
}

function levelAfter(waitedMs: number, afterMs: number): EscalationLevel {
  if (waitedMs < afterMs) return 0;
  return waitedMs < 2 * afterMs ? 1 : 2;
}
