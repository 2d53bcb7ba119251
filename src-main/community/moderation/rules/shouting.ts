/** Capitals all along, or several exclamation marks. Short words in capitals are the trade's abbreviations: RPF, CSMT, FOB. */
import { foundText } from '../message.ts';
import type { Rule } from './rule.ts';

const marks = /!(?:\s?[!?]){2,20}/;
const longestAbbreviation = 4;
const fewestLetters = 12;
const fewestWords = 3;
const mostCapitals = 0.7;

export const shouting: Rule = (message) => {
  const match = marks.exec(message.unmasked.text);
  if (match !== null) return found(foundText(message, { start: match.index, end: match.index + match[0].length }));
  const words = message.read.words.filter(({ text }) => /^[a-z]+$/i.test(text));
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  const loud = words.filter(({ text }) => text === text.toUpperCase());
  const loudLetters = loud.reduce((sum, { text }) => sum + text.length, 0);
  const long = loud.filter(({ text }) => text.length > longestAbbreviation).length;
  const isLoud = letters >= fewestLetters && words.length >= fewestWords && loudLetters / letters > mostCapitals && long >= 2;
  const [first, last] = [loud[0], loud.at(-1)];
  return isLoud && first && last ? found(foundText(message, { start: first.start, end: last.end })) : null;
};

function found(text: string): ReturnType<Rule> {
  return { asks: 'held', reason: { rule: 'shouting', found: text } };
}
