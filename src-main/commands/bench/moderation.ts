/**
 * Time that moderation of one chat message takes, for talk of a station and for the longest message there may be, with as many messages
 * before it as the rules look at. Floor: the same texts through bare normalisation (NFKC, lower case).
 */
import { loadWordLists } from '../../community/load-word-lists.ts';
import { fingerprintOf } from '../../community/moderation/fingerprint.ts';
import { type ModerationContext, mostRecent } from '../../community/moderation/message.ts';
import { moderate } from '../../community/moderation/moderate.ts';
import { findAppFiles } from '../../composition/app-files.ts';
import { median, progress, rounded } from './figures.ts';

const rounds = 400;
const talk = [
  'Platform 4 crowd heavy, send two RPF to the north stairs',
  'प्लेटफॉर्म नंबर ४ पर भीड़ बढ़ रही है, दो लोग भेजिए',
  'फलाट चारवर गर्दी वाढत आहे, जिन्याजवळ माणसे थांबली आहेत',
  'Aage badho, darwaze ke paas mat khade raho, 12951 late hai',
  'somebody says b.o.m.b near gate 3, call 98200 12345',
];
/** Texts of 1,000 characters that give the rules most to do. */
const longest = [
  'Crowd at the middle bridge is heavy but moving, stairs 2 closed, '.repeat(16).slice(0, 1000),
  'a.b.'.repeat(250),
  '9 '.repeat(500),
  '!*@$'.repeat(250),
  'भी'.repeat(500),
  'x*y'.repeat(333),
];

export async function benchModeration(): Promise<object> {
  const lists = loadWordLists(findAppFiles(import.meta.dirname).moderation, '');
  const before = Array.from({ length: mostRecent }, (_, i) => ({
    ...{ author: `a${i % 7}`, atMs: -i * 60_000 },
    print: fingerprintOf(`${talk[i % talk.length]} ${i}`),
  }));
  const context: ModerationContext = {
    ...{ nowMs: 0, lists, places: [], byAuthor: before, onLine: before, lastOnLineMs: null, slowModeS: 0, mutedUntilMs: null },
  };
  const judge = (text: string): unknown => moderate({ author: 'a1', text, official: false }, context);
  const bare = (text: string): unknown => text.normalize('NFKC').toLowerCase();
  for (let i = 0; i < rounds; i++) for (const text of [...talk, ...longest]) judge(text);
  progress('warm');
  const value = median(talk.flatMap((text) => timesOf(judge, text)));
  const floor = median(talk.flatMap((text) => timesOf(bare, text)));
  return {
    unit: 'ms a message of talk, median',
    value: rounded(value),
    floor: rounded(floor),
    ratio: rounded(value / floor),
    longest: longest.map((text) => ({ text: text.slice(0, 12), median_ms: rounded(median(timesOf(judge, text))) })),
  };
}

function timesOf(work: (text: string) => unknown, text: string): number[] {
  return Array.from({ length: rounds }, () => {
    const startedMs = performance.now();
    work(text);
    return performance.now() - startedMs;
  });
}
