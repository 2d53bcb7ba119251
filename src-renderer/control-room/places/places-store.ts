/** Which places are looked at, and what is being drawn; kept from one visit of the section to the next. */
import { create } from 'zustand';
import type { PlaceKind } from '../../../src-contract/domain/place.ts';
import type { LonLat } from '../../ui/map/features.ts';

interface PlacesStore {
  readonly search: string;
  readonly kind: PlaceKind | 'all';
  readonly view: 'shown' | 'hidden';
  readonly selectedId: string | null;
  /** The next click on the map says where a new place is. */
  readonly picking: boolean;
  /** Where the place is that is being drawn: picked, or yet to be typed. */
  readonly drawing: { readonly at: LonLat | null } | null;
}

export const usePlaces = create<PlacesStore>(() => ({
  ...{ search: '', kind: 'all', view: 'shown', selectedId: null, picking: false, drawing: null },
}));
