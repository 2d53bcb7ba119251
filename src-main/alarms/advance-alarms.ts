/**
 * The alarm state machine's clock side (ANSI/ISA-18.2-2016, clause on alarm states; figures in crowd-and-alarm-figures). In: the
 * book and all conditions of this instant; out: the next book and what has to be stored, then announced. What operators do is
 * command-alarm.ts; how one alarm goes on is advance-open-alarm.ts, whom it calls meanwhile escalate.ts.
 */
import type { AlarmSubject, AlarmTransition, Condition, ConditionKind } from '../../src-contract/domain/alarm.ts';
import { advanceOpenAlarm, type Watched } from './advance-open-alarm.ts';
import { type AlarmBook, type OpenAlarm, type PendingCondition, rememberClosed } from './alarm-book.ts';
import { alarmId } from './alarm-id.ts';
import { byStation, step } from './alarm-step.ts';
import { type EscalateAfter, escalate } from './escalate.ts';
import { advanceLevels, isIdle, levelsAt, priorityOf, priorityRank, type Reading } from './levels.ts';
import { type Suppressible, suppressors } from './suppression.ts';

export interface AlarmInput {
  /** Everything that is wrong now, of all stages. */
  readonly conditions: readonly Condition[];
  /** Whether a condition that isn't listed is known to be gone; until it is, its alarm stays as it is. */
  readonly known: (identity: { readonly kind: ConditionKind; readonly subject: AlarmSubject }) => boolean;
  readonly nowMs: number;
  /** How long each priority may go unacknowledged. */
  readonly escalateAfter: EscalateAfter;
}

export interface Advanced {
  readonly book: AlarmBook;
  readonly transitions: readonly AlarmTransition[];
}

export function advanceAlarms(book: AlarmBook, input: AlarmInput): Advanced {
  const nowMs = Math.floor(input.nowMs);
  const watched = watchAll(book, input, nowMs);
  const parents = suppressors(new Map([...watched].map(([key, one]) => [key, suppressible(one)])));
  const transitions: AlarmTransition[] = [];
  const open = new Map<string, OpenAlarm>();
  const pending = new Map<string, PendingCondition>();
  for (const [key, one] of watched) {
    const parent = parents.get(key) ?? null;
    const stepped =
      one.open === null
        ? raised(transitions, book, one, parent, nowMs)
        : advanceOpenAlarm(transitions, one.open, one, parent, nowMs);
    const next = stepped === null ? null : escalate(transitions, stepped, input.escalateAfter, nowMs);
    if (next !== null && next.alarm.closedMs === null) open.set(key, next);
    else if (next === null && one.condition !== null && !isIdle(one.levels))
      pending.set(key, { condition: one.condition, levels: one.levels });
  }
  const closed = transitions.filter(({ alarm }) => alarm.closedMs !== null).map(({ alarm }) => alarm);
  return { book: { open, pending, closed: rememberClosed(book.closed, closed) }, transitions };
}

/** Open alarms first, so that the order of a book never changes by itself. */
function watchAll(book: AlarmBook, input: AlarmInput, nowMs: number): ReadonlyMap<string, Watched> {
  const listed = worstByKey(input.conditions);
  const keys = new Set([...book.open.keys(), ...book.pending.keys(), ...listed.keys()]);
  return new Map([...keys].map((key) => [key, watch(book, key, listed.get(key) ?? null, input.known, nowMs)]));
}

function watch(book: AlarmBook, key: string, listed: Condition | null, known: AlarmInput['known'], nowMs: number): Watched {
  const open = book.open.get(key) ?? null;
  const pending = book.pending.get(key) ?? null;
  const condition = listed ?? pending?.condition ?? null;
  const reading = readingOf(listed, open?.alarm ?? condition, known);
  const delays = { onDelayMs: condition?.onDelayMs ?? 0, offDelayMs: listed?.offDelayMs ?? open?.offDelayMs ?? 0 };
  const levels = advanceLevels(open?.levels ?? pending?.levels ?? levelsAt(null), reading, delays, nowMs);
  return { open, condition, reading, levels };
}

function readingOf(
  listed: Condition | null,
  identity: Parameters<AlarmInput['known']>[0] | null,
  known: AlarmInput['known'],
): Reading {
  if (listed !== null) return listed.priority;
  return identity === null || known(identity) ? 'normal' : 'unknown';
}

/** A key that is listed twice is a stage's mistake; the worse line counts. */
function worstByKey(conditions: readonly Condition[]): ReadonlyMap<string, Condition> {
  const byKey = new Map<string, Condition>();
  for (const condition of conditions) {
    const other = byKey.get(condition.key);
    if (other === undefined || priorityRank(condition.priority) > priorityRank(other.priority))
      byKey.set(condition.key, condition);
  }
  return byKey;
}

function suppressible({ open, condition, levels }: Watched): Suppressible {
  const latching = open?.alarm.latching ?? condition?.latching ?? false;
  return {
    active: levels[0].on || (latching && open?.alarm.active === true),
    latching,
    inhibitedBy: condition?.inhibitedBy ?? open?.inhibitedBy ?? [],
  };
}

/** Null while the on-delay runs. A condition that a parent explains is kept as `suppressed` and never announced. */
function raised(log: AlarmTransition[], book: AlarmBook, one: Watched, parent: string | null, nowMs: number): OpenAlarm | null {
  const priority = priorityOf(one.levels);
  if (one.condition === null || priority === null) return null;
  const fresh = freshAlarm(book, one, one.condition, priority, nowMs);
  return step(log, fresh, parent === null ? 'raised' : 'suppressed', { suppressedBy: parent }, byStation(nowMs, parent), {
    announced: parent === null,
  });
}

function freshAlarm(
  book: AlarmBook,
  one: Watched,
  condition: Condition,
  priority: Condition['priority'],
  nowMs: number,
): OpenAlarm {
  const taken = (id: string): boolean => book.closed.some((alarm) => alarm.id === id);
  return {
    alarm: {
      id: alarmId(condition.key, nowMs, taken),
      key: condition.key,
      kind: condition.kind,
      subject: condition.subject,
      priority,
      facts: condition.facts,
      life: 'unacknowledged',
      active: true,
      acknowledged: false,
      latching: condition.latching,
      timeToActS: condition.timeToActS,
      raisedMs: nowMs,
      changedMs: nowMs,
      acknowledgedMs: null,
      acknowledgedBy: null,
      returnedMs: null,
      closedMs: null,
      shelving: null,
      suppressedBy: null,
      answers: [],
      answersLeftOut: 0,
      callingSinceMs: null,
      escalation: 0,
      assignee: null,
      comments: 0,
      steps: [],
    },
    levels: one.levels,
    offDelayMs: condition.offDelayMs,
    inhibitedBy: condition.inhibitedBy,
    present: true,
    announced: true,
    newsMs: nowMs,
    steppedMs: nowMs,
    outOfService: false,
    shelvedPriority: null,
  };
}
