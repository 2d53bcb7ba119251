/**
 * Outflow falling while inflow rises: an exit is blocking and the crowd behind doesn't know it yet. Entered by a change over a
 * minute, left only when the zone no longer fills: the change itself is over long before the danger is.
 */
import type { StepUpRule } from './step-up-rule.ts';

/**
 * A count of n persons a minute trembles by √n (Poisson), the difference of two counts by √(a + b); twice that is a change. Both
 * directions have to change at once, so chance alone does it in about one minute of two thousand.
 */
function changed(fromPerMin: number, toPerMin: number): boolean {
  return toPerMin - fromPerMin >= 2 * Math.sqrt(fromPerMin + toPerMin) && toPerMin > fromPerMin;
}

export const outflowFalling: StepUpRule = {
  name: 'outflow-falling',
  onMs: 5_000,
  offMs: 15_000,
  holds: ({ zone, flow }, was) => {
    if (was && zone.inflowPerMin !== null && zone.outflowPerMin !== null)
      return zone.inflowPerMin - zone.outflowPerMin > Math.sqrt(zone.inflowPerMin + zone.outflowPerMin);
    if (flow === null) return false;
    const { now, before } = flow;
    return changed(before.inflowPerMin, now.inflowPerMin) && changed(now.outflowPerMin, before.outflowPerMin);
  },
};
