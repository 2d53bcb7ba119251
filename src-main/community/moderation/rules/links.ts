/** Web addresses, also written out ("rail dot com") or bare. Each pattern is bounded, so that no text makes it slow. */
import { foundText, type Message } from '../message.ts';
import type { Rule } from './rule.ts';

/** Begins where a word does, or each letter of a long one would be tried. */
const label = '(?<![\\p{L}\\p{M}\\p{N}-])[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]{0,62}';
const scheme = /\bh(?:tt|xx)ps?:\/\/\S{1,200}/iu;
const www = new RegExp(`\\bwww\\.${label}`, 'iu');
const punycode = /\bxn--[a-z0-9-]{1,60}/i;
const address = /(?<![\d.])(?:25[0-5]|2[0-4]\d|1\d\d|\d{1,2})(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|\d{1,2})){3}(?![\d.]*\d)/;
/** Endings that are no words of the languages here: one after a dot is an address. */
const plainEnding =
  'com|org|net|info|biz|xyz|io|gov|edu|mobi|online|club|ly|gl|ru|cn|uk|page|dev|tv|cc|icu|vip|buzz|store|tech|fun|live|site|top|link|shop|app';
const plain = new RegExp(`${label}\\.(?:${plainEnding})(?![\\p{L}\\p{N}-])`, 'iu');
/** Endings that are words too: "crowd moving.in ten minutes". They count before a path, in known hosts, and after another label. */
const wordEnding = 'in|me|co|to|it|is|at|us|my|be|no|so|am';
const withPath = new RegExp(`${label}\\.(?:${wordEnding})/\\S`, 'iu');
const twoLabels = new RegExp(`${label}\\.(?:co|com|org|net|gov|nic|ac|edu|web)\\.(?:${wordEnding})(?![\\p{L}\\p{N}])`, 'iu');
const standing = new RegExp(
  `(?:(?<![\\p{L}\\p{N}])(?:visit|open|see|go to|login|click|site|website|link)\\s|^)\\s{0,3}${label}\\.(?:${wordEnding})(?=$|[\\s,!?])`,
  'iu',
);
/** "dot", "(dot)", "[.]", " . " and डॉट before an ending; the ending alone would be a word. */
const writtenOut = new RegExp(
  `${label}\\s{0,3}(?:[[({<]\\s?(?:dot|\\.)\\s?[\\])}>]|(?<=\\s)dot(?=\\s)|(?<=\\s)डॉट(?=\\s))\\s{0,3}(?:${plainEnding}|in|me|co|कॉम|इन|नेट|ऑर्ग)(?![\\p{L}\\p{M}\\p{N}])`,
  'iu',
);
const devanagari = /[\u0900-\u097F]{2,40}\.(?:कॉम|भारत|नेट)(?![\u0900-\u097F])/u;

const patterns = [scheme, www, punycode, withPath, twoLabels, plain, writtenOut, address, devanagari, standing];

export const links: Rule = (message) => {
  const at = findLink(message);
  return at === null ? null : { asks: 'held', reason: { rule: 'link', found: foundText(message, at) } };
};

function findLink({ unmasked: { text } }: Message): { start: number; end: number } | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match !== null) return { start: match.index, end: match.index + match[0].length };
  }
  return null;
}
