/**
 * English abuse by the list that `obscenity` keeps. It looks for its words inside of others, which Indian names don't survive (Dikshit,
 * Shital, Kikeri), so most count only where they are the whole word; and it knows no severity, which is added here.
 */
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';

export interface FoundAbuse {
  readonly severity: 'mild' | 'severe';
  readonly start: number;
  readonly end: number;
}

const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });

/** Abuse of persons and slurs; the rest of the list is coarse, and held for an operator to see. */
const severe = new Set([
  ...['abeed', 'africoon', 'arabush', 'bastard', 'bitch', 'boonga', 'chingchong', 'chink', 'cunt', 'dyke', 'fag', 'fuck', 'kike'],
  ...['negro', 'nigger', 'retard', 'slut', 'spastic', 'tranny', 'twat', 'wank', 'whore'],
]);
/** Never part of an innocent word or name. */
const anywhere = new Set(['fuck', 'cunt', 'nigger']);
/** Words with a plain sense in a station: an anchor's shank, a lift's retarder, the old Dyke Road. */
const plainSense = new Set(['anal', 'anus', 'cock', 'cum', 'dick', 'scat', 'tit', 'prick', 'abo', 'hooker', 'negro']);
const ending = /^(?:s|es|ed|er|ers|ing|in|y|z|ty|head|hole|face|bag)?$/;
const letter = /[\p{L}\p{M}\p{N}]/u;

/** `text` is unmasked, with what is allowed blanked out. */
export function findEnglishAbuse(text: string): FoundAbuse[] {
  if (!/[a-z]/i.test(text)) return [];
  return matcher.getAllMatches(text, true).flatMap((match) => {
    const { phraseMetadata } = englishDataset.getPayloadWithPhraseMetadata(match);
    const word = phraseMetadata?.originalWord ?? '';
    const start = match.startIndex;
    const end = wordEnd(text, match.endIndex + 1);
    const whole = !letter.test(text.charAt(start - 1)) && ending.test(text.slice(match.endIndex + 1, end).toLowerCase());
    if (plainSense.has(word) || !(whole || anywhere.has(word))) return [];
    return [{ severity: severe.has(word) ? 'severe' : 'mild', start, end }];
  });
}

function wordEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && letter.test(text.charAt(end))) end += 1;
  return end;
}
