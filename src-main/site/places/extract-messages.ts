/** What the reading of an extract and its worker say to each other. */
import type { AreaBox } from '../../../src-contract/domain/place-import.ts';
import type { SaidPlace } from '../../../src-contract/domain/place-records.ts';
import type { WalkWay } from '../../../src-contract/domain/walk.ts';

export interface ReadFacts {
  readonly area: AreaBox | null;
  readonly mapMs: number | null;
  readonly elements: number;
}

export type FromExtractWorker =
  | { readonly kind: 'progress'; readonly share: number }
  /** Only once all of the file is read and sound. */
  | { readonly kind: 'places'; readonly places: readonly SaidPlace[] }
  | { readonly kind: 'ways'; readonly ways: readonly WalkWay[] }
  | ({ readonly kind: 'done' } & ReadFacts)
  /** The file's fault, in words for a person; anything else throws and ends the worker. */
  | { readonly kind: 'refused'; readonly reason: string };
