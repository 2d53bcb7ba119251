/** Entries of the audit log as a person reads them. Pure. */
import type { Catalogue } from '../i18n/en.ts';

/** The station's own name of an act that these pages have no word for. */
export function actName(action: string, { setUp }: Catalogue): string {
  const known: Readonly<Record<string, string>> = setUp.acts;
  return (Object.hasOwn(known, action) ? known[action] : undefined) ?? action;
}

/** `role: operator, lines: western central`; what is `null` is left out. */
export function detailsText(details: Readonly<Record<string, unknown>>): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${valueText(value)}`)
    .join(', ');
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
