/**
 * What people on duty answer to an alarm: kept with it, the newest of each person, and one step in the log. In: an open alarm and the
 * answer; out: the alarm with it. The alarm's state, priority and what an acknowledgement has to have seen stay as they are.
 */
import type { Alarm, AlarmCommand, AlarmTransition } from '../../src-contract/domain/alarm.ts';
import { type AlarmAnswer, type AnswerKind, isNewAnswer } from '../../src-contract/domain/alarm-answer.ts';
import type { OpenAlarm } from './alarm-book.ts';
import { type Stamp, step } from './alarm-step.ts';

type AnswerCommand = Extract<AlarmCommand, { kind: 'answer' }>;

/** More than are on duty around one alarm. Each event of the alarm carries them all, some 100 bytes a person. */
const mostAnswers = 50;
/** Who is on the way is what the others go by: those make room last. */
const worth: Record<AnswerKind, number> = { seen: 0, done: 1, on_my_way: 2 };

export function answerAlarm(log: AlarmTransition[], open: OpenAlarm, command: AnswerCommand, stamp: Stamp): OpenAlarm {
  const { alarm } = open;
  const next = answerOf(alarm, command, stamp.atMs);
  if (!isNewAnswer(alarm.answers, next)) return open;
  const others = alarm.answers.filter(({ byId }) => byId !== next.byId);
  const staying = others.length < mostAnswers ? others : withoutLeast(others);
  const facts = {
    answers: [...staying, next],
    answersLeftOut: alarm.answersLeftOut + others.length - staying.length,
  };
  return step(log, open, 'answered', facts, { ...stamp, note: next.answer });
}

/** Nobody answers what hasn't happened: a phone's clock may be wrong. */
function answerOf({ raisedMs }: Alarm, { by, byId, answer, atMs }: AnswerCommand, nowMs: number): AlarmAnswer {
  return { byId, name: by, answer, atMs: Math.min(Math.max(Math.floor(atMs), raisedMs), nowMs) };
}

/** The oldest of those that are worth least. */
function withoutLeast(answers: readonly AlarmAnswer[]): readonly AlarmAnswer[] {
  const least = answers.reduce((a, b) => (worth[b.answer] < worth[a.answer] ? b : a));
  return answers.filter((one) => one !== least);
}
