/**
 * Alarms of a flood, folded: those of one kind, weight and state stand under the one of them that came first. Pure. In: a list in its
 * order; out: the same list with members behind their first. None is left out, and the first alarm of the whole flood is never folded.
 */
import type { AlarmReply } from '../../src-contract/api/alarms.ts';
import { isCalling } from './alarm-order.ts';

export interface AlarmEntry {
  /** Alone, or the first-out of its group. */
  readonly alarm: AlarmReply;
  /** The others of its group, the oldest first. */
  readonly members: readonly AlarmReply[];
}

/** Two of a kind are read as fast as one that has to be opened. */
const leastInGroup = 3;

/** A group stands where its first member in the list stood. */
export function groupedAlarms(alarms: readonly AlarmReply[], firstOfFlood: string): AlarmEntry[] {
  const groups = Map.groupBy(alarms, (alarm) => (alarm.id === firstOfFlood ? alarm.id : groupOf(alarm)));
  return [...groups.values()].flatMap((group) => {
    if (group.length < leastInGroup) return group.map((alarm) => ({ alarm, members: [] }));
    const [first, ...members] = group.toSorted((a, b) => Date.parse(a.raised_at) - Date.parse(b.raised_at));
    return first === undefined ? [] : [{ alarm: first, members }];
  });
}

/** What weighs more, or still calls, is never hidden behind what doesn't. */
function groupOf(alarm: AlarmReply): string {
  return JSON.stringify([alarm.kind, alarm.priority, isCalling(alarm), placeOf(alarm)]);
}

/** Calls for help belong together only where they come from one place; all else has its cause in common with its kind. */
function placeOf({ kind, facts, subject }: AlarmReply): string | number | null {
  return kind === 'panic' ? (facts['zoneId'] ?? facts['place'] ?? subject.id) : null;
}

/** How many open alarms each alarm explains, by its key. */
export function hiddenCounts(alarms: Readonly<Record<string, AlarmReply>>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { suppressed_by: parent } of Object.values(alarms))
    if (parent !== null) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  return counts;
}
