/** What stands beside the name of who did something to an alarm. Pure. */
import type { AlarmEventReply } from '../../../src-contract/api/alarms.ts';
import { answerKinds } from '../../../src-contract/domain/alarm-answer.ts';
import type { Words } from '../../../src-contract/texts/language.ts';

/** An answer by its word, all else as it was written; null when there is nothing to say. */
export function alarmNote({ event, note }: Pick<AlarmEventReply, 'event' | 'note'>, words: Words): string | null {
  const answer = event === 'answered' ? answerKinds.find((kind) => kind === note) : undefined;
  return answer === undefined ? note : words.answers[answer];
}
