/**
 * Answers to alarms on their way from this phone, kept until the station has them: then the alarm itself says what was answered. What the
 * station refused stays until its writer drops it.
 */
import { z } from 'zod';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { type AnswerKind, answerKinds } from '../../../src-contract/domain/alarm-answer.ts';
import { createKeptQueue, deliverySchema } from '../queue/kept-queue.ts';
import { createSender, type Sending } from '../queue/sender.ts';

const answerSchema = z.object({
  clientId: z.string(),
  alarmId: z.string(),
  /** The alarm's, as it was read: the alarm may be gone when this is looked at. */
  title: z.string(),
  answer: z.enum(answerKinds),
  /** Station time as far as the phone knew it, ms. */
  atMs: z.number(),
  delivery: deliverySchema,
});
export type WaitingAnswer = z.infer<typeof answerSchema>;

export type AnswerResult = { readonly kind: 'delivered' } | { readonly kind: 'refused'; readonly why: string };

export const answerQueue = createKeptQueue<WaitingAnswer>({
  key: 'kavach.phone.answers',
  schema: answerSchema,
  isSettled: ({ delivery }) => delivery.kind === 'refused',
});

/** What this phone's owner answered last, and whether the station has it. */
export interface MyAnswer {
  readonly answer: AnswerKind;
  readonly atMs: number;
  readonly isWaiting: boolean;
}

/** `me`: as the station calls this phone's owner in an answer. */
export function myAnswer(alarm: AlarmReply, waiting: readonly WaitingAnswer[], me: string | null): MyAnswer | null {
  const newest = waiting.find(({ alarmId, delivery }) => alarmId === alarm.id && delivery.kind === 'queued');
  if (newest !== undefined) return { answer: newest.answer, atMs: newest.atMs, isWaiting: true };
  const known = alarm.answers.find(({ by }) => by === me);
  return known === undefined ? null : { answer: known.answer, atMs: Date.parse(known.at), isWaiting: false };
}

interface NewAnswer {
  readonly alarm: AlarmReply;
  readonly title: string;
  readonly answer: AnswerKind;
  readonly me: string | null;
  readonly nowMs: number;
}

/** The same answer of an alarm waits once. Each is later than the one before, for the station goes by that, also when a clock was set back. */
export function addAnswer({ alarm, title, answer, me, nowMs }: NewAnswer): void {
  const { items } = answerQueue.use.getState();
  const before = myAnswer(alarm, items, me);
  const same = items.find((item) => item.alarmId === alarm.id && item.answer === answer && item.delivery.kind === 'queued');
  if (same !== undefined) answerQueue.drop(same.clientId);
  const atMs = Math.max(nowMs, (before?.atMs ?? 0) + 1);
  answerQueue.add({
    ...{ clientId: crypto.randomUUID(), alarmId: alarm.id, title, answer },
    ...{ atMs, delivery: { kind: 'queued' } },
  });
}

/** The oldest first. */
export function createAnswerSender(send: Sending<WaitingAnswer, AnswerResult>['send']): () => Promise<boolean> {
  return createSender({
    next: () => answerQueue.use.getState().items.findLast(({ delivery }) => delivery.kind === 'queued'),
    send,
    settle: ({ clientId }, result) => {
      if (result.kind === 'delivered') answerQueue.drop(clientId);
      else answerQueue.change(clientId, { delivery: result });
    },
  });
}
