/** Which of the station's lines a route of a timetable belongs to. Pure. */
import type { NetworkProfile } from '../../../src-contract/network-profile.ts';

export interface FeedRoute {
  readonly id: string;
  readonly shortName: string | null;
  readonly longName: string | null;
}

/** A line by its id, and the words by which timetables call it. */
export type LineWords = ReadonlyMap<string, readonly string[]>;

export function lineWords(lines: readonly string[], network: NetworkProfile | null): LineWords {
  const wordsOf = (id: string): string[] => network?.lines.find((line) => line.id === id)?.routes.slice() ?? [];
  return new Map(lines.map((id) => [id, [id, ...wordsOf(id)].map((word) => word.toLowerCase())]));
}

/** The line that one of the route's words names; null when none, or more than one, does. */
export function lineOfRoute({ id, shortName, longName }: FeedRoute, lines: LineWords): string | null {
  const words = new Set(
    [id, shortName ?? '', longName ?? ''].flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u)),
  );
  const named = [...lines].filter(([, own]) => own.some((word) => words.has(word)));
  return named.length === 1 ? (named[0]?.[0] ?? null) : null;
}

/** What a route without a line is called. */
export function routeName({ id, shortName, longName }: FeedRoute): string {
  return (shortName?.trim() || longName?.trim() || id).slice(0, 60);
}
