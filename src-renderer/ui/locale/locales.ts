/** The languages of the pages: their BCP 47 tag for Intl, and their own name. */

export const locales = ['en', 'hi', 'mr'] as const;
export type Locale = (typeof locales)[number];

export const localeTags: Record<Locale, string> = { en: 'en-IN', hi: 'hi-IN-u-nu-latn', mr: 'mr-IN-u-nu-latn' };
export const localeNames: Record<Locale, string> = { en: 'English', hi: 'हिन्दी', mr: 'मराठी' };

/** The first language of the browser that we have, else English. */
export function preferredLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const found = locales.find((locale) => tag.toLowerCase().split('-')[0] === locale);
    if (found !== undefined) return found;
  }
  return 'en';
}
