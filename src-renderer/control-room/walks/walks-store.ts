/** What the operator asks about ways on foot, and what of it is selected; kept from one visit of the section to the next. */
import { create } from 'zustand';
import type { WalkMode } from '../../../src-contract/domain/walk.ts';

export const walkViews = ['route', 'evacuation', 'stretches'] as const;
export type WalkView = (typeof walkViews)[number];

/** `id` as the station takes it: of a zone, a place, a point of the network, or `lat,lon`. */
export interface WalkEnd {
  readonly id: string;
  readonly label: string;
}
export type EndName = 'from' | 'to';

interface WalksStore {
  readonly view: WalkView;
  readonly mode: WalkMode;
  readonly avoidCrowd: boolean;
  readonly from: WalkEnd | null;
  readonly to: WalkEnd | null;
  /** The end that the next click on the map gives. */
  readonly picking: EndName | null;
  /** Which of the routes found is looked at. */
  readonly rank: number;
  readonly stretchId: string | null;
}

export const useWalks = create<WalksStore>(() => ({
  view: 'route',
  mode: 'walk',
  avoidCrowd: true,
  from: null,
  to: null,
  picking: null,
  rank: 0,
  stretchId: null,
}));

export function chooseEnd(name: EndName, end: WalkEnd | null): void {
  useWalks.setState({ [name]: end, picking: null, rank: 0 });
}

/** The way to safety from here, as the operator asks for it on other screens. */
export function askWayOut(from: WalkEnd): void {
  useWalks.setState({ view: 'route', mode: 'evacuate', from, picking: null, rank: 0 });
}

export interface WalkQuestion {
  readonly from: string;
  readonly to?: string;
  readonly mode: WalkMode;
  readonly avoidCrowd: boolean;
}

/** Null while something is missing. */
export function questionOf({ from, to, mode, avoidCrowd }: WalksStore): WalkQuestion | null {
  if (from === null) return null;
  if (mode === 'evacuate') return { from: from.id, mode, avoidCrowd };
  return to === null ? null : { from: from.id, to: to.id, mode, avoidCrowd };
}
