/** Sends the answers to alarms. What became of one stands in the station's reply, so nothing has to be asked later. */
import { routes } from '../../../src-contract/api/routes.ts';
import { keepMoving } from '../queue/keep-moving.ts';
import { afterFailure } from '../queue/sender.ts';
import { applyAlarm, rest } from '../station/session.ts';
import { answerQueue, createAnswerSender } from './answer-queue.ts';

const sendAnswers = createAnswerSender(async ({ alarmId, answer, atMs }) => {
  try {
    const body = { answer, at: new Date(atMs).toISOString() };
    const { alarm } = await rest.call(routes.answerAlarm, { params: { id: alarmId }, body });
    // Before it leaves the queue, so that the screen never shows it unanswered in between.
    applyAlarm(alarm);
    return { kind: 'delivered' };
  } catch (error) {
    return afterFailure(error);
  }
});

/** Returns the way to stop. */
export function keepSendingAnswers(): () => void {
  return keepMoving({ queue: answerQueue, push: sendAnswers, ask: () => Promise.resolve() });
}
