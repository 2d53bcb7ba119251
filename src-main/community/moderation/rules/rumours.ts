/** Words that start a panic. Held, never removed: it may be true, and the sensors' view of the place that it names stands beside it. */
import { findPlace } from '../find-place.ts';
import { foundText } from '../message.ts';
import type { Rule } from './rule.ts';

export const rumours: Rule = (message, { places }) => {
  for (const { is, start, end } of message.terms) {
    if (is.kind !== 'rumour') continue;
    const place = findPlace(message.read.words, places);
    return { asks: 'held', reason: { rule: 'rumour', topic: is.topic, found: foundText(message, { start, end }), place } };
  }
  return null;
};
