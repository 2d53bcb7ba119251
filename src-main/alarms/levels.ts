/**
 * On-delay and off-delay of an alarm and of its priority in one: three switches, "at least low", "at least medium", "high". In:
 * what is read now; out: the switches. The first one is the alarm's own activity, the worst one that is on its priority.
 */
import { type AlarmPriority, alarmPriorities } from '../../src-contract/domain/alarm.ts';

/** A priority: the condition is listed; `normal`: it is known to be gone; `unknown`: nobody can tell. */
export type Reading = AlarmPriority | 'normal' | 'unknown';

/** `sinceMs`: since when the reading says the opposite of `on`; null while it agrees. */
interface Switch {
  readonly on: boolean;
  readonly sinceMs: number | null;
}
export type Levels = readonly [low: Switch, medium: Switch, high: Switch];

export interface Delays {
  readonly onDelayMs: number;
  readonly offDelayMs: number;
}

/** Switches as they stand for an alarm of this priority; null for one that isn't active. */
export function levelsAt(priority: AlarmPriority | null): Levels {
  const rank = priority === null ? -1 : priorityRank(priority);
  const at = (i: number): Switch => ({ on: i <= rank, sinceMs: null });
  return [at(0), at(1), at(2)];
}

export function advanceLevels(levels: Levels, reading: Reading, delays: Delays, nowMs: number): Levels {
  const rank = reading === 'normal' || reading === 'unknown' ? -1 : priorityRank(reading);
  const next = (before: Switch, i: number): Switch =>
    reading === 'unknown' ? paused(before) : turned(before, i <= rank, delays, nowMs);
  return [next(levels[0], 0), next(levels[1], 1), next(levels[2], 2)];
}

/** While nobody can tell, what is on stays on and has to be gone for the whole off-delay afterwards; what was coming stays coming. */
function paused(before: Switch): Switch {
  return before.on ? { on: true, sinceMs: null } : before;
}

function turned(before: Switch, to: boolean, delays: Delays, nowMs: number): Switch {
  if (to === before.on) return { on: before.on, sinceMs: null };
  const sinceMs = before.sinceMs ?? nowMs;
  const waited = nowMs - sinceMs >= (to ? delays.onDelayMs : delays.offDelayMs);
  return waited ? { on: to, sinceMs: null } : { on: before.on, sinceMs };
}

/** Null when the alarm isn't active. */
export function priorityOf(levels: Levels): AlarmPriority | null {
  return alarmPriorities.findLast((_, i) => levels[i]?.on === true) ?? null;
}

/** Nothing on and nothing coming. */
export function isIdle(levels: Levels): boolean {
  return levels.every(({ on, sinceMs }) => !on && sinceMs === null);
}

/** 0 low, 1 medium, 2 high. */
export function priorityRank(priority: AlarmPriority): number {
  return alarmPriorities.indexOf(priority);
}
