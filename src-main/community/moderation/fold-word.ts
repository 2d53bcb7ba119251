/**
 * One word → the keys under which lists know it. A key forgives what doesn't change the word: case, repeated and swapped letters, vowel
 * length and nasal signs of Devanagari. Loose keys also forgive how Hindi and Marathi are spelled in Latin letters.
 */

/** Of loose keys, so that they never meet exact ones: "fool" and "full" are one word to the ear of a loose spelling. */
export const looseMark = '~';

const swapped: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '9': 'g', '@': 'a', $: 's', '!': 'i' },
};
const hasSwap = /[0-9@$!]/;
const hasLatin = /[a-z]/;
const hasDevanagari = /[\u0900-\u097F]/;
/** Whether anything below would change; most words of English stay as they are. */
const hasLoosening = /aa|ee|ii|oo|uu|[wzq]|ph|i[yi]/;
const longRun = /(.)\1{2,}/gu;

/** Keys of a word that somebody typed; the first is the plainest reading. At most 16. */
export function wordKeys(word: string): readonly string[] {
  const lower = word.toLowerCase();
  if (hasDevanagari.test(lower)) return [exactKey(lower.replace(longRun, '$1'))];
  if (!hasLatin.test(lower)) return [lower];
  if (!hasSwap.test(lower) && lower.search(longRun) < 0) return [exactKey(lower), looseKey(lower)];
  const readings = hasSwap.test(lower) ? [lower, unswap(lower, 'i'), unswap(lower, 'l')] : [lower];
  const forms = readings.flatMap((reading) =>
    reading.replace(longRun, '$1') === reading ? [reading] : [reading.replace(longRun, '$1'), reading.replace(longRun, '$1$1')],
  );
  return [...new Set(forms.flatMap((form) => [exactKey(form), looseKey(form)]))];
}

function unswap(word: string, one: string): string {
  return word.replace(/[0-9@$!]/g, (sign) => (sign === '1' ? one : (swapped[sign] ?? sign)));
}

/** Of a word in a list, too. */
export function exactKey(word: string): string {
  const lower = word.toLowerCase();
  return hasDevanagari.test(lower) ? foldDevanagari(lower) : lower.replace(/['’]/g, '');
}

/** Vowel length, w for v, z for j and the like; Devanagari is spelled one way and has no looser key. */
export function looseKey(word: string): string {
  const lower = exactKey(word);
  if (hasDevanagari.test(lower)) return lower;
  if (!hasLoosening.test(lower)) return looseMark + lower;
  const folded = lower
    .replace(/aa+/g, 'a')
    .replace(/ee+|ii+/g, 'i')
    .replace(/oo+|uu+/g, 'u')
    .replace(/w/g, 'v')
    .replace(/z/g, 'j')
    .replace(/ph/g, 'f')
    .replace(/q/g, 'k')
    .replace(/i[yi]+(?=[aeou])/g, 'i');
  return looseMark + folded;
}

/** Without nukta, vowel length and visarga; each nasal before a consonant of its row, and chandrabindu, as anusvara. */
function foldDevanagari(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\u093C\u0903\u200C\u200D]/g, '')
    .replace(/\u0901/g, '\u0902')
    .replace(/[ङञणनम]\u094D(?=[क-भ])/g, '\u0902')
    .replace(/\u0940/g, '\u093F')
    .replace(/\u0942/g, '\u0941')
    .replace(/ई/g, 'इ')
    .replace(/ऊ/g, 'उ')
    .replace(/ऱ/g, 'र');
}
