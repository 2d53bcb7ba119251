/** Keeps what hasn't changed: parsed messages are new objects each time, and a new object would render everything that shows it. */

export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => key in b && sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}

/** `next` by id, with the old objects where nothing changed; the old record itself where nothing at all did. */
export function shareById<T extends { readonly id: string }>(
  old: Readonly<Record<string, T>>,
  next: readonly T[],
): Readonly<Record<string, T>> {
  const shared: Record<string, T> = {};
  let changed = Object.keys(old).length !== next.length;
  for (const item of next) {
    const before = old[item.id];
    const kept = before !== undefined && sameValue(before, item) ? before : item;
    changed ||= kept !== before;
    shared[item.id] = kept;
  }
  return changed ? shared : old;
}
