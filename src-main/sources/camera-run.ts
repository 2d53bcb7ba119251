/**
 * One life of a camera's ffmpeg, from its start to its end: pictures, the wall's fragments, and at the end the reason.
 * Silence is watched and a change of resolution noticed here; when to live again is camera.ts's.
 */
import type { CameraConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import { ffmpegArgs } from './ffmpeg-args.ts';
import { type FfmpegChild, startFfmpeg } from './ffmpeg-child.ts';
import { createFmp4Splitter, decodeTime, timeScale } from './fmp4.ts';
import { parametersIn } from './fmp4-codec.ts';
import type { LiveFeedInput } from './live-feed.ts';
import type { MaskBox } from './mask-boxes.ts';
import { createPpmParser, type PpmPicture } from './ppm.ts';
import { hideSecrets, meaningOf, reasonOf } from './reasons.ts';
import type { SourceInput } from './source-kind.ts';
import { createStuckTime } from './stuck-time.ts';
import { isSilent, type WatchLimits } from './watchdog.ts';

export interface CameraRunOptions {
  readonly config: CameraConfig;
  readonly ffmpegPath: string;
  readonly input: Extract<SourceInput, { ok: true }>;
  readonly masks: readonly MaskBox[];
  readonly wall: 'copy' | 'encode';
  readonly limits: WatchLimits & { readonly killAfterMs: number };
  readonly clock: Clock;
  readonly live: LiveFeedInput;
  onPicture(picture: PpmPicture): void;
  onCodec(codec: string | null): void;
  onCorrupt(): void;
}

export interface RunEnd {
  readonly reason: string;
  /** What the next start should do otherwise. */
  readonly hint: 'none' | 'look-longer' | 'encode-wall' | 'new-resolution';
}

const watchEveryMs = 250;
/** Errors kept to explain the end. */
const maxLines = 20;
/** ffmpeg could not tell the picture's size in the short look it had. */
const sizeUnknown = /unspecified size|could not find codec parameters|dimensions not set/i;
/** The stream can't be put into MP4 as it is. */
const notForMp4 = /could not find tag|codec not currently supported in container|timestamps? (?:are|is) unset|pts has no value/i;

/** Runs until ffmpeg ends, falls silent, or `signal` aborts. Never rejects. */
export async function runCamera(options: CameraRunOptions, signal: AbortSignal): Promise<RunEnd> {
  const { config, clock, live, limits } = options;
  const startedMs = clock.nowMs();
  const errors: string[] = [];
  const warnings: string[] = [];
  let lastFrameMs: number | null = null;
  let end: RunEnd | null = null;

  const endWith = (why: RunEnd): void => {
    end ??= why;
    void child.end();
  };
  const pictures = createPpmParser({
    onPicture: (picture) => {
      lastFrameMs = clock.nowMs();
      options.onPicture(picture);
    },
    onCorrupt: options.onCorrupt,
  });
  const wall = createWall(options, (why) => endWith(why));
  let finished = (): void => {};
  const over = new Promise<void>((resolve) => {
    finished = resolve;
  });
  const child: FfmpegChild = startFfmpeg({
    path: options.ffmpegPath,
    args: ffmpegArgs({ ...options, input: options.input.args, fps: config.fps, widthPx: config.detect_width }),
    feed: options.input.feed,
    killAfterMs: limits.killAfterMs,
    onPictures: pictures.push,
    onWall: wall,
    onLine: (line) => {
      const meaning = meaningOf(line);
      if (meaning === 'corrupt') options.onCorrupt();
      const kept = meaning === 'error' ? errors : warnings;
      kept.push(line);
      if (kept.length > maxLines) kept.shift();
    },
    onEnd: ({ spawnError }) => {
      if (spawnError !== null) end ??= { reason: `ffmpeg could not be started: ${spawnError}`, hint: 'none' };
      finished();
    },
  });
  const watch = setInterval(() => {
    const nowMs = clock.nowMs();
    if (!isSilent({ nowMs, startedMs, lastFrameMs }, limits, config.fps)) return;
    const silentS = Math.round((nowMs - (lastFrameMs ?? startedMs)) / 1000);
    const said = lastFrameMs === null ? reasonOf(errors, config.source) : null;
    endWith({ reason: said ?? `no picture for ${silentS} s`, hint: 'none' });
  }, watchEveryMs);
  const onAbort = (): void => endWith({ reason: 'stopped', hint: 'none' });
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();

  await over;
  clearInterval(watch);
  signal.removeEventListener('abort', onAbort);
  pictures.end();
  live.end();
  return end ?? explain(errors, warnings, config.source);
}

/** The wall's bytes → the live feed. A size or a clock that changes inside the stream needs a new beginning, of both outputs. */
function createWall({ live, onCodec }: CameraRunOptions, endWith: (why: RunEnd) => void): (chunk: Uint8Array) => void {
  let codec: string | null = null;
  let parameters: string | null = null;
  let isStuck = createStuckTime(1000);
  const splitter = createFmp4Splitter({
    onInit: (init) => {
      codec = live.begin(init)?.name ?? null;
      onCodec(codec);
      isStuck = createStuckTime(timeScale(init));
    },
    onFragment: (fragment) => {
      live.fragment(fragment);
      const time = decodeTime(fragment.data);
      if (time !== null && isStuck(time)) endWith({ reason: "the camera's clock jumped back", hint: 'none' });
      if (!fragment.keyframe || codec === null) return;
      const now = parametersIn(fragment.sample, codec);
      // Only what the stream said itself is compared: a camera's SDP may be out of date for ever.
      if (now !== null && parameters !== null && now !== parameters)
        endWith({ reason: 'the camera changed its resolution', hint: 'new-resolution' });
      parameters = now ?? parameters;
    },
    onBroken: (reason) => endWith({ reason: `the stream for the wall broke: ${reason}`, hint: 'none' }),
  });
  return splitter.push;
}

function explain(errors: readonly string[], warnings: readonly string[], source: string): RunEnd {
  const all = [...warnings, ...errors];
  const says = (pattern: RegExp): boolean => all.some((line) => pattern.test(line));
  const hint = says(notForMp4) ? 'encode-wall' : says(sizeUnknown) ? 'look-longer' : 'none';
  const reason = reasonOf(errors, source) ?? 'the camera ended the stream';
  return { reason: hideSecrets(reason, source), hint };
}
