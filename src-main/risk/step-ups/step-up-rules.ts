/** The step-up rules by name. A new one: its file, its line here, its table of tests. */
import type { StepUp } from '../../../src-contract/domain/site-state.ts';
import { counterFlow } from './counter-flow.ts';
import { outflowFalling } from './outflow-falling.ts';
import { pressure } from './pressure.ts';
import { stairs } from './stairs.ts';
import type { StepUpRule } from './step-up-rule.ts';

export const stepUpRules = {
  'counter-flow': counterFlow,
  'outflow-falling': outflowFalling,
  pressure,
  stairs,
} satisfies Record<StepUp, StepUpRule>;
