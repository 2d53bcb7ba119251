/** Lines of the networks that ship with the product, as people call them; another line is called by its id. */
import type { Locale } from './locales.ts';

type LineNames = Readonly<Record<string, string>>;

const lineNames = {
  en: { western: 'Western', central: 'Central', harbour: 'Harbour' },
  hi: { western: 'पश्चिम', central: 'मध्य', harbour: 'हार्बर' },
  mr: { western: 'पश्चिम', central: 'मध्य', harbour: 'हार्बर' },
} as const satisfies Record<Locale, LineNames>;

/** With a capital first letter. */
export function lineName(line: string, locale: Locale): string {
  const known: LineNames = lineNames[locale];
  return (Object.hasOwn(known, line) ? known[line] : undefined) ?? line.charAt(0).toLocaleUpperCase() + line.slice(1);
}
