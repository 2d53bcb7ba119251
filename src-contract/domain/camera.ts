/** The states of a camera's picture. Times are station time, ms. */
export type CameraState =
  | { readonly kind: 'live'; readonly sinceMs: number }
  /** Trying to (re)connect; `attempt` counts from 1. */
  | { readonly kind: 'reconnecting'; readonly sinceMs: number; readonly attempt: number; readonly reason: string }
  /** Pictures arrive, and they are all the same. */
  | { readonly kind: 'frozen'; readonly sinceMs: number; readonly reason: string }
  /** Pictures arrive, and they are black, white or without any detail. */
  | { readonly kind: 'covered'; readonly sinceMs: number; readonly reason: string }
  /** No picture for longer than the camera's `offline_after_s`; tries go on. */
  | { readonly kind: 'offline'; readonly sinceMs: number; readonly attempt: number; readonly reason: string };

export type CameraStateKind = CameraState['kind'];

/** Counters of one camera since the station started; rates are over the last few seconds. */
export interface CameraCounters {
  /** Frames a second that reached detection's slot. */
  readonly fps: number;
  readonly framesTotal: number;
  /** Frames replaced in the slot before a detector took them. */
  readonly droppedTotal: number;
  /** Frames that were cut short or could not be read. */
  readonly corruptTotal: number;
  readonly restartsTotal: number;
  readonly width: number | null;
  readonly height: number | null;
  /** Codec of the untouched stream, as ffmpeg names it; null until known. */
  readonly codec: string | null;
}
