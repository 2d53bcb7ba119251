/**
 * Counter-flow: a good part of the walkers goes against the main direction, and lanes break up. Only where walking is what the
 * zone is for: on a platform people mill about, and half of them always go "against" the others.
 */
import type { StepUpRule } from './step-up-rule.ts';

/** Half-way between one direction (0) and an even split (0.5). No figure in our sources (M). */
const enterShare = 0.25;
const leaveShare = 0.15;
/** With fewer persons one of them alone is the share. */
const leastPersons = 5;

export const counterFlow: StepUpRule = {
  name: 'counter-flow',
  onMs: 5_000,
  offMs: 15_000,
  holds: ({ zone }, was) =>
    zone.kind !== 'waiting' &&
    zone.counterFlowShare !== null &&
    (zone.count ?? 0) >= leastPersons &&
    zone.counterFlowShare >= (was ? leaveShare : enterShare),
};
