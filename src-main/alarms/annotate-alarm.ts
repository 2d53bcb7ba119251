/**
 * What people add to an alarm: comments, whose it is, ticked steps of its action card. In: an open alarm and a command that was checked
 * at the door; out: the alarm with it and one step in the log. Its state and what an acknowledgement has to have seen stay as they are.
 */
import type { AlarmCommand, AlarmTransition } from '../../src-contract/domain/alarm.ts';
import type { OpenAlarm } from './alarm-book.ts';
import { type Stamp, step } from './alarm-step.ts';

type CommandOf<K extends AlarmCommand['kind']> = Extract<AlarmCommand, { kind: K }>;

export function comment(log: AlarmTransition[], open: OpenAlarm, { text }: CommandOf<'comment'>, stamp: Stamp): OpenAlarm {
  return step(log, open, 'commented', { comments: open.alarm.comments + 1 }, { ...stamp, note: text });
}

/** Giving it to whose it is already changes nothing. */
export function assign(log: AlarmTransition[], open: OpenAlarm, { to }: CommandOf<'assign'>, stamp: Stamp): OpenAlarm {
  if (open.alarm.assignee?.id === to?.id) return open;
  return step(log, open, 'assigned', { assignee: to }, { ...stamp, note: to?.name ?? null });
}

/** Two people who tick the same step: the first one did it. */
export function tick(log: AlarmTransition[], open: OpenAlarm, command: CommandOf<'step'>, stamp: Stamp): OpenAlarm {
  const { steps } = open.alarm;
  const isTicked = steps.some(({ step }) => step === command.step);
  if (isTicked === command.done) return open;
  const next = command.done
    ? [...steps, { step: command.step, by: command.by, atMs: stamp.atMs }]
    : steps.filter(({ step }) => step !== command.step);
  return step(log, open, command.done ? 'step-done' : 'step-undone', { steps: next }, { ...stamp, note: command.text });
}
