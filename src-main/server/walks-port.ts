/** What the server needs of ways on foot; kavach.ts fills it. Times are station time, ms. */
import type {
  EvacuationPlan,
  LonLatBox,
  WalkAnswer,
  WalkBlock,
  WalkMap,
  WalkQuestion,
  WalkStretch,
} from '../../src-contract/domain/walk.ts';

export interface WalksPort {
  /** Throws NOT_FOUND for an end that nobody knows, BAD_REQUEST for one that can't be. */
  ask(question: WalkQuestion): Promise<WalkAnswer>;
  /** Without a box, the station's own stretches. */
  map(box: LonLatBox | null, limit: number): WalkMap;
  evacuation(): EvacuationPlan;
  /** Those in force, the newest first. */
  blocks(): readonly WalkBlock[];
  /** Null for a stretch that the network, as it is now, hasn't. */
  stretch(id: string): WalkStretch | null;
  /** Throws NOT_FOUND for a stretch that there isn't. */
  block(block: WalkBlock): void;
  /** False when it wasn't closed. */
  open(stretchId: string): boolean;
  revision(): number;
}
