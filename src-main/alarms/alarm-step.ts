/**
 * One step in an alarm's life: the only place where an alarm changes, so each change is one transition, and the transitions
 * replayed give the alarms. In: an open alarm, the change and who made it; out: the alarm after it, and one line in the log.
 */
import type { Alarm, AlarmEventKind, AlarmLife, AlarmTransition } from '../../src-contract/domain/alarm.ts';
import type { OpenAlarm } from './alarm-book.ts';

export interface Stamp {
  /** Whole ms, so that a time that travelled as ISO 8601 compares equal. */
  readonly atMs: number;
  readonly actor: string;
  readonly note: string | null;
}

export function byStation(atMs: number, note: string | null = null): Stamp {
  return { atMs, actor: 'station', note };
}

export type Facts = Partial<Omit<Alarm, 'id' | 'key' | 'life' | 'changedMs'>>;
type Rest = Partial<Omit<OpenAlarm, 'alarm'>>;

/** What people say and do about an alarm leaves the alarm's own words and their quiet time alone. */
const saidByPeople: readonly AlarmEventKind[] = ['answered', 'commented', 'assigned', 'step-done', 'step-undone'];

/** Appends to `log`. */
export function step(
  log: AlarmTransition[],
  open: OpenAlarm,
  kind: AlarmEventKind,
  facts: Facts,
  stamp: Stamp,
  rest: Rest = {},
): OpenAlarm {
  const steppedMs = saidByPeople.includes(kind) ? open.steppedMs : stamp.atMs;
  const next = { ...open, steppedMs, ...rest };
  const changed = { ...open.alarm, ...facts, changedMs: stamp.atMs };
  const lived = { ...changed, life: lifeOf(changed, next.outOfService) };
  const alarm = { ...lived, ...calling(open.alarm, lived, kind, stamp.atMs) };
  log.push({ kind, ...stamp, alarm });
  return { ...next, alarm };
}

/** Whoever acknowledges, shelves or closes ends the calling. A worse alarm has its whole time again, but takes back nobody who was called. */
function calling(before: Alarm, after: Alarm, kind: AlarmEventKind, atMs: number): Pick<Alarm, 'callingSinceMs' | 'escalation'> {
  if (after.life !== 'unacknowledged' && after.life !== 'returned') return { callingSinceMs: null, escalation: 0 };
  const goesOn = before.callingSinceMs !== null && kind !== 'worsened';
  return { callingSinceMs: goesOn ? before.callingSinceMs : atMs, escalation: after.escalation };
}

/**
 * The states of ANSI/ISA-18.2-2016 (IEC 62682): what people and the design put over an alarm comes before what the alarm itself
 * is; under it, `active` and `acknowledged` go on being two facts of their own.
 */
export function lifeOf(alarm: Omit<Alarm, 'life'>, outOfService: boolean): AlarmLife {
  if (alarm.closedMs !== null) return 'normal';
  if (outOfService) return 'out-of-service';
  if (alarm.shelving !== null) return 'shelved';
  if (alarm.suppressedBy !== null) return 'suppressed';
  if (alarm.active) return alarm.acknowledged ? 'acknowledged' : 'unacknowledged';
  return alarm.acknowledged ? 'normal' : 'returned';
}

/** What undoes an acknowledgement: it covered what was there before. */
export const unacknowledged = { acknowledged: false, acknowledgedMs: null, acknowledgedBy: null } as const;

/**
 * Closes an alarm that is neither active nor owed an acknowledgement. While it is shelved or out of service it stays, so that
 * its condition can come and go underneath without a new alarm.
 */
export function closeIfDone(log: AlarmTransition[], open: OpenAlarm, atMs: number): OpenAlarm {
  const { alarm } = open;
  const owed = open.announced && !alarm.acknowledged;
  if (alarm.active || owed || alarm.shelving !== null || open.outOfService || alarm.closedMs !== null) return open;
  return step(log, open, 'closed', { closedMs: atMs, suppressedBy: null }, byStation(atMs));
}

/** Back from the shelf or from the workshop: what is still active has to be looked at again. */
export function backInView(alarm: Alarm, atMs: number): { facts: Facts; rest: Rest } {
  return alarm.active ? { facts: unacknowledged, rest: { newsMs: atMs, announced: true } } : { facts: {}, rest: {} };
}

/** A day: long enough for a broken sensor until the engineer comes, short enough that no shelf is forgotten. */
export const longestShelvingMs = 24 * 3_600_000;

export function endShelving(log: AlarmTransition[], open: OpenAlarm, stamp: Stamp): OpenAlarm {
  const { facts, rest } = backInView(open.alarm, stamp.atMs);
  return step(log, open, 'unshelved', { ...facts, shelving: null }, stamp, { ...rest, shelvedPriority: null });
}
