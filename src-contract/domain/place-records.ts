/**
 * Places in the store: what sources say of them, what an operator put over it, and the import that waits for a person. What is shown is
 * always what the source says with the operator's correction over it.
 */
import { z } from 'zod';
import type { LonLat } from './geometry-types.ts';
import { type Place, type PlaceKind, type PlaceNames, placeKinds, placeSources } from './place.ts';
import type { AreaBox, ImportCounts, ImportFacts, ImportSample, PlaceChange } from './place-import.ts';
import { type WalkWay, walkKinds } from './walk.ts';

const lonLatSchema = z.tuple([z.number(), z.number()]).readonly();
const name = z.string().min(1).max(120);

/** A place as its source says it; `alsoKnown`: further names, which are searched and not shown. */
export const saidPlaceSchema = z.object({
  id: z.string(),
  kind: z.enum(placeKinds),
  name: z.string().nullable(),
  names: z.object({ en: name.optional(), hi: name.optional(), mr: name.optional() }),
  at: lonLatSchema,
  outline: z.array(lonLatSchema).readonly().nullable(),
  source: z.enum(placeSources),
  alsoKnown: z.array(z.string()).readonly(),
});
export type SaidPlace = Readonly<z.infer<typeof saidPlaceSchema>>;

/** What an operator says against a source; what is left out stands as the source says. */
export const placeCorrectionSchema = z.object({
  kind: z.enum(placeKinds).optional(),
  name: name.optional(),
  names: z.object({ en: name.optional(), hi: name.optional(), mr: name.optional() }).optional(),
  at: lonLatSchema.optional(),
  hidden: z.boolean().optional(),
});
export type PlaceCorrection = Readonly<z.infer<typeof placeCorrectionSchema>>;

export const walkWaySchema = z.object({
  id: z.string(),
  kind: z.enum(walkKinds),
  name: z.string().nullable(),
  nodes: z.array(z.object({ id: z.string(), at: lonLatSchema })).readonly(),
  widthM: z.number().nullable(),
  oneWay: z.boolean(),
});

export interface FoundPlace extends Place {
  readonly hidden: boolean;
  /** From the point that was asked for; null when none was. */
  readonly distanceM: number | null;
}

export interface PlaceQuery {
  /** Empty: all. */
  readonly kinds: readonly PlaceKind[];
  readonly box: AreaBox | null;
  readonly near: { readonly at: LonLat; readonly radiusM: number } | null;
  readonly words: string | null;
  /** Only those that an operator hid, or only those that are shown. */
  readonly hidden: boolean;
  readonly limit: number;
  readonly cursor: string | undefined;
}

export interface NewPlace {
  readonly kind: PlaceKind;
  readonly name: string;
  readonly names: PlaceNames;
  readonly at: LonLat;
}

export interface PlaceRecords {
  /** Also a hidden one. */
  find(id: string): FoundPlace | null;
  list(query: PlaceQuery): { readonly places: readonly FoundPlace[]; readonly nextCursor: string | null };
  /** Of those that are shown. */
  counts(): Partial<Record<PlaceKind, number>>;
  /** Ways of the map that people may walk; routing makes its graph of them. */
  walkWays(): readonly WalkWay[];
  /** Called after places or ways changed. */
  subscribe(listener: () => void): () => void;
  /** Once at each start: those of the site file, in place of the earlier ones. */
  setSitePlaces(places: readonly SaidPlace[]): void;
  addOwn(place: NewPlace, act: Act): FoundPlace;
  /** Of an own place it changes the place itself. Null for an unknown id. */
  correct(id: string, correction: PlaceCorrection, act: Act): FoundPlace | null;
  /** Removes an own place, or takes a correction back; false when there is neither. */
  undo(id: string): boolean;
}

export interface Act {
  readonly by: string;
  readonly atMs: number;
}

/** What was read and isn't in force yet. It outlives a restart, and so does applying it. */
export interface PlaceImports {
  /** The newest that was applied. */
  last(): (ImportFacts & { readonly appliedMs: number; readonly appliedBy: string }) | null;
  staged(): { readonly facts: ImportFacts; readonly applyingBy: string | null } | null;
  /** Forgets what was staged. */
  clear(): void;
  stagePlaces(places: readonly SaidPlace[]): void;
  stageWays(ways: readonly WalkWay[]): void;
  /** Looks for what the extract lacks, and has it wait for a person. */
  compare(facts: ImportFacts): void;
  counts(): ImportCounts;
  samples(most: number): Readonly<Record<PlaceChange, readonly ImportSample[]>>;
  /** Applies some of what waits; false when nothing is left. */
  applySome(act: Act): boolean;
}
