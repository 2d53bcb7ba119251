/** What the wordings of all languages share. */
import type { TextFacts } from './language.ts';

/** Puts sentences behind each other. In: sentences, some of them missing; out: one text. */
export function sentences(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' ');
}

export function sensorName(facts: TextFacts): string {
  return facts.text('sensorName') ?? '?';
}

/** The unit of `value`; counts and shares are said without. */
export function unitOf(facts: TextFacts): string {
  const unit = facts.text('unit');
  return unit === null || unit === 'count' || unit === 'index' || unit === 'share' ? '' : unit;
}
