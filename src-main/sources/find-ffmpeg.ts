/** Where ffmpeg is: KAVACH_FFMPEG, else the PATH. That it is missing is a value, so that a station without it still starts. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type FfmpegProgram =
  | { readonly kind: 'found'; readonly path: string }
  /** `reason` says what to do; it becomes every camera's. */
  | { readonly kind: 'missing'; readonly reason: string };

export function findFfmpeg(env: Readonly<Record<string, string | undefined>>): FfmpegProgram {
  const named = env['KAVACH_FFMPEG'];
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return { kind: 'found', path: named };
    return { kind: 'missing', reason: `KAVACH_FFMPEG names ${named}, which is not a program; correct it or unset it` };
  }
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = folders.map((folder) => join(folder, name)).find(isProgram);
  if (found !== undefined) return { kind: 'found', path: found };
  return { kind: 'missing', reason: 'ffmpeg is missing: apt-get install ffmpeg, or name it in KAVACH_FFMPEG' };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
