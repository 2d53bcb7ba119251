/** One ffmpeg that works on a file: an argument list, no shell, a small environment; its end is awaited and what it said explains it. */
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { errorText } from '../../errors.ts';

export interface FfmpegRun {
  readonly output: Readable;
  readonly input: Writable;
  /** Rejects with what ffmpeg said when it fails or is cancelled. */
  readonly ended: Promise<void>;
}

const quiet = ['-hide_banner', '-nostats', '-loglevel', 'error', '-threads', '1', '-filter_threads', '1'];
const passedEnvironment = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'TMPDIR', 'TEMP'];
const keptText = 2000;

export function runFfmpeg(path: string, args: readonly string[], signal: AbortSignal): FfmpegRun {
  const env = Object.fromEntries(
    passedEnvironment.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
  const child = spawn(path, [...quiet, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env,
    windowsHide: true,
    signal,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-keptText);
  });
  // Whoever reads or writes learns of a broken pipe by the end of the process.
  child.stdin.on('error', () => {});
  const ended = new Promise<void>((done, failed) => {
    child.once('error', (error) => failed(new Error(`ffmpeg: ${errorText(error)}`)));
    child.once('close', (code) =>
      code === 0 ? done() : failed(new Error(`ffmpeg ended with ${code ?? 'a signal'}: ${said.trim()}`)),
    );
  });
  // Awaited later; until then a failure is nobody's unhandled one.
  ended.catch(() => undefined);
  return { output: child.stdout, input: child.stdin, ended };
}
