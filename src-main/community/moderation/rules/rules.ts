/** Every rule, in the order in which reasons are told. A new one is a file and a line here. */
import { flood } from './flood.ts';
import { hiddenText } from './hidden-text.ts';
import { insults } from './insults.ts';
import { links } from './links.ts';
import { phoneNumbers } from './phone-numbers.ts';
import { repeats } from './repeats.ts';
import { muted, slowMode } from './restrictions.ts';
import type { Rule } from './rule.ts';
import { rumours } from './rumours.ts';
import { shouting } from './shouting.ts';

export const rules: readonly Rule[] = [
  rumours,
  insults,
  phoneNumbers,
  links,
  hiddenText,
  muted,
  slowMode,
  flood,
  repeats,
  shouting,
];
