/** A book of alarms driven by hand: what is listed, what can't be told, how time goes. Used by the tests beside it. */
import type { Alarm, AlarmCommand, AlarmPriority, AlarmTransition, Condition } from '../../src-contract/domain/alarm.ts';
import { advanceAlarms } from '../../src-main/alarms/advance-alarms.ts';
import { type AlarmBook, emptyAlarmBook, openAlarms, restoreAlarmBook } from '../../src-main/alarms/alarm-book.ts';
import { type CommandResult, commandAlarm } from '../../src-main/alarms/command-alarm.ts';
import type { EscalateAfter } from '../../src-main/alarms/escalate.ts';

export const startMs = 1_700_000_000_000;

/** On-delay 10 s, off-delay 30 s; the key is `crowd-density:zone:ID`. */
export function condition(id: string, priority: AlarmPriority = 'low', more: Partial<Condition> = {}): Condition {
  return {
    key: keyOf(id),
    kind: 'crowd-density',
    subject: { type: 'zone', id },
    priority,
    facts: { zoneName: id, value: 2.5 },
    onDelayMs: 10_000,
    offDelayMs: 30_000,
    latching: false,
    timeToActS: 60,
    inhibitedBy: [],
    ...more,
  };
}

export function keyOf(id: string): string {
  return `crowd-density:zone:${id}`;
}

export type Command = AlarmCommand extends infer C ? (C extends AlarmCommand ? Omit<C, 'alarmId'> : never) : never;

/** Nobody is called, however long it takes. */
export const never: EscalateAfter = { high: null, medium: null, low: null };

export interface Bench {
  readonly nowMs: () => number;
  readonly book: () => AlarmBook;
  /** Lists these conditions after `seconds`; returns the steps as `kind:life`. */
  readonly after: (seconds: number, listed: readonly Condition[], unknownIds?: readonly string[]) => readonly string[];
  readonly command: (id: string, command: Command) => CommandResult;
  readonly commandId: (alarmId: string, command: Command) => CommandResult;
  /** The open alarm of a zone. */
  readonly alarm: (id: string) => Alarm | undefined;
  readonly transitions: () => readonly AlarmTransition[];
  /** As after kill -9: only what was stored survives. */
  readonly restart: () => void;
}

export function createBench(escalateAfter: EscalateAfter = never): Bench {
  let nowMs = startMs;
  let book = emptyAlarmBook();
  const transitions: AlarmTransition[] = [];
  const commandId = (alarmId: string, command: Command): CommandResult => {
    const result = commandAlarm(book, { ...command, alarmId }, nowMs);
    if (result.ok) {
      book = result.book;
      transitions.push(...result.transitions);
    }
    return result;
  };
  return {
    nowMs: () => nowMs,
    book: () => book,
    after: (seconds, listed, unknownIds = []) => {
      nowMs += seconds * 1000;
      const known = ({ subject }: { subject: { id: string } }): boolean => !unknownIds.includes(subject.id);
      const result = advanceAlarms(book, { conditions: listed, known, nowMs, escalateAfter });
      book = result.book;
      transitions.push(...result.transitions);
      return steps(result.transitions);
    },
    command: (id, command) => commandId(book.open.get(keyOf(id))?.alarm.id ?? 'none', command),
    commandId,
    alarm: (id) => book.open.get(keyOf(id))?.alarm,
    transitions: () => transitions,
    restart: () => {
      book = restoreAlarmBook(replayed(transitions), nowMs);
    },
  };
}

export function steps(transitions: readonly AlarmTransition[]): readonly string[] {
  return transitions.map(({ kind, alarm }) => `${kind}:${alarm.life}`);
}

/** What the store holds: the newest form of each alarm. */
export function replayed(transitions: readonly AlarmTransition[]): readonly Alarm[] {
  return [...new Map(transitions.map(({ alarm }) => [alarm.id, alarm])).values()];
}

export function openIds(book: AlarmBook): readonly string[] {
  return openAlarms(book).map(({ subject }) => subject.id);
}
