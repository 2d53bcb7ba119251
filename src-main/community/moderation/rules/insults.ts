/** Abuse, slurs and threats remove a message; what is only rude holds it. */
import { foundText } from '../message.ts';
import type { Rule } from './rule.ts';

export const insults: Rule = (message) => {
  const listed = message.terms.flatMap(({ is, start, end }) =>
    is.kind === 'severe' || is.kind === 'mild' ? [{ severity: is.kind, start, end }] : [],
  );
  const all = [...listed, ...message.abuse];
  const worst = all.find(({ severity }) => severity === 'severe') ?? all[0];
  if (worst === undefined) return null;
  return {
    asks: worst.severity === 'severe' ? 'removed' : 'held',
    reason: { rule: 'insult', severity: worst.severity, found: foundText(message, worst) },
  };
};
