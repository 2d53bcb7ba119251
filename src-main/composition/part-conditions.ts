/**
 * What is wrong with the station's parts, gathered from all of them. In: a way to ask each. Out: one list. A part that fails while it is asked
 * must not stop the tick, which would stop all alarms: what it said before stands, since nobody knows that it has passed.
 */
import type { Condition } from '../../src-contract/domain/alarm.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';

export type ConditionSource = () => readonly Condition[];

const logEveryMs = 60_000;

export function gatherConditions(sources: Readonly<Record<string, ConditionSource>>, log: Log): ConditionSource {
  const asked = Object.entries(sources).map(([part, list]) => {
    let before: readonly Condition[] = [];
    let loggedMs = Number.NEGATIVE_INFINITY;
    return () => {
      try {
        before = list();
      } catch (error) {
        if (performance.now() - loggedMs > logEveryMs) {
          loggedMs = performance.now();
          log.error({ part, error: errorText(error) }, 'a part could not say what is wrong with it; what it said before stands');
        }
      }
      return before;
    };
  });
  return () => asked.flatMap((ask) => ask());
}
