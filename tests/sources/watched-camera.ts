/** A real camera with short times, and everything it said: frames, states, live events, log lines. */

import type { CameraState } from '../../src-contract/domain/camera.ts';
import type { Frame } from '../../src-contract/domain/frame.ts';
import { type CameraConfig, siteConfigSchema } from '../../src-contract/site-config.ts';
import { createClock } from '../../src-main/clock.ts';
import type { Log } from '../../src-main/log.ts';
import { type Camera, type CameraLimits, createCamera } from '../../src-main/sources/camera.ts';
import { type FfmpegProgram, findFfmpeg } from '../../src-main/sources/find-ffmpeg.ts';
import type { LiveEvent } from '../../src-main/sources/live-feed.ts';
import type { TwinFeed } from '../../src-main/twin/twin-feed.ts';

export interface WatchedCamera {
  readonly camera: Camera;
  readonly frames: Frame[];
  readonly states: CameraState[];
  /** Everything logged, as text. */
  readonly logged: string[];
  /** What a viewer of the wall got since `watchWall`. */
  readonly events: LiveEvent[];
  watchWall(): () => void;
  newest(): Frame | undefined;
  kind(): CameraState['kind'];
}

interface WatchedCameraOptions {
  readonly source: string;
  readonly config?: Partial<CameraConfig>;
  readonly limits?: Partial<CameraLimits>;
  readonly siteFolder?: string;
  readonly ffmpeg?: FfmpegProgram;
  readonly twinFeed?: TwinFeed;
}

/** Times short enough for a test, long enough for a busy machine with two cores. */
const shortLimits: Partial<CameraLimits> = {
  silenceMs: 1500,
  firstFrameMs: 8000,
  retry: { firstMs: 50, capMs: 400 },
  killAfterMs: 300,
};
/** Frames held back for looking at; the rest are let go. */
const maxFrames = 50;

export function watchedCamera(options: WatchedCameraOptions): WatchedCamera {
  const frames: Frame[] = [];
  const states: CameraState[] = [];
  const logged: string[] = [];
  const events: LiveEvent[] = [];
  const write = (...words: unknown[]): void => {
    logged.push(JSON.stringify(words));
  };
  const log: Log = { debug: write, info: write, warn: write, error: write, child: () => log };
  const draft = siteConfigSchema.shape.cameras.parse([{ id: 'c1', name: 'Camera 1', source: 'twin:any', fps: 10 }])[0];
  if (draft === undefined) throw new Error('no camera');
  const camera = createCamera({
    config: { ...draft, source: options.source, ...options.config },
    siteFolder: options.siteFolder ?? '/nowhere',
    ffmpeg: options.ffmpeg ?? findFfmpeg(process.env),
    twinFeed: options.twinFeed ?? null,
    clock: createClock(),
    log,
    limits: { ...shortLimits, ...options.limits },
    onFrame: (frame) => {
      frames.push(frame);
      if (frames.length > maxFrames) frames.shift();
    },
    onState: (state) => states.push(state),
  });
  return {
    camera,
    frames,
    states,
    logged,
    events,
    watchWall: () => camera.live.subscribe((event) => events.push(event)),
    newest: () => frames.at(-1),
    kind: () => camera.state().kind,
  };
}

/** Mean colour of a part of the picture; `part` is x1, y1, x2, y2 as fractions. */
export function meanColour(frame: Frame, part: readonly [number, number, number, number] = [0, 0, 1, 1]): number[] {
  const [x1, y1, x2, y2] = [part[0] * frame.width, part[1] * frame.height, part[2] * frame.width, part[3] * frame.height];
  const sums = [0, 0, 0];
  let points = 0;
  for (let y = Math.ceil(y1); y < Math.floor(y2); y++) {
    for (let x = Math.ceil(x1); x < Math.floor(x2); x++) {
      for (const [i, sum] of sums.entries()) sums[i] = sum + (frame.rgb[(y * frame.width + x) * 3 + i] ?? 0);
      points++;
    }
  }
  return sums.map((sum) => Math.round(sum / points));
}
