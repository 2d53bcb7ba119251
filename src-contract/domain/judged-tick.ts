/**
 * What one tick is judged by: all that risk/ and alarms/ read of it beside the site and their own memories. It is recorded as it is judged,
 * so that a recorded night can be judged again. Figures are rounded before they are judged (replay/round-judged.ts).
 */
import type { Condition } from './alarm.ts';
import type { ZoneState } from './site-state.ts';

/** All that risk/ reads of a zone: the compiler holds risk/ to it. */
export type JudgedZone = Pick<
  ZoneState,
  | ('id' | 'name' | 'kind' | 'capacity' | 'areaM2')
  | ('count' | 'densityPerM2' | 'occupancy' | 'pressurePerS2' | 'inflowPerMin' | 'outflowPerMin' | 'counterFlowShare')
  | ('confidence' | 'source' | 'errorShare' | 'saturated' | 'stale' | 'note')
>;

export interface JudgedState {
  readonly atMs: number;
  readonly zones: readonly JudgedZone[];
}

export interface JudgedTick extends JudgedState {
  /** What other stages listed: cameras, parts, sensors, people. */
  readonly others: readonly Condition[];
  /** Keys of conditions that weren't listed and couldn't be told to be gone. */
  readonly untold: readonly string[];
}

/** Ticks of one stretch without a pause, oldest first. */
export interface JudgedRun {
  /** The station had just started: nothing was remembered but the open alarms. */
  readonly isFresh: boolean;
  readonly ticks: readonly JudgedTick[];
}
