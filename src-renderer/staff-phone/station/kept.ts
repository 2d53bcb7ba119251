/** What the phone keeps over a closed page: JSON in the browser's storage, parsed when it comes back. */
import type { z } from 'zod';

/** Null when nothing, or nothing readable, is kept. */
export function readKept<S extends z.ZodType>(key: string, schema: S): z.output<S> | null {
  try {
    const text = globalThis.localStorage.getItem(key);
    return text === null ? null : (schema.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    return null;
  }
}

/** False when the storage is full or forbidden. */
export function writeKept(key: string, value: unknown): boolean {
  try {
    globalThis.localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function dropKept(key: string): void {
  try {
    globalThis.localStorage.removeItem(key);
  } catch {
    // Nothing was kept then.
  }
}
