/** What stands beside the name of who did something to an alarm. Pure. */
import type { AlarmEventReply } from '../../../src-contract/api/alarms.ts';
import { answerKinds } from '../../../src-contract/domain/alarm-answer.ts';
import type { Words } from '../../../src-contract/texts/language.ts';
import type { Catalogue } from '../i18n/en.ts';

/** An answer and a level by their words, all else as it was written; null when there is nothing to say. */
export function alarmNote({ event, note }: Pick<AlarmEventReply, 'event' | 'note'>, words: Words, t: Catalogue): string | null {
  switch (event) {
    case 'answered': {
      const answer = answerKinds.find((kind) => kind === note);
      return answer === undefined ? note : words.answers[answer];
    }
    case 'escalated':
      return note === null ? null : t.alarmTools.escalation.level(note);
    case 'assigned':
      return note ?? t.alarmTools.assign.nobody;
    // The key of the alarm that explains it, which the details name by its title.
    case 'suppressed':
    case 'unsuppressed':
    case 'closed':
      return null;
    default:
      return note;
  }
}
