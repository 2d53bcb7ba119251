/** Which zones' trends stand on the overview. Pure. */
import type { ZoneReply } from '../../../src-contract/api/crowd.ts';
import { byUrgency } from '../zones/zone-look.ts';

export function mostUrgent(zones: readonly ZoneReply[], most: number): string[] {
  return zones
    .toSorted(byUrgency)
    .slice(0, most)
    .map((zone) => zone.id);
}

/** The wanted zones in the places they have already; newcomers take the places that became free. */
export function keepPlaces(shown: readonly string[], wanted: readonly string[]): string[] {
  const newcomers = wanted.filter((id) => !shown.includes(id));
  const kept = shown.map((id) => (wanted.includes(id) ? id : newcomers.shift())).filter((id) => id !== undefined);
  return [...kept, ...newcomers].slice(0, wanted.length);
}
