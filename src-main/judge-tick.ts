/**
 * One tick of the pure middle: risk → conditions → alarms. In: the site, what is remembered, and all that this tick is judged by. Out: what is
 * remembered next, the risk, and the steps of alarms. Live data and a recorded night go through it alike (pipeline.ts, replay-night.ts).
 */
import type { AlarmTransition, Condition } from '../src-contract/domain/alarm.ts';
import type { JudgedState } from '../src-contract/domain/judged-tick.ts';
import type { RiskState } from '../src-contract/domain/site-state.ts';
import type { SiteConfig } from '../src-contract/site-config.ts';
import { advanceAlarms } from './alarms/advance-alarms.ts';
import type { AlarmBook } from './alarms/alarm-book.ts';
import { escalationTimes } from './alarms/escalate.ts';
import { advanceRisk, type RiskMemory } from './risk/advance-risk.ts';
import type { ConditionIdentity } from './risk/condition-knowledge.ts';
import { crowdConditions } from './risk/crowd-conditions.ts';

export interface Judgement {
  readonly risk: RiskMemory;
  readonly book: AlarmBook;
}

interface TickInput {
  readonly state: JudgedState;
  /** All conditions but the crowd's. */
  readonly others: readonly Condition[];
  /** Whether a condition that isn't listed is known to be gone, once the risk is known. */
  readonly knowledge: (risk: RiskState) => (identity: ConditionIdentity) => boolean;
}

interface JudgedStep {
  readonly risk: RiskState;
  readonly next: Judgement;
  readonly transitions: readonly AlarmTransition[];
}

export function judgeTick(site: SiteConfig, before: Judgement, { state, others, knowledge }: TickInput): JudgedStep {
  const { memory, risk } = advanceRisk(site, before.risk, state);
  const conditions = [...crowdConditions(site, state, risk), ...others];
  const { book, transitions } = advanceAlarms(before.book, {
    ...{ conditions, known: knowledge(risk), nowMs: state.atMs },
    escalateAfter: escalationTimes(site),
  });
  return { risk, next: { risk: memory, book }, transitions };
}
