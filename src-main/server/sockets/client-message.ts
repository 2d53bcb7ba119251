/** A client's text → a message of the contract, or words on what is wrong with it. */
import type { z } from 'zod';

export type ReadMessage<T> = { readonly ok: true; readonly message: T } | { readonly ok: false; readonly problem: string };

export function readClientMessage<S extends z.ZodType>(schema: S, text: string): ReadMessage<z.output<S>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'A message is one JSON object in a text message.' };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, message: parsed.data };
  const issues = parsed.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'message'}: ${message}`);
  return { ok: false, problem: issues.join('; ').slice(0, 500) };
}
