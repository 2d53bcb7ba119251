/**
 * A message as it is kept and shown: what was typed, without characters that only do harm. Pages escape it; nothing here makes it HTML.
 */

/** Longest message, UTF-16 units. The contract refuses longer ones; the rules read no further. */
export const mostMessageLength = 1000;

/** C0 and C1 controls but line breaks, and lone halves of surrogate pairs, which are no text in UTF-8. */
const harmful = /(?!\n)\p{Cc}|\p{Cs}/gu;

export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(harmful, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
