/**
 * The shape of a step-up rule: a reason to hold a zone for one band worse than its figure alone says. A rule judges one instant;
 * advance-step-ups.ts gives it persistence, and lets it speak only where the figure itself is amber or worse.
 */
import type { JudgedZone } from '../../../src-contract/domain/judged-tick.ts';
import type { StepUp } from '../../../src-contract/domain/site-state.ts';
import type { ZoneConfig } from '../../../src-contract/site-config.ts';
import type { FlowTrend } from '../flow-trend.ts';

export interface StepUpFacts {
  readonly zone: JudgedZone;
  readonly config: ZoneConfig | undefined;
  /** Null until a minute of flows is known. */
  readonly flow: FlowTrend | null;
}

export interface StepUpRule {
  readonly name: StepUp;
  /** It must hold this long before it counts, and be gone this long before it stops counting. */
  readonly onMs: number;
  readonly offMs: number;
  /** `was`: it counts already, so the limit to leave by applies instead of the one to enter by. */
  readonly holds: (facts: StepUpFacts, was: boolean) => boolean;
}
