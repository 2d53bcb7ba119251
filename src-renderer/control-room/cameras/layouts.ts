/** The layouts of the wall and the keys for them. Pure. */

export const layouts = [1, 4, 9, 16] as const;
export type Layout = (typeof layouts)[number];

export function layoutOfKey(place: number): Layout | null {
  return layouts[place - 1] ?? null;
}

/** The cameras of one page of the wall, filled up with empty places. */
export function wallPage(cameraIds: readonly string[], layout: Layout, page: number): (string | null)[] {
  const from = page * layout;
  return Array.from({ length: layout }, (_, slot) => cameraIds[from + slot] ?? null);
}

export function pageCount(cameras: number, layout: Layout): number {
  return Math.max(1, Math.ceil(cameras / layout));
}
