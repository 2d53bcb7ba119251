/**
 * How an operator has arranged the screens, under a name: the camera wall, the overview, the second window. In: nothing; out: the schema
 * by which the station stores it and the page reads it back, and the types inferred from it.
 */
import { z } from 'zod';

export const wallSizes = [1, 4, 9, 16] as const;
export type WallSize = (typeof wallSizes)[number];

export const windowViews = ['map', 'wall', 'alarms'] as const;
export type WindowView = (typeof windowViews)[number];

/** What the overview gives the most room to. */
export const overviewArrangements = ['balanced', 'map', 'alarms'] as const;
export type OverviewArrangement = (typeof overviewArrangements)[number];

/** Places of the wall in reading order; null is a place left free. Cameras that aren't named follow in the site's order. */
export const wallPlaces = z.array(z.string().min(1).max(100).nullable()).max(64);

export const layoutLimits = { name: 60, perOwner: 30 } as const;

export const screenLayoutSchema = z.strictObject({
  /** The key 1–9 that brings it up; null for none. */
  key: z.number().int().min(1).max(9).nullable(),
  wall: z.strictObject({ size: z.literal(wallSizes), places: wallPlaces, pop_up: z.boolean() }),
  overview: z.enum(overviewArrangements),
  /** What the second window shows; null: the layout leaves it as it is. */
  second_window: z.enum(windowViews).nullable(),
});
export type ScreenLayout = z.infer<typeof screenLayoutSchema>;

export interface NamedLayout extends ScreenLayout {
  readonly name: string;
}

export interface LayoutRecords {
  /** By name. */
  list(owner: string): readonly NamedLayout[];
  /** Takes the place of one of the same name. False when this owner has as many as may be kept. On the disk when it returns. */
  put(owner: string, layout: NamedLayout, nowMs: number): boolean;
  /** False when there was none. On the disk when it returns. */
  remove(owner: string, name: string): boolean;
}
