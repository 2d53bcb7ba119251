/** Makes an alarm's id from its key and the time it was raised. Pure, so a replayed night gives the same ids. */

/**
 * Unique for ever: one key is raised once in a millisecond, also across restarts (station time begins at the wall clock), and
 * 64 bits of hash keep keys raised in the same millisecond apart. `taken` guards the case of a clock that was set back.
 */
export function alarmId(key: string, raisedMs: number, taken: (id: string) => boolean): string {
  const stem = `${raisedMs.toString(36)}-${fnv1a64(key).toString(36)}`;
  let id = stem;
  for (let n = 2; taken(id); n += 1) id = `${stem}-${n}`;
  return id;
}

/** FNV-1a, 64 bits, over UTF-16 code units (Fowler, Noll, Vo). */
function fnv1a64(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i += 1) {
    hash ^= BigInt(text.charCodeAt(i));
    hash = BigInt.asUintN(64, hash * 0x100000001b3n);
  }
  return hash;
}
