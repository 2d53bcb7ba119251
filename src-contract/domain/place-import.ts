/**
 * An import of places and paths: read, compared with what is known, shown, and only then applied by a person. Inside its area it
 * replaces what came from OpenStreetMap; what an operator drew or corrected, and what the site file says, stays.
 */
import { z } from 'zod';
import { type PlaceKind, placeKinds } from './place.ts';

/** `[west, south, east, north]`, degrees. */
export const areaBoxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly();
export type AreaBox = z.infer<typeof areaBoxSchema>;

export function isAreaBox(numbers: readonly number[]): boolean {
  const [west, south, east, north] = areaBoxSchema.safeParse(numbers).data ?? [0, 0, 0, 0];
  return west >= -180 && east <= 180 && south >= -90 && north <= 90 && west < east && south < north;
}

export const importFactsSchema = z.object({
  source: z.enum(['file', 'overpass']),
  /** Of the file, or of the server that was asked. */
  from: z.string(),
  area: areaBoxSchema,
  /**
   * True when the extract was asked for every kind: what it lacks is gone. Else only kinds that it holds some of are
   * taken to be whole, so that a file of bus stops removes no hospital.
   */
  complete: z.boolean(),
  /** The map's own time; null where the extract doesn't say. */
  mapMs: z.number().nullable(),
  readMs: z.number(),
  by: z.string(),
});
export type ImportFacts = Readonly<z.infer<typeof importFactsSchema>>;

export const placeChanges = ['added', 'changed', 'removed'] as const;
export type PlaceChange = (typeof placeChanges)[number];

export interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** In the extract, and as it was. */
  readonly same: number;
}

export interface ImportCounts {
  readonly kinds: Readonly<Partial<Record<PlaceKind, ChangeCounts>>>;
  readonly ways: ChangeCounts;
}

export const importSampleSchema = z.object({
  id: z.string(),
  kind: z.enum(placeKinds),
  name: z.string().nullable(),
  /** Of a changed one, what it was. */
  before: z.object({ kind: z.enum(placeKinds), name: z.string().nullable(), movedM: z.number() }).nullable(),
});
export type ImportSample = Readonly<z.infer<typeof importSampleSchema>>;

/** Where an import stands. Until one is applied, nothing has changed. */
export type PlaceImport =
  | { readonly kind: 'idle' }
  | { readonly kind: 'fetching'; readonly sinceMs: number; readonly from: string; readonly attempt: number }
  | { readonly kind: 'reading'; readonly sinceMs: number; readonly from: string; readonly share: number }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'applying' }
  | { readonly kind: 'failed'; readonly atMs: number; readonly reason: string };

/** Whether the map is kept fresh. */
export type MapRefresh =
  /** There is no area to ask for, or nobody to ask. */
  | { readonly kind: 'off'; readonly reason: string }
  | { readonly kind: 'on'; readonly lastMs: number | null; readonly nextMs: number }
  | { readonly kind: 'offline'; readonly sinceMs: number; readonly reason: string; readonly nextMs: number };
