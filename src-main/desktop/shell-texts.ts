/** Which language the shell speaks: the first of the person's own that it knows, as the system has them. Out: its words. */
import { type Locale, locales } from '../../src-contract/texts/language.ts';
import { en, type ShellTexts } from './texts/en.ts';
import { hi } from './texts/hi.ts';
import { mr } from './texts/mr.ts';

export const shellTexts: Readonly<Record<Locale, ShellTexts>> = { en, hi, mr };

/** `wanted`: BCP 47 tags, the dearest first. */
export function shellLocale(wanted: readonly string[]): Locale {
  const known = wanted.map((tag) => locales.find((locale) => tag.toLowerCase().split('-')[0] === locale));
  return known.find((locale) => locale !== undefined) ?? 'en';
}
