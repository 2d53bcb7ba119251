/**
 * One ffmpeg child: an argument list, no shell, a small environment; pictures from pipe:1, the wall's stream from pipe:3,
 * stderr drained line by line. It ends by itself or by `end`, and says so exactly once. When to start it again is camera.ts's.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { errorText } from '../errors.ts';
import { createLineReader } from './line-reader.ts';

export interface FfmpegChildOptions {
  readonly path: string;
  readonly args: readonly string[];
  /** Gives ffmpeg its input on stdin: called once with where to write, returns how to stop. */
  readonly feed: ((write: (chunk: Uint8Array) => void) => () => void) | null;
  /** Between SIGTERM and SIGKILL. */
  readonly killAfterMs: number;
  onPictures(chunk: Uint8Array): void;
  onWall(chunk: Uint8Array): void;
  onLine(line: string): void;
  /** Once, after the last bytes. `spawnError` when the program could not be started at all. */
  onEnd(end: { readonly spawnError: string | null }): void;
}

export interface FfmpegChild {
  /** SIGTERM, then SIGKILL. Resolves when the process is gone. */
  end(): Promise<void>;
}

/** What ffmpeg may see: no proxy settings (a camera is on the LAN), no secret of the station. */
const passedEnvironment = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'TMPDIR', 'TEMP'];
/** A demo feed that ffmpeg doesn't read waits up to this; half a stream can't be mended, so the child is then ended. */
const maxStdinBytes = 8 * 1024 * 1024;
/** After the process is gone, for bytes still in its pipes (a grandchild could hold them open for ever). */
const drainMs = 300;

export function startFfmpeg(options: FfmpegChildOptions): FfmpegChild {
  const child = spawn(options.path, options.args, {
    stdio: [options.feed === null ? 'ignore' : 'pipe', 'pipe', 'pipe', 'pipe'],
    env: smallEnvironment(process.env),
    windowsHide: true,
  });
  let stopFeed = (): void => {};
  let spawnError: string | null = null;
  const ended = new Promise<void>((resolve) => {
    const once = (): void => resolve();
    child.once('close', once);
    child.once('exit', () => setTimeout(once, drainMs).unref());
    child.once('error', (error) => {
      spawnError = errorText(error);
      if (child.pid === undefined) once();
    });
  });
  ended.then(() => {
    stopFeed();
    for (const stream of child.stdio) stream?.destroy();
    options.onEnd({ spawnError });
  });
  read(child.stdout, options.onPictures);
  read(child.stdio[3] as Readable | null, options.onWall);
  read(child.stderr, createLineReader(options.onLine));
  const end = (): Promise<void> => endProcess(child, options.killAfterMs).then(() => ended);
  if (options.feed !== null) stopFeed = feedStdin(child, options.feed, end);
  return { end };
}

function read(stream: Readable | null, onData: (chunk: Uint8Array) => void): void {
  stream?.on('data', onData);
  // A pipe that breaks is followed by the process's end, which is what counts.
  stream?.on('error', () => {});
}

function feedStdin(
  child: ChildProcess,
  feed: (write: (chunk: Uint8Array) => void) => () => void,
  end: () => Promise<void>,
): () => void {
  const stdin = child.stdin;
  if (stdin === null) return () => {};
  stdin.on('error', () => {});
  return feed((chunk) => {
    if (!stdin.writable) return;
    if (stdin.writableLength > maxStdinBytes) void end();
    else stdin.write(chunk);
  });
}

/** SIGTERM, and SIGKILL when that isn't heeded. Resolves when the process is gone; at once when it is already. */
export function endProcess(child: ChildProcess, killAfterMs: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

function smallEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const passed = passedEnvironment.filter((name) => env[name] !== undefined).map((name) => [name, env[name]]);
  return { ...Object.fromEntries(passed), LC_ALL: 'C', AV_LOG_FORCE_NOCOLOR: '1' };
}
