/** What the server needs of evidence; kavach.ts fills it. Times are station time, ms. */
import type { Readable } from 'node:stream';
import type {
  ArchiveProof,
  CaseExport,
  ClipSums,
  EvidenceLock,
  EvidenceRecords,
  ExportOrder,
  Mark,
  PeopleFinder,
} from '../../src-contract/domain/evidence.ts';

/** A file that is read from a byte to another, both included. */
export interface StoredFile {
  readonly bytes: number;
  open(range?: { readonly start: number; readonly end: number }): Readable;
}

export interface EvidenceStanding extends ClipSums {
  readonly mostBytes: number;
  readonly freeBytes: number;
  readonly keepFreeBytes: number;
  readonly droppedForDisk: number;
  readonly recordedCameras: number;
  readonly recording: number;
  readonly beforeMs: number;
  readonly afterMs: number;
  readonly keepMs: number;
  readonly fingerprint: string;
  readonly foundBy: PeopleFinder;
}

export interface EvidencePort {
  readonly records: Pick<EvidenceRecords, 'list' | 'unlock' | 'marks' | 'noteMark' | 'removeMark'>;
  /** Throws NOT_FOUND when there is no such clip. */
  lock(lock: EvidenceLock): void;
  /** Null when it isn't there. */
  video(clipId: string): Promise<StoredFile | null>;
  still(clipId: string): Promise<Uint8Array | null>;
  /** Null for an unknown camera. */
  mark(mark: Omit<Mark, 'id'>): Mark | null;
  standing(): Promise<EvidenceStanding>;
  /** A copy of a picture in which nobody is to be recognised. Throws UNAVAILABLE where that can't be made sure of. */
  hideFaces(jpeg: Uint8Array): Promise<Uint8Array>;
  readonly exports: {
    measure(order: Pick<ExportOrder, 'subject'>): { readonly clips: number; readonly bytes: number };
    /** Throws a KavachError that says why it can't be. */
    start(order: ExportOrder, by: string): Promise<CaseExport>;
    list(): readonly CaseExport[];
    /** Null unless it is ready. */
    file(id: string): Promise<StoredFile | null>;
    verify(id: string): Promise<ArchiveProof | null>;
    remove(id: string): Promise<boolean>;
  };
}
