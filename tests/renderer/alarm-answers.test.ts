/** How the control room sums up answers, and words them among what happened. */
import { expect, test } from 'vitest';
import type { AnswerKind } from '../../src-contract/domain/alarm-answer.ts';
import { words } from '../../src-contract/texts/alarm-texts.ts';
import { answerSummary } from '../../src-renderer/client/alarm-answers.ts';
import { alarmNote } from '../../src-renderer/control-room/alarms/alarm-note.ts';
import { catalogues } from '../../src-renderer/control-room/i18n/use-text.ts';
import { alarm } from './alarm-samples.ts';

const sums: readonly [readonly AnswerKind[], ReturnType<typeof answerSummary>][] = [
  [[], null],
  [['seen', 'seen'], { answer: 'seen', count: 2 }],
  [['seen', 'done'], { answer: 'done', count: 1 }],
  [['seen', 'on_my_way', 'done', 'on_my_way'], { answer: 'on_my_way', count: 2 }],
];

test.each(sums)('%j is told as %j', (given, expected) => {
  const answers = given.map((answer, i) => ({ by: `session:${i}`, name: 'x', answer, at: '2026-11-20T10:00:00.000Z' }));
  expect(answerSummary(alarm({ answers }))).toEqual(expected);
});

test('an answer is told in the reader’s language, a person’s own words as they are', () => {
  expect(alarmNote({ event: 'answered', note: 'on_my_way' }, words('en'), catalogues.en)).toBe('on the way');
  expect(alarmNote({ event: 'answered', note: 'on_my_way' }, words('hi'), catalogues.hi)).toBe('रास्ते में');
  expect(alarmNote({ event: 'shelved', note: 'done' }, words('mr'), catalogues.mr)).toBe('done');
  expect(alarmNote({ event: 'raised', note: null }, words('en'), catalogues.en)).toBeNull();
});
