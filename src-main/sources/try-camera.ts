/**
 * A camera tried before it is saved: the real source runs until it has shown a few pictures, or has failed twice. In: an address. Out: the
 * newest picture with what the stream is, or a reason that says what to do. Nothing is kept.
 */
import type { CameraState } from '../../src-contract/domain/camera.ts';
import type { Frame } from '../../src-contract/domain/frame.ts';
import { type CameraConfig, siteConfigSchema } from '../../src-contract/site-config.ts';
import { type CameraOptions, createCamera } from './camera.ts';

export type CameraTrial =
  | { readonly ok: true; readonly frame: Frame; readonly fps: number; readonly codec: string | null }
  | { readonly ok: false; readonly reason: string };

export interface TryCameraOptions extends Omit<CameraOptions, 'config' | 'onFrame' | 'onState' | 'random' | 'limits'> {
  /** Already checked by checkCameraAddress. */
  readonly source: string;
  readonly signal: AbortSignal;
  readonly limitMs?: number;
}

/** Pages wait ten seconds for an answer; a camera has connected and shown its key frame by then. */
const usualLimitMs = 9_000;
/** So long pictures are watched, for their rate. */
const watchMs = 2_000;
/** The first failure may be a busy camera or a stream that must be looked at longer. */
const mostAttempts = 3;

/** Never rejects. Ends with the camera's program gone. */
export async function tryCamera({ source, signal, limitMs = usualLimitMs, ...parts }: TryCameraOptions): Promise<CameraTrial> {
  const frames: number[] = [];
  let newest: Frame | null = null;
  let finish = (_: CameraTrial): void => undefined;
  const found = new Promise<CameraTrial>((resolve) => {
    finish = resolve;
  });
  const camera = createCamera({
    ...parts,
    config: trialConfig(source),
    onFrame(frame) {
      newest = frame;
      frames.push(frame.atMs);
      const spanMs = frame.atMs - (frames[0] ?? frame.atMs);
      if (spanMs >= watchMs) finish(trialOf(frame, frames, camera.counters().codec));
    },
    onState(state) {
      const attempt = 'attempt' in state ? state.attempt : 1;
      if (newest === null && (attempt >= mostAttempts || state.kind === 'offline'))
        finish({ ok: false, reason: reasonIn(state) });
    },
  });
  const late = setTimeout(() => {
    const codec = camera.counters().codec;
    finish(newest === null ? { ok: false, reason: reasonIn(camera.state()) } : trialOf(newest, frames, codec));
  }, limitMs);
  const stop = (): void => finish({ ok: false, reason: 'the test was stopped' });
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  else camera.start();
  const trial = await found;
  clearTimeout(late);
  signal.removeEventListener('abort', stop);
  await camera.stop();
  return trial;
}

function trialOf(frame: Frame, atMs: readonly number[], codec: string | null): CameraTrial {
  const spanMs = frame.atMs - (atMs[0] ?? frame.atMs);
  return { ok: true, frame, codec, fps: spanMs > 0 ? Math.round(((atMs.length - 1) / spanMs) * 10_000) / 10 : 0 };
}

function reasonIn(state: CameraState): string {
  return 'reason' in state ? state.reason : 'no picture came';
}

/** All pictures, large enough to be judged. */
function trialConfig(source: string): CameraConfig {
  const [config] = siteConfigSchema.shape.cameras.parse([{ id: 'trial', name: 'Trial', source, fps: 60, detect_width: 960 }]);
  if (config === undefined) throw new Error('no camera to try');
  return config;
}
