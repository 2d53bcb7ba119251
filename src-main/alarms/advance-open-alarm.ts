/**
 * How an alarm that isn't closed goes on by itself: its shelving runs out, its condition comes, goes, worsens or eases, a parent
 * hides it or stops hiding it, and it closes. In: the alarm and what is read of it now; out: the alarm, its steps in the log.
 */
import type { AlarmFacts, AlarmTransition, Condition } from '../../src-contract/domain/alarm.ts';
import type { OpenAlarm } from './alarm-book.ts';
import { byStation, closeIfDone, endShelving, type Facts, longestShelvingMs, step, unacknowledged } from './alarm-step.ts';
import { type Levels, priorityOf, priorityRank, type Reading } from './levels.ts';

/** One key as it is seen in this advance. `condition` is what was listed last while the key waits for its on-delay. */
export interface Watched {
  readonly open: OpenAlarm | null;
  readonly condition: Condition | null;
  readonly reading: Reading;
  readonly levels: Levels;
}

/** New words for a standing alarm at most this often: a fact that trembles must not fill the store. */
const quietMs = 10_000;
/** A fact that alarms/ adds itself: the condition can't be told just now, the other facts are the last known ones. */
const heldFact = { held: 'not-measured' } as const;

export function advanceOpenAlarm(
  log: AlarmTransition[],
  before: OpenAlarm,
  now: Watched,
  parent: string | null,
  nowMs: number,
): OpenAlarm {
  const { condition, reading } = now;
  const wasOn = before.levels[0].on;
  let open: OpenAlarm = { ...before, levels: now.levels, present: reading !== 'normal' };
  if (condition !== null) open = { ...open, offDelayMs: condition.offDelayMs, inhibitedBy: condition.inhibitedBy };
  open = endExpiredShelving(log, open, nowMs);
  open = followLevels(log, open, wasOn, condition, nowMs);
  open = followWords(log, open, now, nowMs);
  open = followParent(log, open, parent, nowMs);
  return closeIfDone(log, open, nowMs);
}

/** Also when the end is further off than any shelving may be: then the clock was set back, and the operator's time is long over. */
function endExpiredShelving(log: AlarmTransition[], open: OpenAlarm, nowMs: number): OpenAlarm {
  const untilMs = open.alarm.shelving?.untilMs;
  if (untilMs === undefined || (nowMs < untilMs && untilMs - nowMs <= longestShelvingMs + 1000)) return open;
  return endShelving(log, open, byStation(nowMs, 'the shelving ran out'));
}

function followLevels(
  log: AlarmTransition[],
  open: OpenAlarm,
  wasOn: boolean,
  condition: Condition | null,
  nowMs: number,
): OpenAlarm {
  const priority = priorityOf(open.levels);
  if (priority === null) return wasOn && !open.alarm.latching ? returned(log, open, nowMs) : open;
  const told: Facts = { ...toldBy(condition), priority };
  const news = { newsMs: nowMs };
  if (!wasOn) {
    const back = { ...told, ...unacknowledged, active: true, returnedMs: null };
    return endBrokenShelving(log, step(log, open, 'reactivated', back, byStation(nowMs), news), nowMs);
  }
  const change = priorityRank(priority) - priorityRank(open.alarm.priority);
  if (change === 0) return open;
  if (change < 0) return step(log, open, 'eased', told, byStation(nowMs));
  return endBrokenShelving(log, step(log, open, 'worsened', { ...told, ...unacknowledged }, byStation(nowMs), news), nowMs);
}

/** An alarm that was never announced closes right here: nobody was told, so nobody has to acknowledge. */
function returned(log: AlarmTransition[], open: OpenAlarm, nowMs: number): OpenAlarm {
  const gone: Facts = { active: false, returnedMs: nowMs, suppressedBy: null, facts: withoutHeld(open.alarm.facts) };
  const silent = !open.announced && open.alarm.shelving === null && !open.outOfService;
  if (!silent) return step(log, open, 'returned', gone, byStation(nowMs));
  return step(log, open, 'closed', { ...gone, closedMs: nowMs }, byStation(nowMs, open.alarm.suppressedBy));
}

/** What an operator set aside was less bad than this. */
function endBrokenShelving(log: AlarmTransition[], open: OpenAlarm, nowMs: number): OpenAlarm {
  if (open.shelvedPriority === null || priorityRank(open.alarm.priority) <= priorityRank(open.shelvedPriority)) return open;
  return endShelving(log, open, byStation(nowMs, 'worse than when it was shelved'));
}

/** Figures change all the time and are no event; other words are (a group grew, a zone is no longer measured). */
function followWords(log: AlarmTransition[], open: OpenAlarm, { condition, reading }: Watched, nowMs: number): OpenAlarm {
  const { alarm } = open;
  if (!alarm.active || nowMs - open.steppedMs < quietMs) return open;
  if (reading === 'unknown')
    return 'held' in alarm.facts
      ? open
      : step(log, open, 'updated', { facts: { ...alarm.facts, ...heldFact } }, byStation(nowMs));
  // While a change of priority waits for its delay, the words wait with it.
  if (condition === null || reading !== alarm.priority || sameWords(alarm.facts, condition.facts)) return open;
  return step(log, open, 'updated', toldBy(condition), byStation(nowMs));
}

function followParent(log: AlarmTransition[], open: OpenAlarm, parent: string | null, nowMs: number): OpenAlarm {
  if (!open.alarm.active || open.alarm.suppressedBy === parent) return open;
  if (parent !== null) return step(log, open, 'suppressed', { suppressedBy: parent }, byStation(nowMs, parent));
  const first = open.announced ? {} : { announced: true, newsMs: nowMs };
  return step(log, open, 'unsuppressed', { suppressedBy: null }, byStation(nowMs, open.alarm.suppressedBy), first);
}

function toldBy(condition: Condition | null): Facts {
  return condition === null ? {} : { facts: condition.facts, timeToActS: condition.timeToActS };
}

/**
 * Words are texts; a figure that comes, goes or changes is none. `reason` is left out: it is what some library said this time,
 * and may differ with every attempt.
 */
function sameWords(a: AlarmFacts, b: AlarmFacts): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  keys.delete('reason');
  return [...keys].every((key) => a[key] === b[key] || (typeof a[key] !== 'string' && typeof b[key] !== 'string'));
}

function withoutHeld(facts: AlarmFacts): AlarmFacts {
  const { held, ...others } = facts;
  return held === undefined ? facts : others;
}
