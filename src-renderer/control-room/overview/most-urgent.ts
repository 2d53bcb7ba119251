/** Which zones' trends stand on the overview, and which camera beside them. Pure. */
import type { ZoneReply } from '../../../src-contract/api/crowd.ts';
import { byUrgency } from '../../client/zone-look.ts';

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

/** The camera of the zone nearest to trouble. The kept one stays while a zone that it sees is in no lower band: a picture that jumps shows nothing. */
export function cameraOfWorst(zones: readonly ZoneReply[], kept: string | null): string | null {
  const worst = zones.filter((zone) => zone.camera_ids.length > 0).toSorted(byUrgency)[0];
  if (worst === undefined) return null;
  const stays = zones.some((zone) => zone.band === worst.band && zone.camera_ids.some((id) => id === kept));
  return stays ? kept : (worst.camera_ids[0] ?? null);
}
