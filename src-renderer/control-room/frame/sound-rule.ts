/**
 * When an alarm sounds, and as what. Repeats until somebody acknowledges it, twice as often and at full loudness once it has escalated; a
 * silence covers what was there when it was asked for. Pure.
 */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import type { AlarmPriority } from '../../../src-contract/domain/alarm.ts';
import { isCalling } from '../../client/alarm-order.ts';

export const silenceMs = 5 * 60_000;
export const repeatMs: Record<AlarmPriority, number> = { high: 4_000, medium: 9_000, low: 25_000 };

export interface SoundPast {
  /** Browser time, ms; null when nothing sounded yet. */
  readonly soundedMs: number | null;
  /** `changed_at` of the newest alarm that sounded, ms: a newer one doesn't wait for the repeat. */
  readonly heardChangeMs: number;
  /** Browser time until which it is silent; null when it isn't. */
  readonly silentUntilMs: number | null;
  /** Station time at which the silence was asked for, ms. */
  readonly silencedAtMs: number;
}

export interface Due {
  readonly priority: AlarmPriority;
  readonly changeMs: number;
  /** Nobody heard it, or nobody acted: it doesn't go by how loud the operator likes it. */
  readonly isEscalated: boolean;
}

/** What should sound now, if anything. A new alarm of high priority, a call for help of any, or one that escalates breaks the silence. */
export function dueSound(alarms: readonly AlarmReply[], past: SoundPast, nowMs: number): Due | null {
  const silent = past.silentUntilMs !== null && nowMs < past.silentUntilMs;
  const heard = alarms.filter(
    (alarm) => isCalling(alarm) && (!silent || (breaksSilence(alarm) && changeOf(alarm) > past.silencedAtMs)),
  );
  const worst = heard.find((a) => a.priority === 'high') ?? heard.find((a) => a.priority === 'medium') ?? heard[0];
  if (worst === undefined) return null;
  const changeMs = Math.max(...heard.map(changeOf));
  const isNew = changeMs > past.heardChangeMs;
  const isEscalated = heard.some(({ escalation }) => escalation > 0);
  const everyMs = repeatMs[worst.priority] / (isEscalated ? 2 : 1);
  const repeats = past.soundedMs === null || nowMs - past.soundedMs >= everyMs;
  return isNew || repeats ? { priority: worst.priority, changeMs, isEscalated } : null;
}

function breaksSilence({ priority, kind, escalation }: AlarmReply): boolean {
  return priority === 'high' || kind === 'panic' || escalation > 0;
}

function changeOf(alarm: AlarmReply): number {
  return Date.parse(alarm.changed_at);
}
