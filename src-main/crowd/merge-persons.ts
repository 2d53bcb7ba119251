/**
 * One person seen by two cameras is one person. In: what each camera counts in a zone. Out: each person once. Only calibrated
 * views can be merged; views without calibration are taken to show different places.
 */
import type { GroundPoint } from '../../src-contract/domain/geometry-types.ts';
import type { Membership, PersonMemory } from './crowd-memory.ts';

export interface Member {
  readonly cameraId: string;
  readonly person: PersonMemory;
  readonly membership: Membership;
}

/** Two calibrations and two foot points err by about 0.3 m each, and the frames by 0.2 s of walking. */
export const samePersonM = 0.8;

/**
 * Closest pairs first; a person is merged with at most one of each other camera, so that a dense crowd seen twice keeps its
 * number. The member found by the camera that comes first in the site stays.
 */
export function mergePersons(members: readonly Member[]): Member[] {
  const placed = members.flatMap((member, i) => (member.person.now.ground === null ? [] : [{ i, at: member.person.now.ground }]));
  if (new Set(placed.map(({ i }) => members[i]?.cameraId)).size < 2) return [...members];
  const pairs = closePairs(members, placed).sort((a, b) => a.distanceM - b.distanceM);
  const groups = new Map<number, { first: number; cameras: Set<string> }>();
  for (const { i, j } of pairs) {
    const [one, other] = [groupOf(groups, members, i), groupOf(groups, members, j)];
    if (one === other || [...other.cameras].some((camera) => one.cameras.has(camera))) continue;
    for (const camera of other.cameras) one.cameras.add(camera);
    one.first = Math.min(one.first, other.first);
    for (const [key, group] of groups) if (group === other) groups.set(key, one);
  }
  return members.filter((_, i) => (groups.get(i)?.first ?? i) === i);
}

function closePairs(members: readonly Member[], placed: readonly { i: number; at: GroundPoint }[]) {
  const pairs: { i: number; j: number; distanceM: number }[] = [];
  for (const [k, a] of placed.entries()) {
    for (const b of placed.slice(k + 1)) {
      if (members[a.i]?.cameraId === members[b.i]?.cameraId) continue;
      const distanceM = Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]);
      if (distanceM < samePersonM) pairs.push({ i: a.i, j: b.i, distanceM });
    }
  }
  return pairs;
}

function groupOf(groups: Map<number, { first: number; cameras: Set<string> }>, members: readonly Member[], i: number) {
  const known = groups.get(i);
  if (known !== undefined) return known;
  const group = { first: i, cameras: new Set([members[i]?.cameraId ?? '']) };
  groups.set(i, group);
  return group;
}
