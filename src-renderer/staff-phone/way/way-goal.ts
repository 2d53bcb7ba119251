/** Where a member of staff wants to go: out, to the nearest place of a kind, or to a place of the station. As text, for a select. Pure. */
import type { PlaceKind } from '../../../src-contract/domain/place.ts';

export const nearestKinds = [
  'first_aid',
  'toilet',
  'water',
  'lift',
  'assembly_point',
  'police',
  'hospital',
] as const satisfies readonly PlaceKind[];
export type NearestKind = (typeof nearestKinds)[number];

export type WayGoal =
  | { readonly kind: 'out' }
  | { readonly kind: 'nearest'; readonly place: NearestKind }
  | { readonly kind: 'zone'; readonly id: string };

export function readGoal(text: string): WayGoal {
  const [kind, ...rest] = text.split(':');
  const value = rest.join(':');
  const place = nearestKinds.find((one) => one === value);
  if (kind === 'nearest' && place !== undefined) return { kind: 'nearest', place };
  return kind === 'zone' && value !== '' ? { kind: 'zone', id: value } : { kind: 'out' };
}

export function writeGoal(goal: WayGoal): string {
  switch (goal.kind) {
    case 'out':
      return 'out';
    case 'nearest':
      return `nearest:${goal.place}`;
    case 'zone':
      return `zone:${goal.id}`;
  }
}
