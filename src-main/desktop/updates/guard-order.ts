/** The words that make a program the guard of a newer one in place of a desktop. In: words, or an order. Out: the other of the two. */
import { isAbsolute } from 'node:path';

export interface GuardOrder {
  readonly folder: string;
  readonly after: number;
}

const word = '--guard-update=';

/** `words`: without the program. Null: they ask for a desktop. */
export function readGuardOrder(words: readonly string[]): GuardOrder | null {
  const [, after, folder] = /^--guard-update=(\d+):(.+)$/.exec(words.find((one) => one.startsWith(word)) ?? '') ?? [];
  return after === undefined || folder === undefined || !isAbsolute(folder) ? null : { folder, after: Number(after) };
}

export function guardWord({ folder, after }: GuardOrder): string {
  return `${word}${after}:${folder}`;
}
