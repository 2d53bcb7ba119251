/**
 * Which clips have to go: those past their days, then the oldest while all together are over their share of the disk or the disk runs
 * out of space. In: clips that nothing locks, oldest first, and the limits. Out: ids. That a lock holds is the store's own rule; here it
 * only means that a locked clip is never proposed.
 */
import type { Clip } from '../../src-contract/domain/evidence.ts';

export interface ClipLimits {
  readonly keepMs: number;
  /** All clips together, locked ones too. */
  readonly mostBytes: number;
}

export interface ClipStanding {
  /** Kept, not locked, oldest first. */
  readonly unlocked: readonly Pick<Clip, 'id' | 'toMs' | 'bytes'>[];
  readonly usedBytes: number;
  /** What the disk lacks to its least free space. */
  readonly wantedBytes: number;
}

export type DropReason = 'age' | 'share' | 'disk';

export function clipsToDrop(
  { unlocked, usedBytes, wantedBytes }: ClipStanding,
  { keepMs, mostBytes }: ClipLimits,
  nowMs: number,
): { readonly id: string; readonly reason: DropReason }[] {
  let used = usedBytes;
  let wanted = wantedBytes;
  return unlocked.flatMap(({ id, toMs, bytes }) => {
    const reason = toMs < nowMs - keepMs ? 'age' : used > mostBytes ? 'share' : wanted > 0 ? 'disk' : null;
    if (reason === null) return [];
    used -= bytes;
    wanted -= bytes;
    return [{ id, reason }];
  });
}
