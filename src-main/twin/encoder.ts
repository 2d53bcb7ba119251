/**
 * One ffmpeg child that turns raw pictures into H.264 in NUT. In: planar YCbCr bytes at a steady rate. Out: the stream's bytes,
 * its header first. A picture is dropped when the child hasn't taken the one before. It ends when its stdin closes, so it
 * never outlives the station, however that dies; when it ends by itself it is started again.
 */
import { type ChildProcess, spawn } from 'node:child_process';

interface EncoderOptions {
  readonly ffmpegPath: string;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  onChunk(chunk: Uint8Array): void;
  /** It could not be started, or died; `reason` says why. It is tried again. */
  onProblem(reason: string): void;
}

export interface Encoder {
  /** False when the picture was dropped. */
  encode(picture: Uint8Array): boolean;
  /** Closes stdin, then kills. Resolves when the child is gone. */
  stop(): Promise<void>;
}

const restartMinMs = 250;
const restartMaxMs = 8_000;
/** A child that ran this long had started well. */
const wellAfterMs = 5_000;
const killAfterMs = 700;

export function createEncoder(options: EncoderOptions): Encoder {
  let child: ChildProcess | null = null;
  let restartMs = restartMinMs;
  let restartTimer: NodeJS.Timeout | null = null;
  let stopped = false;

  const start = () => {
    const startedMs = performance.now();
    const started = spawn(options.ffmpegPath, encoderArgs(options), {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: smallEnvironment(),
      windowsHide: true,
    });
    child = started;
    let lastLine = '';
    started.stdin.on('error', () => {});
    started.stdout.on('data', (chunk: Uint8Array) => {
      if (!stopped) options.onChunk(chunk);
    });
    started.stderr.on('data', (text: Buffer) => {
      lastLine = text.toString('utf8').trim().split('\n').at(-1)?.slice(0, 300) ?? lastLine;
    });
    let isOver = false;
    const over = (reason: string) => {
      if (isOver) return;
      isOver = true;
      child = null;
      if (stopped) return;
      if (performance.now() - startedMs > wellAfterMs) restartMs = restartMinMs;
      options.onProblem(lastLine === '' ? reason : `${reason}: ${lastLine}`);
      restartTimer = setTimeout(start, restartMs);
      restartMs = Math.min(restartMaxMs, restartMs * 2);
    };
    started.on('error', (error) => over(`the encoder did not start (${error.message})`));
    started.on('exit', (code, signal) => over(`the encoder ended (${signal ?? `code ${code}`})`));
  };
  start();

  return {
    encode: (picture) => {
      const stdin = child?.stdin;
      // One picture on its way is enough: a pipe takes it in pieces, and a second would only be late.
      if (stdin == null || !stdin.writable || stdin.writableLength > 0) return false;
      stdin.write(Buffer.from(picture));
      return true;
    },
    stop: () => {
      stopped = true;
      if (restartTimer !== null) clearTimeout(restartTimer);
      return child === null ? Promise.resolve() : endChild(child);
    },
  };
}

function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.stdin?.end();
    child.kill('SIGTERM');
  });
}

/**
 * NUT's reader hands a picture on as soon as it is there; MPEG-TS and bare H.264 wait for the next. A key frame a second lets
 * whoever joins see a picture at once. Constant quality 20 is about 0.8 Mbit/s a camera.
 */
function encoderArgs({ width, height, fps }: EncoderOptions): string[] {
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'error', '-threads', '1', '-filter_threads', '1'],
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size', `${width}x${height}`, '-framerate', String(fps)],
    ...['-probesize', '32', '-analyzeduration', '0', '-i', 'pipe:0'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-crf', '20', '-g', String(fps), '-threads', '1'],
    ...['-fps_mode', 'passthrough', '-f', 'nut', '-flush_packets', '1', 'pipe:1'],
  ];
}

/** What ffmpeg may see: no secret of the station. */
function smallEnvironment(): NodeJS.ProcessEnv {
  const { PATH, LD_LIBRARY_PATH, SystemRoot } = process.env;
  return { PATH, LD_LIBRARY_PATH, SystemRoot, LC_ALL: 'C' };
}
