/** Which camera stands where on the wall, and what moving one does. A free place is null; cameras that nobody placed follow in the site's order. Pure. */
import { type WallSize, wallSizes } from '../../../src-contract/domain/screen-layout.ts';

export type Places = readonly (string | null)[];

/** Every place of every page of the wall. Cameras that are gone leave their place free. */
export function allPlaces(cameraIds: readonly string[], placed: Places): Places {
  const known = new Set(cameraIds);
  const kept = placed.map((id) => (id !== null && known.has(id) ? id : null));
  const others = cameraIds.filter((id) => !kept.includes(id));
  return [...kept, ...others];
}

/** The places of one page, filled up with free ones. */
export function placesOfPage(places: Places, size: WallSize, page: number): Places {
  const from = page * size;
  return Array.from({ length: size }, (_, place) => places[from + place] ?? null);
}

export function pageCount(places: number, size: WallSize): number {
  return Math.max(1, Math.ceil(places / size));
}

/** What stood at `to` goes to `from`. */
export function swapped(places: Places, from: number, to: number): Places {
  const next = Array.from({ length: Math.max(places.length, from + 1, to + 1) }, (_, place) => places[place] ?? null);
  const moved = next[from] ?? null;
  next[from] = next[to] ?? null;
  next[to] = moved;
  return next;
}

/** The place that an arrow key leads to from another one of the same page; null at its edge. */
export function neighbourPlace(key: string, place: number, size: WallSize): number | null {
  const columns = Math.sqrt(size);
  const column = place % columns;
  if (key === 'ArrowLeft') return column === 0 ? null : place - 1;
  if (key === 'ArrowRight') return column === columns - 1 ? null : place + 1;
  const next = key === 'ArrowUp' ? place - columns : key === 'ArrowDown' ? place + columns : -1;
  return next < 0 || next >= size ? null : next;
}

export function wallSizeOf(text: string): WallSize {
  return wallSizes.find((size) => String(size) === text) ?? 4;
}
