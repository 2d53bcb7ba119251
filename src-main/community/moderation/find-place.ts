/** Which of the station's zones a message speaks of: by its name, by a platform's number, or by the only bridge. */
import { exactKey } from './fold-word.ts';
import type { KnownPlace } from './message.ts';
import type { Word } from './read-words.ts';

const platformWords = keys('platform', 'plateform', 'pf', 'p/f', 'falat', 'phalat', 'प्लेटफॉर्म', 'प्लेटफार्म', 'प्लॅटफॉर्म', 'फलाट');
/** "platform number 4", "फलाट क्रमांक ४". */
const numberWords = keys('no', 'number', 'num', 'nambar', 'kramank', 'नंबर', 'क्रमांक', 'संख्या', 'क्र');
const bridgeWords = keys('bridge', 'fob', 'footbridge', 'pul', 'pool', 'पुल', 'पूल', 'पादचारी');
const numbersByWord: Readonly<Record<string, string>> = {
  ...{ one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8' },
  ...{
    ek: '1',
    do: '2',
    don: '2',
    teen: '3',
    tin: '3',
    char: '4',
    chaar: '4',
    paanch: '5',
    pach: '5',
    chhe: '6',
    saha: '6',
    saat: '7',
    aath: '8',
  },
  ...{ एक: '1', दो: '2', दोन: '2', तिन: '3', चार: '4', पांच: '5', पाच: '5', छह: '6', सहा: '6', सात: '7', आठ: '8' },
};

/** Null when it names none, or one that isn't known. */
export function findPlace(words: readonly Word[], places: readonly KnownPlace[]): string | null {
  const read = words.map(({ text }) => exactKey(text));
  return byName(read, places) ?? byPlatform(read, places) ?? byBridge(read, places);
}

function byName(read: readonly string[], places: readonly KnownPlace[]): string | null {
  const text = ` ${read.join(' ')} `;
  const named = places.flatMap(({ zoneId, names }) =>
    names.map((name) => ({ zoneId, key: nameKey(name) })).filter(({ key }) => key.length > 2 && text.includes(` ${key} `)),
  );
  return named.toSorted((a, b) => b.key.length - a.key.length)[0]?.zoneId ?? null;
}

function byPlatform(read: readonly string[], places: readonly KnownPlace[]): string | null {
  for (const [i, word] of read.entries()) {
    const joined = /^(?:pf?|platform)-?(\d{1,2}[a-z]?)$/.exec(word)?.[1];
    const number = joined ?? (isPlatformWord(word) ? besidePlatform(read, i) : null);
    const place = number === null ? undefined : places.find(({ platform }) => platform !== null && exactKey(platform) === number);
    if (place !== undefined) return place.zoneId;
  }
  return null;
}

/** The number after the word, or before it: "4 नंबर प्लेटफॉर्म". */
function besidePlatform(read: readonly string[], at: number): string | null {
  const after = read.slice(at + 1, at + 3).filter((word) => !numberWords.has(word));
  const before = read.slice(Math.max(0, at - 2), at).filter((word) => !numberWords.has(word));
  return asNumber(after[0]) ?? asNumber(before.at(-1));
}

function asNumber(word: string | undefined): string | null {
  if (word === undefined) return null;
  if (/^\d{1,2}[a-z]?$/.test(word)) return word;
  return numbersByWord[word] ?? null;
}

/** With the endings that Hindi and Marathi put on it: प्लेटफॉर्मवर, फलाटावर. */
function isPlatformWord(word: string): boolean {
  return platformWords.has(word) || [...platformWords].some((known) => known.length > 4 && word.startsWith(known));
}

function byBridge(read: readonly string[], places: readonly KnownPlace[]): string | null {
  if (
    !read.some((word) => bridgeWords.has(word) || [...bridgeWords].some((known) => known.length > 3 && word.startsWith(known)))
  ) {
    return null;
  }
  const bridges = places.filter(({ names }) =>
    names.some((name) =>
      nameKey(name)
        .split(' ')
        .some((word) => bridgeWords.has(word)),
    ),
  );
  return bridges[0]?.zoneId ?? null;
}

function nameKey(name: string): string {
  return (name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(exactKey).join(' ');
}

function keys(...words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map(exactKey));
}
