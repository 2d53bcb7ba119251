/** What an extract is made of, whatever its format; readers make these, gather-extract.ts takes them. */
import type { LonLat } from '../../../src-contract/domain/geometry-types.ts';
import type { AreaBox } from '../../../src-contract/domain/place-import.ts';

export type Tags = Readonly<Record<string, string>>;

export interface OsmNode {
  readonly type: 'node';
  readonly id: number;
  readonly at: LonLat;
  readonly tags: Tags;
}

export interface OsmWay {
  readonly type: 'way';
  readonly id: number;
  readonly nodes: readonly number[];
  readonly tags: Tags;
  /** Where an answer gives a middle in the place of nodes. */
  readonly center: LonLat | null;
  /** Of its nodes, where an answer gives them with the way; null for one outside the area. */
  readonly geometry: readonly (LonLat | null)[];
}

export interface OsmRelation {
  readonly type: 'relation';
  readonly id: number;
  readonly members: readonly { readonly type: 'node' | 'way' | 'relation'; readonly ref: number; readonly role: string }[];
  readonly tags: Tags;
  readonly center: LonLat | null;
}

export type OsmElement = OsmNode | OsmWay | OsmRelation;

/** What an extract says of itself. */
export interface ExtractHead {
  readonly area: AreaBox | null;
  readonly mapMs: number | null;
}

/** Takes what a reader finds, in any order. `share`: how much of the file is read, 0..1. */
export interface ExtractSink {
  add(element: OsmElement): void;
  head(head: Partial<ExtractHead>): void;
  progress(share: number): void;
}

/** The extract can't be taken; the message says where its fault is and what to do. */
export class ExtractRefused extends Error {}
