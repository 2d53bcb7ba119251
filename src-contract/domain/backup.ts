/**
 * Copies of the station: what one holds, what a person is doing with them just now, and what a restore would mean. In the data folder a
 * copy is a store with a note beside it; carried elsewhere it is one sealed archive.
 */
import { z } from 'zod';

/** What a store holds of what people would miss. */
export const storeFactsSchema = z.object({
  /** Layout of the store. */
  version: z.number().int(),
  alarmEvents: z.number().int(),
  incidents: z.number().int(),
  chatMessages: z.number().int(),
  accounts: z.number().int(),
  /** Of the newest alarm, incident or minute of counts; null in a store without any. */
  newestMs: z.number().nullable(),
});
export type StoreFacts = z.infer<typeof storeFactsSchema>;

export const backupReasons = ['daily', 'by-hand', 'before-update'] as const;
export type BackupReason = (typeof backupReasons)[number];

const stationSchema = z.object({ id: z.string(), name: z.string() });

/** Written beside a copy once it was read again and found sound. */
export const backupNoteSchema = z.object({
  madeMs: z.number(),
  reason: z.enum(backupReasons),
  station: stationSchema,
  kavachVersion: z.string(),
  sha256: z.string(),
  facts: storeFactsSchema,
  /** The site as it was changed in the control room, with the cameras' passwords; null when it never was. */
  site: z.string().nullable(),
});
export type BackupNote = z.infer<typeof backupNoteSchema>;

/** The first file of an archive: what is in it, each by its hash. */
export const archiveManifestSchema = z.object({
  kind: z.literal('kavach-backup'),
  format: z.literal(1),
  madeMs: z.number(),
  station: stationSchema,
  kavachVersion: z.string(),
  facts: storeFactsSchema,
  files: z.array(z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string() })),
});
export type ArchiveManifest = z.infer<typeof archiveManifestSchema>;

export interface BackupListed {
  /** Of its file, without the ending. */
  readonly name: string;
  readonly madeMs: number;
  readonly reason: BackupReason;
  readonly bytes: number;
  /** Null for one that was not read again, as those made before an update. */
  readonly note: BackupNote | null;
}

/** What was in use before a restore. */
export interface SetAsideListed {
  readonly name: string;
  readonly asideMs: number;
  readonly bytes: number;
}

export const restoreSources = ['backup', 'set-aside', 'upload'] as const;
export type RestoreSource = (typeof restoreSources)[number];

/** A copy that was unpacked and found sound: what it holds, and what the station has that it lacks. */
export interface RestoreCandidate {
  readonly from: RestoreSource;
  readonly name: string;
  readonly madeMs: number;
  readonly station: { readonly id: string; readonly name: string };
  readonly facts: StoreFacts;
  /** What has come since and would be set aside. */
  readonly lost: Omit<StoreFacts, 'version' | 'newestMs'>;
  readonly withSite: boolean;
  readonly withKeys: boolean;
}

export const backupSteps = ['copying', 'checking', 'packing', 'unpacking'] as const;
export type BackupStep = (typeof backupSteps)[number];

export type BackupJob =
  | { readonly kind: 'idle' }
  /** `share`: 0..1 of the step. */
  | { readonly kind: 'running'; readonly step: BackupStep; readonly share: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly atMs: number }
  /** An archive lies ready to be fetched. */
  | { readonly kind: 'packed'; readonly name: string; readonly bytes: number }
  | { readonly kind: 'checked'; readonly candidate: RestoreCandidate }
  /** The station is about to begin again with it. */
  | { readonly kind: 'restoring' };

/** One good copy a day; two missed are somebody's business. */
export const backupEveryMs = 24 * 3_600_000;
export const backupOverdueMs = 2 * backupEveryMs;
/** The passphrase of an archive is all that keeps it closed. */
export const leastPassphrase = 12;
