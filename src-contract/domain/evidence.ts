/**
 * Evidence: clips of cameras around what happened, marks that people set, locks against retention, and exports of a case. In: nothing.
 * Out: the types that the stage, the store and the server share, and the schemas by which the store reads its JSON back. Times are
 * station time, ms.
 */
import { z } from 'zod';

export const causeKinds = ['alarm', 'incident', 'mark'] as const;
export type CauseKind = (typeof causeKinds)[number];

/** Why a clip was kept: the alarm, the incident or the mark, and when it was. */
export const clipCauseSchema = z.object({ kind: z.enum(causeKinds), id: z.string(), atMs: z.number() });
export type ClipCause = z.infer<typeof clipCauseSchema>;

export const clipStates = ['recording', 'kept'] as const;

/** A camera's stream over some seconds, its frames as the camera sent them. */
export interface Clip {
  readonly id: string;
  readonly cameraId: string;
  readonly state: (typeof clipStates)[number];
  /** Of the first and the last frame. */
  readonly fromMs: number;
  readonly toMs: number;
  /** As ffmpeg names it; browsers play `h264` alone. */
  readonly codec: string;
  readonly frames: number;
  readonly bytes: number;
  /** Hex; null while it is being recorded. */
  readonly sha256: string | null;
  /** Of the time before the moment that was asked for, what is not there. */
  readonly missingMs: number;
  /** Frames that the disk could not take in time. */
  readonly lostFrames: number;
  readonly causes: readonly ClipCause[];
}

/** What a lock holds: one clip, or all that belongs to an alarm, an incident or a mark, also what comes later. */
export const lockKinds = ['clip', ...causeKinds] as const;
export type LockKind = (typeof lockKinds)[number];

export interface LockTarget {
  readonly kind: LockKind;
  readonly id: string;
}

export interface EvidenceLock extends LockTarget {
  readonly reason: string;
  readonly by: string;
  readonly atMs: number;
}

export interface KeptClip extends Clip {
  /** All locks that hold it; retention takes it only when there is none. */
  readonly locks: readonly EvidenceLock[];
}

/** A moment that a person marked on a camera. */
export interface Mark {
  readonly id: string;
  readonly cameraId: string;
  readonly atMs: number;
  readonly note: string;
  readonly by: string;
}

export interface ClipQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly id?: string | undefined;
  readonly camera?: string | undefined;
  readonly kind?: CauseKind | undefined;
  /** Id of an alarm, incident or mark. */
  readonly cause?: string | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly locked?: boolean | undefined;
}

export interface MarkQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly camera?: string | undefined;
  /** Words of its note. */
  readonly text?: string | undefined;
}

export interface ClipSums {
  readonly clips: number;
  readonly bytes: number;
  readonly lockedClips: number;
  readonly lockedBytes: number;
}

/** What the station keeps of its evidence; every write is on the disk when it returns. */
export interface EvidenceRecords {
  begin(clip: Clip): void;
  /** Frames, length, hash, state; causes are only ever added. */
  change(clip: Clip): void;
  addCause(clipId: string, cause: ClipCause): void;
  /** False when it is locked or gone. */
  remove(clipId: string): boolean;
  find(clipId: string): KeptClip | null;
  list(query: ClipQuery): { readonly clips: readonly KeptClip[]; readonly nextCursor: string | null };
  /** Of one cause, oldest first. */
  ofCause(cause: Pick<ClipCause, 'kind' | 'id'>): readonly KeptClip[];
  recording(): readonly KeptClip[];
  /** Kept clips that nothing locks, oldest first, at most `limit`. */
  unlocked(limit: number): readonly KeptClip[];
  sums(): ClipSums;
  lock(lock: EvidenceLock): void;
  unlock(target: LockTarget): boolean;
  addMark(mark: Mark): void;
  /** Null when it isn't there. */
  noteMark(id: string, note: string): Mark | null;
  removeMark(id: string): boolean;
  marks(query: MarkQuery): { readonly marks: readonly Mark[]; readonly nextCursor: string | null };
  putExport(made: CaseExport): void;
  removeExport(id: string): boolean;
  exports(): readonly CaseExport[];
}

export const exportOrderSchema = z.object({
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('incident'), id: z.string() }),
    z.object({ kind: z.literal('alarm'), id: z.string() }),
    z.object({ kind: z.literal('clips'), ids: z.array(z.string()) }),
  ]),
  /** Why the case is exported. */
  reason: z.string(),
  /** What untouched pictures are needed for; null: faces are made unrecognisable. */
  purpose: z.string().nullable(),
});
export type ExportOrder = z.infer<typeof exportOrderSchema>;

/** `step`: files that are done, of all. */
const exportStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('working'), done: z.number(), of: z.number() }),
  z.object({ kind: z.literal('ready'), bytes: z.number(), records: z.number(), sealHash: z.string() }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
  z.object({ kind: z.literal('cancelled') }),
]);
export type ExportState = z.infer<typeof exportStateSchema>;

export const caseExportSchema = z.object({
  id: z.string(),
  order: exportOrderSchema,
  by: z.string(),
  atMs: z.number(),
  /** When its file goes. */
  expiresMs: z.number(),
  clips: z.number(),
  state: exportStateSchema,
});
export type CaseExport = z.infer<typeof caseExportSchema>;

/** Models that find the people whose faces are hidden, by name; null: none is at hand. */
export interface PeopleFinder {
  readonly face: string | null;
  /** It finds whole people, of whom the head end is hidden. */
  readonly body: string | null;
}

/** What reading an export again found. */
export type ArchiveProof =
  | { readonly kind: 'whole'; readonly records: number; readonly fingerprint: string; readonly sealHash: string }
  | { readonly kind: 'broken'; readonly faults: readonly ArchiveFault[] };

export interface ArchiveFault {
  /** Path of a file in the archive, or `manifest.jsonl` with its record, or `archive`. */
  readonly record: string;
  readonly reason: string;
}
