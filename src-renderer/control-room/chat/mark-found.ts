/** Cuts a message at the words that moderation found, so that they can be marked. Pure; whatever is in the text stays text. */
import type { ModerationReason } from '../../../src-contract/domain/moderation.ts';

export interface TextPiece {
  /** Offset in the message, UTF-16 units. */
  readonly at: number;
  readonly text: string;
  readonly found: boolean;
}

export function foundWords(reasons: readonly ModerationReason[]): string[] {
  return reasons.flatMap((reason) => ('found' in reason && reason.found !== '' ? [reason.found] : []));
}

/** Pieces in order; joined they are the message. Words that overlap are one mark. */
export function markFound(message: string, words: readonly string[]): TextPiece[] {
  const spans = words.flatMap((word) => placesOf(message, word)).toSorted((a, b) => a[0] - b[0]);
  const pieces: TextPiece[] = [];
  let done = 0;
  for (const [from, to] of joined(spans)) {
    if (from > done) pieces.push({ at: done, text: message.slice(done, from), found: false });
    pieces.push({ at: from, text: message.slice(from, to), found: true });
    done = to;
  }
  if (done < message.length) pieces.push({ at: done, text: message.slice(done), found: false });
  return pieces;
}

type Span = readonly [from: number, to: number];

function placesOf(message: string, word: string): Span[] {
  const places: Span[] = [];
  for (let from = message.indexOf(word); word !== '' && from >= 0; from = message.indexOf(word, from + word.length)) {
    places.push([from, from + word.length]);
  }
  return places;
}

function joined(spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const [from, to] of spans) {
    const last = out.at(-1);
    if (last !== undefined && from <= last[1]) out[out.length - 1] = [last[0], Math.max(last[1], to)];
    else out.push([from, to]);
  }
  return out;
}
