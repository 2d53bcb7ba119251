/** How the disk that evidence is on stands, as a condition for alarms and as a line of health. */
import type { PartHealth } from '../../src-contract/api/system.ts';
import type { Condition } from '../../src-contract/domain/alarm.ts';
import type { DiskState, ShelfState } from '../evidence/clip-shelf.ts';

const megabyte = 1e6;
/** Under a tenth of what is to be kept free the station itself is soon unable to write. */
const nearlyFull = 0.1;

export function diskLowCondition({ freeBytes, keepFreeBytes, droppedForDisk }: DiskState): Condition[] {
  if (freeBytes >= keepFreeBytes) return [];
  return [
    {
      key: 'disk-low:part:disk',
      kind: 'disk-low',
      subject: { type: 'part', id: 'disk' },
      priority: freeBytes < keepFreeBytes * nearlyFull ? 'high' : 'medium',
      facts: {
        freeMb: Math.floor(freeBytes / megabyte),
        wantedMb: Math.ceil(keepFreeBytes / megabyte),
        dropped: droppedForDisk,
      },
      // A round of tidying comes first: mostly the oldest recordings make room and nobody need be troubled.
      onDelayMs: 15_000,
      offDelayMs: 60_000,
      latching: false,
      timeToActS: 1800,
      inhibitedBy: [],
    },
  ];
}

export function evidenceHealth({
  clips,
  bytes,
  mostBytes,
  lockedClips,
  lockedBytes,
  freeBytes,
  keepFreeBytes,
}: ShelfState): PartHealth {
  const mb = (value: number): number => Math.round(value / megabyte);
  const kept = `${clips} clips, ${mb(bytes)} of ${mb(mostBytes)} MB, ${lockedClips} locked`;
  const part = { name: 'evidence', latency_ms: null };
  if (freeBytes < keepFreeBytes)
    return { ...part, state: 'degraded', detail: `${kept}; the disk is low, so the oldest unlocked clips go: make room` };
  if (lockedBytes > mostBytes)
    return {
      ...part,
      state: 'degraded',
      detail: `${kept}; locked clips alone are over the limit: unlock some, or raise retention.clips_mb`,
    };
  return { ...part, state: 'ok', detail: kept };
}
