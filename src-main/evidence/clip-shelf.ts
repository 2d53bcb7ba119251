/**
 * The folder of clips and its rows, kept in step: what a killed station left is made whole at the start, old clips go by their time and
 * for room, and a low disk is said. In: the folder, the records, the limits. Out: paths of clips, and how the disk stands. A row goes
 * before its file, so that nobody is shown what is not there; a file without a row is removed at the next start.
 */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClipSums, EvidenceRecords, KeptClip } from '../../src-contract/domain/evidence.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { clipPath, salvageClip } from './clip-file.ts';
import { type ClipLimits, clipsToDrop, type DropReason } from './clip-retention.ts';
import { hashFile } from './durable-file.ts';

export interface DiskState {
  readonly freeBytes: number;
  readonly keepFreeBytes: number;
  /** Clips dropped since the start because the disk was low. */
  readonly droppedForDisk: number;
}

export interface ShelfState extends ClipSums, DiskState {
  readonly mostBytes: number;
}

export interface ClipShelfOptions {
  readonly folder: string;
  readonly records: Pick<EvidenceRecords, 'recording' | 'change' | 'remove' | 'unlocked' | 'sums' | 'find'>;
  readonly limits: ClipLimits & { readonly keepFreeBytes: number };
  readonly freeBytes: () => number;
  readonly nowMs: () => number;
  readonly log: Log;
}

export interface ClipShelf {
  /** `isOwnStore`: false where the store was made anew or came from a backup; then what it doesn't know was removed by nobody. */
  open(isOwnStore: boolean): Promise<void>;
  /** Never rejects; a call during another waits for that one. */
  tidy(): Promise<void>;
  /** Cheap: may be asked for several times a second. */
  disk(): DiskState;
  state(): ShelfState;
  pathOf(clip: Pick<KeptClip, 'id'>): string;
  remove(clipId: string): Promise<boolean>;
}

/** Enough at a time: the next round comes in seconds. */
const mostAtOnce = 500;

export function createClipShelf({ folder, records, limits, freeBytes, nowMs, log }: ClipShelfOptions): ClipShelf {
  let droppedForDisk = 0;
  let running: Promise<void> | null = null;

  const disk = (): DiskState => ({ freeBytes: freeBytes(), keepFreeBytes: limits.keepFreeBytes, droppedForDisk });

  const remove = async (id: string): Promise<boolean> => {
    if (!records.remove(id)) return false;
    await rm(clipPath(folder, id), { force: true });
    await rm(join(folder, `${id}.jpg`), { force: true });
    return true;
  };

  const finishOne = async (clip: KeptClip): Promise<void> => {
    const made = (await wholeFile(folder, clip.id)) ?? (await salvageClip(folder, clip.id).catch(() => null));
    if (made !== null) {
      const { bytes, sha256, frames = clip.frames, lengthMs = clip.toMs - clip.fromMs } = made;
      records.change({ ...clip, bytes, sha256, frames, toMs: clip.fromMs + lengthMs, state: 'kept' });
      log.warn({ clip: clip.id, frames }, 'a clip that was being recorded when the station ended was made whole');
    } else if (!records.remove(clip.id)) records.change({ ...clip, state: 'kept', frames: 0, bytes: 0 });
  };

  const removeStrangers = async (): Promise<void> => {
    for (const name of await readdir(folder)) {
      const [id = ''] = name.split('.', 1);
      if (records.find(id) === null || name.endsWith('.part')) await rm(join(folder, name), { force: true, recursive: true });
    }
  };

  const drop = async (reasons: readonly { readonly id: string; readonly reason: DropReason }[]): Promise<void> => {
    const gone = { age: 0, share: 0, disk: 0 };
    for (const { id, reason } of reasons) if (await remove(id)) gone[reason] += 1;
    droppedForDisk += gone.disk;
    if (gone.age + gone.share + gone.disk > 0) log.info({ ...gone }, 'clips were removed');
  };

  const tidy = async (): Promise<void> => {
    const standing = {
      unlocked: records.unlocked(mostAtOnce),
      usedBytes: records.sums().bytes,
      wantedBytes: limits.keepFreeBytes - freeBytes(),
    };
    await drop(clipsToDrop(standing, limits, nowMs()));
  };

  return {
    async open(isOwnStore) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const clip of records.recording()) await finishOne(clip);
      if (isOwnStore) await removeStrangers();
    },
    tidy() {
      running ??= tidy()
        .catch((error: unknown) => log.error({ error: errorText(error) }, 'old clips could not be removed'))
        .finally(() => {
          running = null;
        });
      return running;
    },
    disk,
    state: () => ({ ...records.sums(), ...disk(), mostBytes: limits.mostBytes }),
    pathOf: ({ id }) => clipPath(folder, id),
    remove,
  };
}

/** Its file already bears its name: the station ended between that and the row. */
async function wholeFile(
  folder: string,
  id: string,
): Promise<{ bytes: number; sha256: string; frames?: number; lengthMs?: number } | null> {
  const found = await stat(clipPath(folder, id)).catch(() => null);
  return found === null ? null : { bytes: found.size, sha256: await hashFile(clipPath(folder, id)) };
}
