/**
 * What operators and engineers do to an alarm. In: the book and a command; out: the next book with the steps to store, or why it
 * is refused. Whether the person may do it is asked before, by the server.
 */
import type { Alarm, AlarmCommand, AlarmTransition, Shelving } from '../../src-contract/domain/alarm.ts';
import { isNewAnswer } from '../../src-contract/domain/alarm-answer.ts';
import { type AlarmBook, type OpenAlarm, rememberClosed } from './alarm-book.ts';
import { backInView, closeIfDone, endShelving, longestShelvingMs, type Stamp, step } from './alarm-step.ts';
import { assign, comment, tick } from './annotate-alarm.ts';
import { answerAlarm } from './answer-alarm.ts';
import { levelsAt } from './levels.ts';

export type CommandResult =
  | { readonly ok: true; readonly book: AlarmBook; readonly alarm: Alarm; readonly transitions: readonly AlarmTransition[] }
  | { readonly ok: false; readonly code: 'NOT_FOUND' | 'CONFLICT' | 'BAD_REQUEST'; readonly message: string };
type Refusal = Extract<CommandResult, { ok: false }>;
type CommandOf<K extends AlarmCommand['kind']> = Extract<AlarmCommand, { kind: K }>;

const longestReason = 500;
/** Times come from the caller's own reading of the station's clock, an instant earlier. */
const clockToleranceMs = 1000;

/**
 * - acknowledge: refused (`CONFLICT`) when the alarm was raised again, worsened or came back after `seenMs`. Of one that is
 *   acknowledged or closed already it changes nothing: `alarm.acknowledgedBy` says who was first.
 * - shelve: wants a reason and an end within a day. Refused for a latching alarm: life safety is acknowledged and acted on, not
 *   set aside. Refused while shelved: a longer quiet is a decision of its own (extend).
 * - unshelve, in-service: what is still active has to be acknowledged again.
 * - reset: only a latching alarm whose cause has gone.
 * - extend: another end for one that is shelved, within a day from now, with a reason of its own.
 * - answer: changes nothing but who answered what. Refused for an alarm that nobody was told of, since its parent explains it.
 */
export function commandAlarm(book: AlarmBook, command: AlarmCommand, nowMs: number): CommandResult {
  if (command.by.trim() === '') return refuse('BAD_REQUEST', 'A command needs the name of who gives it.');
  const open = [...book.open.values()].find(({ alarm }) => alarm.id === command.alarmId);
  if (open === undefined) return commandClosed(book, command);
  const log: AlarmTransition[] = [];
  const next = apply(log, open, command, nowMs);
  if ('ok' in next) return next;
  const done = closeIfDone(log, next, Math.floor(nowMs));
  return { ok: true, book: withAlarm(book, done), alarm: done.alarm, transitions: log };
}

/** Several at once, in their order: one that is refused leaves the others alone. All steps are in one log, to be stored together. */
export function commandAlarms(book: AlarmBook, commands: readonly AlarmCommand[], nowMs: number) {
  const transitions: AlarmTransition[] = [];
  let next = book;
  const results = commands.map((command) => {
    const result = commandAlarm(next, command, nowMs);
    if (result.ok) {
      next = result.book;
      transitions.push(...result.transitions);
    }
    return result;
  });
  return { book: next, transitions, results };
}

function commandClosed(book: AlarmBook, command: AlarmCommand): CommandResult {
  const alarm = book.closed.findLast(({ id }) => id === command.alarmId);
  if (alarm === undefined) return refuse('NOT_FOUND', `No open alarm ${command.alarmId}; look for it in the history.`);
  if (command.kind === 'acknowledge' || (command.kind === 'answer' && !isNewAnswer(alarm.answers, command)))
    return { ok: true, book, alarm, transitions: [] };
  return refuse('CONFLICT', 'This alarm is closed.');
}

function withAlarm(book: AlarmBook, { alarm, ...rest }: OpenAlarm): AlarmBook {
  const open = new Map(book.open);
  if (alarm.closedMs === null) open.set(alarm.key, { alarm, ...rest });
  else open.delete(alarm.key);
  return { ...book, open, closed: rememberClosed(book.closed, alarm.closedMs === null ? [] : [alarm]) };
}

function apply(log: AlarmTransition[], open: OpenAlarm, command: AlarmCommand, nowMs: number): OpenAlarm | Refusal {
  const stamp: Stamp = { atMs: Math.floor(nowMs), actor: command.by, note: null };
  switch (command.kind) {
    case 'acknowledge':
      return acknowledge(log, open, command, stamp);
    case 'shelve':
      return shelve(log, open, command, stamp, nowMs);
    case 'extend':
      return extend(log, open, command, stamp, nowMs);
    case 'unshelve':
      return open.alarm.shelving === null ? refuse('CONFLICT', 'This alarm is not shelved.') : endShelving(log, open, stamp);
    case 'reset':
      return reset(log, open, stamp);
    case 'out-of-service':
      return takeOut(log, open, command, stamp);
    case 'in-service':
      return bringBack(log, open, stamp);
    case 'answer':
      return open.announced
        ? answerAlarm(log, open, command, stamp)
        : refuse('CONFLICT', 'This alarm is hidden behind the one that explains it. Answer that one.');
    case 'comment':
      return comment(log, open, command, stamp);
    case 'assign':
      return assign(log, open, command, stamp);
    case 'step':
      return tick(log, open, command, stamp);
  }
}

function acknowledge(
  log: AlarmTransition[],
  open: OpenAlarm,
  command: CommandOf<'acknowledge'>,
  stamp: Stamp,
): OpenAlarm | Refusal {
  if (!Number.isFinite(command.seenMs) || command.seenMs > stamp.atMs + clockToleranceMs)
    return refuse('BAD_REQUEST', 'The time at which the list was seen has to be the station’s own, not one in the future.');
  if (open.alarm.acknowledged) return open;
  if (command.seenMs < open.newsMs) {
    const at = new Date(open.newsMs).toISOString();
    return refuse(
      'CONFLICT',
      `This alarm changed at ${at}, after the list that you looked at. Look at it again, then acknowledge.`,
    );
  }
  const facts = { acknowledged: true, acknowledgedMs: stamp.atMs, acknowledgedBy: command.by };
  return step(log, open, 'acknowledged', facts, stamp);
}

function shelve(
  log: AlarmTransition[],
  open: OpenAlarm,
  command: CommandOf<'shelve'>,
  stamp: Stamp,
  nowMs: number,
): OpenAlarm | Refusal {
  const { alarm } = open;
  const shelving = shelvingOf(command, nowMs);
  if ('ok' in shelving) return shelving;
  if (alarm.latching)
    return refuse('CONFLICT', 'A life-safety alarm can’t be shelved. Acknowledge it, and reset it when it is dealt with.');
  if (open.outOfService) return refuse('CONFLICT', 'This alarm is out of service.');
  if (alarm.shelving !== null)
    return refuse('CONFLICT', `Shelved already by ${alarm.shelving.by}. Extend it, so that a longer time is seen by all.`);
  return step(log, open, 'shelved', { shelving }, { ...stamp, note: shelving.reason }, { shelvedPriority: alarm.priority });
}

function extend(
  log: AlarmTransition[],
  open: OpenAlarm,
  command: CommandOf<'extend'>,
  stamp: Stamp,
  nowMs: number,
): OpenAlarm | Refusal {
  const shelving = shelvingOf(command, nowMs);
  if ('ok' in shelving) return shelving;
  const { shelving: known } = open.alarm;
  if (known === null) return refuse('CONFLICT', 'This alarm is not shelved any more. Shelve it anew.');
  // The same once more, by a double click.
  if (known.untilMs === shelving.untilMs && known.by === shelving.by && known.reason === shelving.reason) return open;
  return step(log, open, 'shelved', { shelving }, { ...stamp, note: shelving.reason });
}

function shelvingOf(command: CommandOf<'shelve' | 'extend'>, nowMs: number): Shelving | Refusal {
  const reason = command.reason.trim();
  const wrong = wrongReason(reason);
  if (wrong !== null) return wrong;
  const forMs = command.untilMs - nowMs;
  if (!(forMs > 0 && forMs <= longestShelvingMs + clockToleranceMs))
    return refuse('BAD_REQUEST', 'Shelving has to end in the future, within 24 hours.');
  return { by: command.by, reason, untilMs: Math.floor(command.untilMs) };
}

function reset(log: AlarmTransition[], open: OpenAlarm, stamp: Stamp): OpenAlarm | Refusal {
  const { alarm } = open;
  if (!alarm.latching)
    return refuse('CONFLICT', 'This alarm returns by itself when its cause has gone; only latching alarms are reset.');
  if (!alarm.active) return refuse('CONFLICT', 'This alarm is reset already.');
  if (open.present) return refuse('CONFLICT', 'The cause is still there. Deal with it, then reset.');
  return step(log, open, 'reset', { active: false, returnedMs: stamp.atMs }, stamp, { levels: levelsAt(null) });
}

function takeOut(
  log: AlarmTransition[],
  open: OpenAlarm,
  command: CommandOf<'out-of-service'>,
  stamp: Stamp,
): OpenAlarm | Refusal {
  const reason = command.reason.trim();
  const wrong = wrongReason(reason);
  if (wrong !== null) return wrong;
  if (open.alarm.latching) return refuse('CONFLICT', 'A life-safety alarm can’t be taken out of service.');
  if (open.outOfService) return refuse('CONFLICT', 'This alarm is out of service already.');
  const rest = { outOfService: true, shelvedPriority: null };
  return step(log, open, 'out-of-service', { shelving: null }, { ...stamp, note: reason }, rest);
}

function bringBack(log: AlarmTransition[], open: OpenAlarm, stamp: Stamp): OpenAlarm | Refusal {
  if (!open.outOfService) return refuse('CONFLICT', 'This alarm is in service.');
  const { facts, rest } = backInView(open.alarm, stamp.atMs);
  return step(log, open, 'in-service', facts, stamp, { ...rest, outOfService: false });
}

function wrongReason(reason: string): Refusal | null {
  if (reason !== '' && reason.length <= longestReason) return null;
  return refuse('BAD_REQUEST', `Give a reason of 1 to ${longestReason} characters.`);
}

function refuse(code: Refusal['code'], message: string): Refusal {
  return { ok: false, code, message };
}
