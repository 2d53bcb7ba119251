/**
 * Frames that wait for a model: the newest of each camera, nothing older. Cameras take turns, so that a fast one can't starve
 * a slow one. Every frame that isn't detected is handed back to be counted. No clock: `nowMs` is passed in.
 */
export interface Waiting {
  readonly cameraId: string;
  /** Station time of the picture, ms. */
  readonly atMs: number;
}

export interface FrameSlots<F extends Waiting> {
  /** Puts a frame in its camera's slot. Returns the older frame that it replaced. */
  put(frame: F): F | null;
  /** Takes the frame of the camera whose turn it is, passing over (and returning) those that are too old. */
  take(nowMs: number, maxAgeMs: number): { readonly frame: F | null; readonly expired: readonly F[] };
  /** Empties all slots. */
  clear(): readonly F[];
}

export function createFrameSlots<F extends Waiting>(): FrameSlots<F> {
  /** Cameras in the order of their turns; one that was served goes to the end. */
  const slots = new Map<string, F | null>();

  return {
    put(frame) {
      const replaced = slots.get(frame.cameraId) ?? null;
      slots.set(frame.cameraId, frame);
      return replaced;
    },

    take(nowMs, maxAgeMs) {
      const expired: F[] = [];
      for (const [cameraId, frame] of slots) {
        if (frame === null) continue;
        if (nowMs - frame.atMs > maxAgeMs) {
          slots.set(cameraId, null);
          expired.push(frame);
          continue;
        }
        slots.delete(cameraId);
        slots.set(cameraId, null);
        return { frame, expired };
      }
      return { frame: null, expired };
    },

    clear() {
      const left = [...slots.values()].filter((frame) => frame !== null);
      slots.clear();
      return left;
    },
  };
}
