/** Puts sentences behind each other. In: sentences, some of them missing; out: one text. */
export function sentences(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' ');
}
