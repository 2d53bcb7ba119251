/**
 * The newest seconds of one camera's stream, as it was sent, in memory. In: its head, then fragments of one frame each. Out: what there
 * was since a moment, from the key frame before it. Bounded in time and in bytes; what had to go too early is counted.
 */

/** What a camera's feed tells whoever records it. */
export type StreamEvent =
  /** A stream begins, or begins anew. `codec` as ffmpeg names it. */
  | { readonly kind: 'head'; readonly codec: string; readonly data: Uint8Array }
  | { readonly kind: 'frame'; readonly keyframe: boolean; readonly data: Uint8Array }
  | { readonly kind: 'end' };

export interface RingFrame {
  readonly atMs: number;
  readonly keyframe: boolean;
  readonly data: Buffer;
}

export interface RingLimits {
  readonly keepMs: number;
  readonly mostBytes: number;
}

export interface StreamRing {
  add(frame: RingFrame): void;
  clear(): void;
  /** From the newest key frame at or before `sinceMs`, or else from the oldest that there is. */
  since(sinceMs: number): readonly RingFrame[];
  /** `cutTotal`: frames that went for room before their time. */
  figures(): { readonly bytes: number; readonly frames: number; readonly cutTotal: number };
}

export function createStreamRing({ keepMs, mostBytes }: RingLimits): StreamRing {
  /** Groups of pictures, oldest first; each begins with a key frame. */
  let groups: RingFrame[][] = [];
  let bytes = 0;
  let cutTotal = 0;
  const sizeOf = (group: readonly RingFrame[]): number => group.reduce((sum, { data }) => sum + data.length, 0);

  /** The oldest group goes when the one after it begins before all that must be kept, or when there is no room. */
  const trim = (nowMs: number): void => {
    while (groups.length > 1) {
      const isOld = (groups[1]?.[0]?.atMs ?? nowMs) <= nowMs - keepMs;
      if (!isOld && bytes <= mostBytes) return;
      const gone = groups.shift() ?? [];
      bytes -= sizeOf(gone);
      if (!isOld) cutTotal += gone.length;
    }
    // One endless group: without a key frame no part of it could be played.
    if (bytes > mostBytes) {
      cutTotal += groups[0]?.length ?? 0;
      groups = [];
      bytes = 0;
    }
  };

  return {
    add(frame) {
      const group = groups.at(-1);
      if (frame.keyframe) groups.push([frame]);
      else if (group === undefined) return;
      else group.push(frame);
      bytes += frame.data.length;
      trim(frame.atMs);
    },
    clear() {
      groups = [];
      bytes = 0;
    },
    since(sinceMs) {
      const first = groups.findLastIndex((group) => (group[0]?.atMs ?? Number.POSITIVE_INFINITY) <= sinceMs);
      return groups.slice(Math.max(0, first)).flat();
    },
    figures: () => ({ bytes, frames: groups.reduce((sum, group) => sum + group.length, 0), cutTotal }),
  };
}
