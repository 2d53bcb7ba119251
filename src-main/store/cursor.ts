/** The cursor of a list: the number of the last row that was given. */
import { KavachError } from '../errors.ts';

/** Throws BAD_REQUEST for one that isn't ours. */
export function parseCursor(cursor: string): number {
  const number = Number(cursor);
  if (!/^\d{1,15}$/.test(cursor) || !Number.isSafeInteger(number))
    throw new KavachError('BAD_REQUEST', 'The cursor is not one that this list gave. Leave it out to start from the beginning.');
  return number;
}
