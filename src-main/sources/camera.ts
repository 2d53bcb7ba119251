/**
 * A camera from its site-file entry to frames, a live feed and a state. It is started again for ever, with a growing, jittered
 * wait; one bad camera harms nobody else. What is seen in the frames is detection's; how many of them are taken, the slot's.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { checkCameraAddress, maskAddress } from '../../src-contract/camera-address.ts';
import type { CameraCounters, CameraState } from '../../src-contract/domain/camera.ts';
import type { Frame } from '../../src-contract/domain/frame.ts';
import type { CameraConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { TwinFeed } from '../twin/twin-feed.ts';
import { nextCameraState } from './camera-life.ts';
import { type RunEnd, runCamera } from './camera-run.ts';
import type { FfmpegProgram } from './find-ffmpeg.ts';
import { createLiveFeed, type LiveFeed, type LiveFeedInput } from './live-feed.ts';
import { type MaskBox, maskBoxes } from './mask-boxes.ts';
import type { HealthLimits } from './picture-health.ts';
import { createPictureWatch } from './picture-watch.ts';
import type { PpmPicture } from './ppm.ts';
import { createRateMeter } from './rate-meter.ts';
import { hideSecrets } from './reasons.ts';
import { kindOf } from './sources.ts';
import { type RetryLimits, retryDelayMs, type WatchLimits } from './watchdog.ts';

export interface CameraLimits extends WatchLimits, HealthLimits {
  readonly retry: RetryLimits;
  /** Between SIGTERM and SIGKILL. */
  readonly killAfterMs: number;
  /** Pictures for this long make a new start count as the first again. */
  readonly stableAfterMs: number;
}

/**
 * With these a lost camera is shown within 5 s, offline after its `offline_after_s`, and back within 10 s of its return
 * (longest wait 5 s, connecting and a key frame 1.5 to 5 s); a frozen or covered one is shown after 12 or 6 s.
 */
export const defaultCameraLimits: CameraLimits = {
  firstFrameMs: 10_000,
  silenceMs: 5_000,
  retry: { firstMs: 500, capMs: 5_000 },
  killAfterMs: 1_500,
  stableAfterMs: 5_000,
  frozenAfterMs: 12_000,
  coveredAfterMs: 6_000,
};

export interface CameraOptions {
  readonly config: CameraConfig;
  /** Folder of the site file, where `file:` clips are. */
  readonly siteFolder: string;
  readonly ffmpeg: FfmpegProgram;
  /** null when the station has no twin. */
  readonly twinFeed: TwinFeed | null;
  readonly clock: Clock;
  readonly log: Log;
  /** 0..1, for the jitter of the wait between tries. */
  readonly random?: () => number;
  readonly limits?: Partial<CameraLimits>;
  /** Each frame's `rgb` is alone in its ArrayBuffer and may be transferred. */
  onFrame(frame: Frame): void;
  onState(state: CameraState): void;
}

export interface Camera {
  readonly id: string;
  readonly live: LiveFeed;
  start(): void;
  /** Ends within `killAfterMs` and half a second. */
  stop(): Promise<void>;
  state(): CameraState;
  /** `droppedTotal` is 0: the slot behind `onFrame` counts what it drops. */
  counters(): CameraCounters;
  /** A copy of its own, at most half a second older than the newest frame. */
  latestFrame(): Frame | null;
}

const tickMs = 250;

export function createCamera(options: CameraOptions): Camera {
  const { config, clock, ffmpeg } = options;
  const limits: CameraLimits = { ...defaultCameraLimits, ...options.limits };
  const log = options.log.child({ part: 'camera', camera: config.id });
  const masks = maskBoxes(config.masks);
  const watch = createPictureWatch(masks, limits);
  const rate = createRateMeter();
  const nowMs = (): number => clock.nowMs();
  const live = createLiveFeed({ ffmpegPath: ffmpeg.kind === 'found' ? ffmpeg.path : '', log, nowMs });
  const totals = { framesTotal: 0, corruptTotal: 0, restartsTotal: 0 };
  const known: { codec: string | null; width: number | null; height: number | null } = { codec: null, width: null, height: null };
  const facts = { receiving: false, sinceMs: 0, pictureMs: nowMs(), attempt: 1, reason: 'starting' };
  let state: CameraState = { kind: 'reconnecting', sinceMs: nowMs(), attempt: 1, reason: 'starting' };
  let life: { readonly stop: AbortController; readonly over: Promise<void> } | null = null;
  let seq = 0;

  const guarded = (what: string, call: () => void): void => {
    try {
      call();
    } catch (error) {
      log.error({ err: error }, `${what} failed`);
    }
  };

  const advance = (): void => {
    const before = state;
    const offlineAfterMs = config.offline_after_s * 1000;
    state = nextCameraState(before, { ...facts, nowMs: nowMs(), health: watch.health(), offlineAfterMs });
    if (state === before) return;
    if (state.kind !== before.kind) log[state.kind === 'live' ? 'info' : 'warn']({ state }, `camera ${state.kind}`);
    guarded('onState', () => options.onState(state));
  };

  const onPicture = ({ width, height, rgb }: PpmPicture): void => {
    const atMs = nowMs();
    if (!facts.receiving) facts.sinceMs = atMs;
    facts.receiving = true;
    facts.pictureMs = atMs;
    known.width = width;
    known.height = height;
    totals.framesTotal += 1;
    seq += 1;
    rate.add(atMs);
    const frame: Frame = { cameraId: config.id, seq, atMs, width, height, rgb };
    watch.see(frame);
    advance();
    guarded('onFrame', () => options.onFrame(frame));
  };

  const onEnd = (end: RunEnd): void => {
    const wasStable = facts.receiving && nowMs() - facts.sinceMs >= limits.stableAfterMs;
    facts.attempt = wasStable || end.hint === 'new-resolution' ? 1 : facts.attempt + 1;
    facts.reason = end.reason;
    facts.receiving = false;
    totals.restartsTotal += 1;
    watch.restart();
    advance();
  };

  /** Starts again for ever; ends only with `signal`. */
  const keepRunning = async (ffmpegPath: string, signal: AbortSignal): Promise<void> => {
    const parts: RunParts = { ffmpegPath, masks, limits, live, onPicture, onCorrupt, onCodec };
    const habits: Habits = { patient: false, wall: masks.length > 0 ? 'encode' : 'copy' };
    while (!signal.aborted) {
      const end = await runOnce(options, parts, habits, signal);
      if (signal.aborted) return;
      if (end.hint === 'look-longer') habits.patient = true;
      if (end.hint === 'encode-wall') habits.wall = 'encode';
      onEnd(end);
      const waitMs = retryDelayMs(facts.attempt, limits.retry, options.random ?? Math.random);
      await pause(waitMs, undefined, { signal }).catch(() => {});
    }
  };
  const onCorrupt = (): void => {
    totals.corruptTotal += 1;
  };
  const onCodec = (codec: string | null): void => {
    known.codec = codec;
  };

  const start = (): void => {
    if (life !== null) return;
    const refusal = refusalOf(config.source);
    const never = ffmpeg.kind === 'missing' ? ffmpeg.reason : refusal;
    seq = 0;
    facts.attempt = 1;
    facts.reason = never ?? `connecting to ${maskAddress(config.source)}`;
    // What can't come at all is not waited for: offline at once.
    facts.pictureMs = never === null ? nowMs() : Number.NEGATIVE_INFINITY;
    advance();
    if (never !== null || ffmpeg.kind === 'missing') return;
    const stop = new AbortController();
    const tick = setInterval(advance, tickMs);
    const over = keepRunning(ffmpeg.path, stop.signal).finally(() => clearInterval(tick));
    life = { stop, over };
  };

  return {
    id: config.id,
    live,
    start,
    stop: async () => {
      life?.stop.abort();
      await life?.over;
      life = null;
      facts.receiving = false;
    },
    state: () => state,
    counters: () => ({ ...totals, ...known, fps: rate.perSecond(nowMs()), droppedTotal: 0 }),
    latestFrame: watch.latest,
  };
}

/** What earlier starts taught about this camera. */
interface Habits {
  patient: boolean;
  wall: 'copy' | 'encode';
}

interface RunParts {
  readonly ffmpegPath: string;
  readonly masks: readonly MaskBox[];
  readonly limits: CameraLimits;
  readonly live: LiveFeedInput;
  onPicture(picture: PpmPicture): void;
  onCorrupt(): void;
  onCodec(codec: string | null): void;
}

/** One start of ffmpeg, to its end. Never rejects. */
async function runOnce(options: CameraOptions, parts: RunParts, habits: Habits, signal: AbortSignal): Promise<RunEnd> {
  const { config, siteFolder, twinFeed, clock } = options;
  const { source, fps } = config;
  try {
    const kind = kindOf(source);
    if (kind === null) return { reason: 'no kind of camera takes this address', hint: 'none' };
    const input = await kind.prepare({ source, siteFolder, fps, twinFeed, patient: habits.patient, signal });
    if (!input.ok || signal.aborted) return { reason: input.ok ? 'stopped' : input.reason, hint: 'none' };
    return await runCamera({ ...parts, config, clock, input, wall: habits.wall }, signal);
  } catch (error) {
    return { reason: hideSecrets(errorText(error), source), hint: 'none' };
  }
}

/** The site file's check, once more where the address meets a program. */
function refusalOf(source: string): string | null {
  const check = checkCameraAddress(source);
  return check.ok ? null : `address refused: ${check.allowed} (found ${hideSecrets(check.found, source)})`;
}
