/** Digits written as words, in the station's three languages: "nine eight double two". */
import { exactKey } from '../fold-word.ts';
import type { Word } from '../read-words.ts';

export interface DigitRun {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

const wordsOfDigits: readonly (readonly string[])[] = [
  ['zero', 'oh', 'shunya', 'sunya', 'shoonya', 'शून्य', 'ज़ीरो', 'जीरो', 'झिरो'],
  ['one', 'ek', 'एक', 'वन'],
  ['two', 'do', 'don', 'दो', 'दोन', 'टू'],
  ['three', 'teen', 'tin', 'तीन', 'थ्री'],
  ['four', 'char', 'chaar', 'चार', 'फोर'],
  ['five', 'paanch', 'panch', 'paach', 'pach', 'पाँच', 'पांच', 'पाच', 'फाइव'],
  ['six', 'chhe', 'che', 'chah', 'saha', 'छह', 'छः', 'छे', 'सहा', 'सिक्स'],
  ['seven', 'saat', 'sat', 'सात', 'सेवन'],
  ['eight', 'aath', 'ath', 'आठ', 'एट'],
  ['nine', 'nau', 'nao', 'नौ', 'नऊ', 'नाइन'],
];
const digitOf = new Map(wordsOfDigits.flatMap((words, digit) => words.map((word) => [exactKey(word), String(digit)])));
const timesOf = new Map([
  ['double', 2],
  ['triple', 3],
  [exactKey('डबल'), 2],
]);
/** Below it, a count ("ek do teen") stands beside some figure by chance. */
const fewestSpelled = 4;

/** Stretches of digits and digit words with nothing else between, in which several are spelled. */
export function digitRuns(words: readonly Word[]): DigitRun[] {
  const runs: DigitRun[] = [];
  let run = { digits: '', spelled: 0, times: 1, start: 0, end: 0 };
  const close = (): void => {
    if (run.spelled >= fewestSpelled) runs.push({ digits: run.digits, start: run.start, end: run.end });
    run = { digits: '', spelled: 0, times: 1, start: 0, end: 0 };
  };
  for (const { text, start, end } of words) {
    const key = exactKey(text);
    const times = timesOf.get(key);
    const digits = digitOf.get(key) ?? (/^\d+$/.test(text) ? text : null);
    if (times === undefined && digits === null) {
      close();
      continue;
    }
    if (run.end === 0) run.start = start;
    run.end = end;
    if (times !== undefined) run.times = times;
    else {
      run.digits += (digits ?? '').repeat(run.times);
      run.times = 1;
      if (digitOf.has(key)) run.spelled += 1;
    }
  }
  close();
  return runs;
}
