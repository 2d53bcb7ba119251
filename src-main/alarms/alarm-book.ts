/**
 * Everything that alarms/ remembers: open alarms, conditions that wait for their on-delay, and the newest closed alarms. In: the
 * stored alarms after a restart; out: a value that advance-alarms.ts and command-alarm.ts turn into the next one.
 */
import type { Alarm, AlarmPriority, Condition } from '../../src-contract/domain/alarm.ts';
import { type Levels, levelsAt, priorityRank } from './levels.ts';

/** An alarm that isn't closed, with what its state machine needs beyond what is stored and shown. */
export interface OpenAlarm {
  readonly alarm: Alarm;
  readonly levels: Levels;
  readonly offDelayMs: number;
  readonly inhibitedBy: readonly string[];
  /** False only when the newest advance knew the condition to be gone. */
  readonly present: boolean;
  /** False while the operator was never told, because a parent hid it from its first moment. */
  readonly announced: boolean;
  /** When the newest thing happened that an acknowledgement has to have seen: raised, worsened, come back. */
  readonly newsMs: number;
  /** The newest change but for answers: people who answer must not hold back the alarm's own words. */
  readonly steppedMs: number;
  readonly outOfService: boolean;
  /** What it was when it was set aside: anything worse ends the shelving. */
  readonly shelvedPriority: AlarmPriority | null;
}

export interface PendingCondition {
  readonly condition: Condition;
  readonly levels: Levels;
}

export interface AlarmBook {
  /** By key: so there is never more than one open alarm a key. */
  readonly open: ReadonlyMap<string, OpenAlarm>;
  readonly pending: ReadonlyMap<string, PendingCondition>;
  /** Oldest first; kept so that a second acknowledgement learns who gave the first. */
  readonly closed: readonly Alarm[];
}

/** Two operators race within seconds; a few hundred closings are minutes even in a flood. The store has them all. */
const mostClosed = 256;
/** For a restored alarm until its condition is listed again: the site's own default. */
const restoredOffDelayMs = 30_000;

export function emptyAlarmBook(): AlarmBook {
  return { open: new Map(), pending: new Map(), closed: [] };
}

/**
 * The book after a restart. Alarms come back as they were; an active one returns to normal only after its condition was known
 * to be gone for the off-delay. `alarms`: all that are not closed, and the newest closed ones if at hand, in any order.
 */
export function restoreAlarmBook(alarms: readonly Alarm[], nowMs: number): AlarmBook {
  const open = new Map<string, OpenAlarm>();
  for (const alarm of alarms.filter(isOpen).toSorted(oldestFirst)) open.set(alarm.key, restored(alarm, nowMs));
  return { open, pending: new Map(), closed: rememberClosed([], alarms.filter((alarm) => !isOpen(alarm)).toSorted(oldestFirst)) };
}

function restored(alarm: Alarm, nowMs: number): OpenAlarm {
  return {
    alarm,
    levels: levelsAt(alarm.active ? alarm.priority : null),
    offDelayMs: restoredOffDelayMs,
    inhibitedBy: alarm.suppressedBy === null ? [] : [alarm.suppressedBy],
    present: alarm.active,
    // Not stored; an alarm that was hidden from its first moment has no second event. A mistake asks for one acknowledgement more.
    announced: alarm.suppressedBy === null || alarm.changedMs > alarm.raisedMs,
    // Not stored either: the newest change may be less than news, then the operator has to look once more. Never in the future,
    // for the clock may have been set back while the station was down.
    newsMs: Math.min(alarm.changedMs, Math.floor(nowMs)),
    steppedMs: alarm.changedMs,
    outOfService: alarm.life === 'out-of-service',
    shelvedPriority: alarm.shelving === null ? null : alarm.priority,
  };
}

function isOpen(alarm: Alarm): boolean {
  return alarm.closedMs === null;
}

function oldestFirst(a: Alarm, b: Alarm): number {
  return a.changedMs - b.changedMs;
}

export function rememberClosed(closed: readonly Alarm[], more: readonly Alarm[]): readonly Alarm[] {
  return more.length === 0 ? closed : [...closed, ...more].slice(-mostClosed);
}

/** Every alarm that isn't closed: what nobody acknowledged first, then worst, then oldest (the first-out of a flood). */
export function openAlarms(book: AlarmBook): readonly Alarm[] {
  const urgency = (alarm: Alarm): number =>
    (alarm.life === 'unacknowledged' ? 8 : alarm.life === 'returned' || alarm.life === 'acknowledged' ? 4 : 0) +
    priorityRank(alarm.priority);
  return [...book.open.values()].map(({ alarm }) => alarm).toSorted((a, b) => urgency(b) - urgency(a) || a.raisedMs - b.raisedMs);
}
