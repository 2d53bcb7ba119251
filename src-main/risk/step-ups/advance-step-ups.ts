/**
 * Lets the step-up rules count only while they persist. In: what the rules say now and what counted before; out: what counts
 * now. A zone that is green by its own figure has no step-ups: below amber people walk freely, each rule's figure is then
 * mostly noise, and a flight of stairs that anyone climbs would stand at amber all day, an alarm that asks for nothing.
 */
import type { StepUp } from '../../../src-contract/domain/site-state.ts';
import type { StepUpFacts } from './step-up-rule.ts';
import { stepUpRules } from './step-up-rules.ts';

/** `sinceMs`: since when the rule says the opposite of `on`; null while it agrees. */
export interface StepUpSwitch {
  readonly on: boolean;
  readonly sinceMs: number | null;
}
export type StepUpSwitches = Readonly<Record<StepUp, StepUpSwitch>>;

const off: StepUpSwitch = { on: false, sinceMs: null };
export const noStepUps: StepUpSwitches = { 'counter-flow': off, 'outflow-falling': off, pressure: off, stairs: off };

export function advanceStepUps(switches: StepUpSwitches, facts: StepUpFacts, atMs: number): StepUpSwitches {
  return {
    'counter-flow': advance('counter-flow', switches, facts, atMs),
    'outflow-falling': advance('outflow-falling', switches, facts, atMs),
    pressure: advance('pressure', switches, facts, atMs),
    stairs: advance('stairs', switches, facts, atMs),
  };
}

/** Names of those that count, in the list's order. */
export function countingStepUps(switches: StepUpSwitches): readonly StepUp[] {
  return Object.values(stepUpRules)
    .map((rule) => rule.name)
    .filter((name) => switches[name].on);
}

function advance(name: StepUp, switches: StepUpSwitches, facts: StepUpFacts, atMs: number): StepUpSwitch {
  const rule = stepUpRules[name];
  const before = switches[name];
  const holds = rule.holds(facts, before.on);
  if (holds === before.on) return { on: before.on, sinceMs: null };
  const sinceMs = before.sinceMs ?? atMs;
  const waited = atMs - sinceMs >= (holds ? rule.onMs : rule.offMs);
  return waited ? { on: holds, sinceMs: null } : { on: before.on, sinceMs };
}
