/**
 * Staff talk in three languages against the decision wanted. Prints precision and recall, of each rule and overall (held or removed
 * against published), for the messages that the rules were made with and for those that were held out.
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadWordLists } from '../../../src-main/community/load-word-lists.ts';
import type { ModerationContext } from '../../../src-main/community/moderation/message.ts';
import { moderate } from '../../../src-main/community/moderation/moderate.ts';
import { heldOutMessages } from './held-out-messages.ts';
import { type JudgedMessage, messages } from './messages.ts';

const lists = loadWordLists(join(import.meta.dirname, '../../../resources/moderation'), '/nowhere/moderation.txt');
const context: ModerationContext = {
  ...{ nowMs: 0, lists, places: [], byAuthor: [], onLine: [], lastOnLineMs: null, slowModeS: 0, mutedUntilMs: null },
};

interface Judged extends JudgedMessage {
  readonly got: ReturnType<typeof moderate>;
}

const judge = (table: readonly JudgedMessage[]): Judged[] =>
  table.map((message) => ({ ...message, got: moderate({ author: 'a', text: message.text, official: false }, context) }));

interface Score {
  readonly hits: number;
  readonly falseAlarms: number;
  readonly misses: number;
}

function score(judged: readonly Judged[], wanted: (message: Judged) => boolean, got: (message: Judged) => boolean): Score {
  const count = (fits: (message: Judged) => boolean): number => judged.filter(fits).length;
  return {
    hits: count((message) => wanted(message) && got(message)),
    falseAlarms: count((message) => !wanted(message) && got(message)),
    misses: count((message) => wanted(message) && !got(message)),
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
const precision = ({ hits, falseAlarms }: Score): number => share(hits, hits + falseAlarms);
const recall = ({ hits, misses }: Score): number => share(hits, hits + misses);

function report(name: string, judged: readonly Judged[]): Score {
  const overall = score(
    judged,
    ({ want }) => want !== 'published',
    ({ got }) => got.state !== 'published',
  );
  const rules = [...new Set(judged.flatMap(({ rules = [], got }) => [...rules, ...got.reasons.map(({ rule }) => rule)]))];
  const rows = rules.map((rule): [string, Score] => [
    rule,
    score(
      judged,
      ({ rules: wanted = [] }) => wanted.includes(rule),
      ({ got }) => got.reasons.some((reason) => reason.rule === rule),
    ),
  ]);
  const lines = [['overall', overall] as [string, Score], ...rows].map(
    ([rule, of]) =>
      `  ${rule.padEnd(12)} precision ${precision(of).toFixed(3)}  recall ${recall(of).toFixed(3)}  (${of.hits + of.misses} wanted, ${of.falseAlarms} false)`,
  );
  const wrong = judged
    .filter(
      ({ want, got, rules: wanted = [] }) =>
        want !== got.state || !wanted.every((rule) => got.reasons.some((reason) => reason.rule === rule)),
    )
    .map(({ text, want, got }) => `  "${text}": wanted ${want}, got ${got.state} ${JSON.stringify(got.reasons)}`);
  process.stdout.write(
    `${name}, ${judged.length} messages\n${lines.join('\n')}\n${wrong.length === 0 ? '' : `wrong:\n${wrong.join('\n')}\n`}`,
  );
  return overall;
}

test('messages that the rules were made with', () => {
  const overall = report('made with', judge(messages));
  expect(precision(overall)).toBeGreaterThanOrEqual(0.95);
  expect(recall(overall)).toBeGreaterThanOrEqual(0.95);
});

test('messages that were held out: a change of the rules may not make them worse', () => {
  const overall = report('held out', judge(heldOutMessages));
  expect(precision(overall)).toBeGreaterThanOrEqual(0.9);
  expect(recall(overall)).toBeGreaterThanOrEqual(0.9);
});
