/** Characters that show another text than is there, or that spill over its neighbours. */
import type { Rule } from './rule.ts';

export const hiddenText: Rule = ({ unmasked: { hasBidi, hasStackedMarks } }) => {
  if (!hasBidi && !hasStackedMarks) return null;
  return { asks: 'held', reason: { rule: 'hidden-text', kind: hasBidi ? 'bidi' : 'stacked-marks' } };
};
