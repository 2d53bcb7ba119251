/**
 * Telephone numbers: Indian mobiles and landlines and international ones, in any digits, spaced, dotted or spelled out. Not train
 * numbers, times, platforms or PNRs. Indian numbering: ten digits from 6 to 9 for mobiles; 0, an area code and ten digits in all else.
 */
import { foundText, type Message } from '../message.ts';
import type { Rule } from './rule.ts';
import { digitRuns } from './spelled-digits.ts';

/** Groups of digits with at most two separators between; a comma, slash or colon ends a number. */
const candidate = /(?<![\p{L}\p{N}+])(?:\+|\(\+?)?\d{1,15}(?:[ .()\u2010-\u2015-]{1,2}\d{1,15}){0,14}/gu;
const trainBefore = /(?:trains?|locals?|no\.?s?|pnr|गाड़ी|गाडी|गाड्या|गाड़ियाँ|ट्रेन|क्रमांक|संख्या|gaadi|gadi)[\s:.#-]{0,3}$/iu;
const pnrBefore = /(?:pnr|पीएनआर|complaint|ticket|uts|ref|id|bill)(?:\s{1,2}(?:no|number|नंबर|is))?[\s:.#-]{0,3}$/iu;

export const phoneNumbers: Rule = (message) => {
  const at = findNumber(message);
  return at === null ? null : { asks: 'held', reason: { rule: 'phone', found: foundText(message, at) } };
};

function findNumber(message: Message): { start: number; end: number } | null {
  const { text } = message.unmasked;
  for (const { 0: found, index } of text.matchAll(candidate)) {
    const before = text.slice(Math.max(0, index - 24), index);
    if (!pnrBefore.test(before) && isNumber(found, before)) return { start: index, end: index + found.length };
  }
  return digitRuns(message.read.words).find(({ digits }) => isIndian(digits)) ?? null;
}

function isNumber(found: string, before: string): boolean {
  const groups = found.match(/\d+/g) ?? [];
  const digits = groups.join('');
  if (/^\(?\+/.test(found) || /^00[1-9]/.test(digits)) return digits.length >= 8 && digits.length <= 15;
  const fives = groups.every(({ length }) => length === 5);
  if (fives && trainBefore.test(before)) return false;
  return looksDialled(groups) && isIndian(digits);
}

/** Single digits all along, or groups as numbers are written; times and dates mix groups of one and two. */
function looksDialled(groups: readonly string[]): boolean {
  const lengths = groups.map(({ length }) => length);
  if (lengths.every((length) => length === 1)) return true;
  return lengths.slice(1).every((length) => length >= 2) && groups.length <= 6;
}

/** `digits` without a plus. */
function isIndian(digits: string): boolean {
  const local = digits.replace(/^(?:0091|91(?=\d{10}$)|0(?=\d{10}$))/, '');
  const isMobile = /^[6-9]\d{9}$/.test(local);
  const isLandline = /^0[1-8]\d{9}$/.test(digits);
  return isMobile || isLandline;
}
