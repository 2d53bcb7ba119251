/** What staff answered to an alarm, as a page sums it up. Pure. */
import type { AlarmReply } from '../../src-contract/api/alarms.ts';
import type { AnswerKind } from '../../src-contract/domain/alarm-answer.ts';

/** What matters most to others first: who is on the way, then who is done, then who knows of it. */
const order: readonly AnswerKind[] = ['on_my_way', 'done', 'seen'];

/** The one count that a line has room for; null when nobody answered. */
export function answerSummary({ answers }: AlarmReply): { readonly answer: AnswerKind; readonly count: number } | null {
  for (const kind of order) {
    const count = answers.filter(({ answer }) => answer === kind).length;
    if (count > 0) return { answer: kind, count };
  }
  return null;
}
