/**
 * What staff answer to an alarm from their phones. An answer says what a person does about it and nothing of the alarm itself: it
 * neither acknowledges nor silences it. Out: whether an answer is news.
 */

export const answerKinds = ['seen', 'on_my_way', 'done'] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** The newest that one person answered. */
export interface AlarmAnswer {
  /** Names may be shared. */
  readonly byId: string;
  readonly name: string;
  readonly answer: AnswerKind;
  /** When it was given. From a phone that had no network, that is earlier than when it came. */
  readonly atMs: number;
}

/**
 * False when it changes nothing: sent again, given before the one that is known (it was held up on its way), or `seen` by somebody
 * who has said more. From `done` back to `on_my_way` is a change: the trouble came back, or the thumb slipped.
 */
export function isNewAnswer(answers: readonly AlarmAnswer[], next: Pick<AlarmAnswer, 'byId' | 'answer' | 'atMs'>): boolean {
  const known = answers.find(({ byId }) => byId === next.byId);
  if (known === undefined) return true;
  return next.answer !== known.answer && next.answer !== 'seen' && next.atMs >= known.atMs;
}
