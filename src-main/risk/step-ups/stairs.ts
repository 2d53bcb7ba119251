/**
 * Stairs in use: their capacity is lower than level ground's (66 against 82 persons/m/min, crowd-and-alarm-figures) and a fall
 * there pulls others down. A property of the place, so nothing can tremble and no delay is needed; "in use" is given by the
 * figure being amber at least.
 */
import type { StepUpRule } from './step-up-rule.ts';

export const stairs: StepUpRule = {
  name: 'stairs',
  onMs: 0,
  offMs: 0,
  holds: ({ config }) => config?.stairs === true,
};
