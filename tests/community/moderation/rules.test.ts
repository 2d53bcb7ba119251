/** What the rules make of a message together with what came before it and with what operators ordered; and what holds for any text. */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadWordLists } from '../../../src-main/community/load-word-lists.ts';
import { cleanText } from '../../../src-main/community/moderation/clean-text.ts';
import { fingerprintOf } from '../../../src-main/community/moderation/fingerprint.ts';
import type { ModerationContext } from '../../../src-main/community/moderation/message.ts';
import { moderate } from '../../../src-main/community/moderation/moderate.ts';
import { compileWordLists } from '../../../src-main/community/moderation/word-lists.ts';

const folder = join(import.meta.dirname, '../../../resources/moderation');
const lists = loadWordLists(folder, '/nowhere/moderation.txt');
const nowMs = 1_000_000;
const quiet: ModerationContext = {
  ...{ nowMs, lists, places: [], byAuthor: [], onLine: [], lastOnLineMs: null, slowModeS: 0, mutedUntilMs: null },
};
const before = (author: string, text: string, agoS: number) => ({
  author,
  atMs: nowMs - agoS * 1000,
  print: fingerprintOf(text),
});
const many = (count: number, text: (i: number) => string, agoS: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => before('me', text(i), agoS(i)));

function check(text: string, context: Partial<ModerationContext>, expected: string, official = false): void {
  const { state, reasons } = moderate({ author: 'me', text, official }, { ...quiet, ...context });
  expect([state, ...reasons.map(({ rule }) => rule)].join(' '), text).toBe(expected);
}

const crowded = 'Platform 4 is very crowded near the north stairs, please send somebody';

test.each([
  ['five quick lines are let through', 'five', { byAuthor: many(4, String, () => 1) }, 'published'],
  ['the sixth is held', 'six', { byAuthor: many(5, String, () => 1) }, 'held flood'],
  ['the thirteenth is removed', 'thirteen', { byAuthor: many(12, String, () => 1) }, 'removed flood'],
  ['not what was ten seconds ago', 'six', { byAuthor: many(5, String, () => 10) }, 'published'],
  ['a flood that holds a rumour is held', 'stampede', { byAuthor: many(12, String, () => 1) }, 'held rumour flood'],
  [
    'said twice',
    crowded,
    {
      byAuthor: many(
        1,
        () => crowded,
        () => 60,
      ),
    },
    'published',
  ],
  [
    'said three times',
    crowded,
    {
      byAuthor: many(
        2,
        () => crowded,
        () => 60,
      ),
    },
    'held repeat',
  ],
  [
    'nearly said three times',
    `${crowded} now`,
    {
      byAuthor: many(
        2,
        () => crowded,
        () => 60,
      ),
    },
    'held repeat',
  ],
  [
    'of another platform',
    crowded.replace('4', '5'),
    {
      byAuthor: many(
        2,
        () => crowded,
        () => 60,
      ),
    },
    'published',
  ],
  [
    'long ago',
    crowded,
    {
      byAuthor: many(
        2,
        () => crowded,
        () => 601,
      ),
    },
    'published',
  ],
  [
    'a short answer thrice',
    'ok sir',
    {
      byAuthor: many(
        3,
        () => 'ok sir',
        () => 60,
      ),
    },
    'published',
  ],
  [
    'a short answer five times',
    'ok sir',
    {
      byAuthor: many(
        4,
        () => 'ok sir',
        () => 60,
      ),
    },
    'held repeat',
  ],
  ['passed on by a third', crowded, { onLine: [before('a', crowded, 60), before('b', crowded, 30)] }, 'held repeat'],
  ['said by another', crowded, { onLine: [before('a', crowded, 60), before('a', crowded, 30)] }, 'published'],
  ['muted', 'hello', { mutedUntilMs: nowMs + 1 }, 'removed muted'],
  ['muted, but it may be true', 'bomb on platform 3', { mutedUntilMs: nowMs + 1 }, 'held rumour muted'],
  ['no longer muted', 'hello', { mutedUntilMs: nowMs }, 'published'],
  ['too soon in slow mode', 'hello', { slowModeS: 30, lastOnLineMs: nowMs - 29_000 }, 'removed slow-mode'],
  ['soon enough in slow mode', 'hello', { slowModeS: 30, lastOnLineMs: nowMs - 30_000 }, 'published'],
] as const)('%s', (_name, text, context, expected) => check(text, context, expected));

test('an official line is asked nothing, and marked', () =>
  check('PLATFORM CHANGED TO 5!!! www.x.com', {}, 'published official', true));

const places = [
  { zoneId: 'p3', names: ['Platform 3 north'], platform: '3' },
  { zoneId: 'p4', names: ['Platform 4', 'फलाट ४'], platform: '4' },
  { zoneId: 'fob', names: ['Middle footbridge', 'मधला पूल'], platform: null },
  { zoneId: 'hall', names: ['Booking hall'], platform: null },
];
test.each([
  ['stampede on platform 4', 'p4'],
  ['bomb near PF no 3', 'p3'],
  ['bomb p3', 'p3'],
  ['भगदड़ प्लेटफॉर्म नंबर ४ पर', 'p4'],
  ['४ नंबर प्लेटफॉर्म पर आग', 'p4'],
  ['falat char var aag lagli', 'p4'],
  ['पुल पर भगदड़', 'fob'],
  ['bridge collapsed', 'fob'],
  ['fire in the booking hall', 'hall'],
  ['fire on platform 9', null],
  ['fire', null],
] as const)('the place of "%s"', (text, place) => {
  const { reasons } = moderate({ author: 'me', text, official: false }, { ...quiet, places });
  expect(reasons.find(({ rule }) => rule === 'rumour')).toMatchObject({ place });
});

test("a station's own lines add words, and allow others", () => {
  const own = compileWordLists([
    { name: 'moderation.txt', text: 'mild  tapori # a word of ours\nallow stupid question\nmild stupid' },
  ]);
  check('arre tapori', { lists: own }, 'held insult');
  check('a stupid question', { lists: own }, 'published');
  check('t a p o r i', { lists: own }, 'held insult');
});

test.each([
  ['severe', /moderation\.txt, line 2: "severe" can't be read; allowed: one or more words/],
  ['rude word', /begins with severe, mild, rumour, allow or spelling/],
  ['rumour ghosts boo', /one of stampede, bomb/],
  ['mild ab*', /at least 3 letters/],
])('a line that can’t be read says where and what is allowed: %s', (line, message) => {
  expect(() => compileWordLists([{ name: 'moderation.txt', text: `# ours\n${line}` }])).toThrow(message);
});

test('any text gets an answer, the same each time; and what it holds of a rumour is never removed', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 1000 }), fc.string({ unit: 'grapheme', maxLength: 1000 }));
  fc.assert(
    fc.property(text, (raw) => {
      const post = { author: 'me', text: cleanText(raw), official: false };
      expect(moderate(post, quiet)).toEqual(moderate(post, quiet));
      expect(moderate({ ...post, text: `bomb ${post.text}` }, quiet).state).toBe('held');
      expect(cleanText(post.text)).toBe(post.text);
    }),
    { numRuns: 100 },
  );
});

test('hidden characters, whatever they are and wherever, hide nothing', () => {
  const hidden = fc.constantFrom('\u200B', '\u200D', '\u2060', '\u00AD', '\uFEFF', '\u034F', '\uFE0F', '\u0336');
  fc.assert(
    fc.property(fc.array(hidden, { minLength: 8, maxLength: 8 }), (between) => {
      const written = [...'stampede'].map((letter, i) => letter + between[i]).join('');
      expect(moderate({ author: 'me', text: written, official: false }, quiet).state).toBe('held');
    }),
  );
});
