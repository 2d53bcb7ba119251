/** What a kind of camera is to camera.ts: how its address becomes ffmpeg's input. One small file a kind, listed in sources.ts. */
import type { TwinFeed } from '../twin/twin-feed.ts';

export interface SourceContext {
  /** As written in the site file; already checked by checkCameraAddress. */
  readonly source: string;
  /** Folder of the site file. */
  readonly siteFolder: string;
  /** Frames a second wanted. */
  readonly fps: number;
  /** Look longer at the start of the stream: the last try could not tell its size. */
  readonly patient: boolean;
  readonly twinFeed: TwinFeed | null;
  /** The camera is being stopped. */
  readonly signal: AbortSignal;
}

export type SourceInput =
  | {
      readonly ok: true;
      /** ffmpeg's arguments up to and including `-i INPUT`. */
      readonly args: readonly string[];
      /** Writes the input to ffmpeg's stdin; null when ffmpeg fetches it itself. */
      readonly feed: ((write: (chunk: Uint8Array) => void) => () => void) | null;
    }
  /** Worded for the operator, without secrets. */
  | { readonly ok: false; readonly reason: string };

export interface SourceKind {
  matches(source: string): boolean;
  /** Asked before each start of ffmpeg. What can happen in operation is a value; it doesn't throw. */
  prepare(context: SourceContext): Promise<SourceInput>;
}
