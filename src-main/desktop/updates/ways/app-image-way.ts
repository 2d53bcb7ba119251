/**
 * An AppImage, one file: copied beside the one in use, then renamed over it. electron-updater's own way unlinks before it moves, and a kill in
 * between leaves nothing to start. The earlier file is kept, and guards the trial of the newer one.
 */
import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { startProgram } from '../go-back.ts';
import { guardWord } from '../guard-order.ts';
import { copyBeside, dropReady, nameReady, previousProgram } from '../place-program.ts';
import type { InstallWay } from './install-way.ts';

interface AppImageOptions extends Pick<InstallWay, 'program' | 'args'> {
  /** Of `state.json`. */
  readonly folder: string;
  /** Lets another process be the desktop. */
  readonly release: () => void;
}

export function appImageWay({ program, args, folder, release }: AppImageOptions): InstallWay {
  const previous = previousProgram(folder);
  const putBack = (): Promise<void> => putPreviousBack(folder, program);
  return {
    ...{ ending: 'AppImage', program, args, needsPerson: false, putBack, undo: putBack },
    async layReady({ file, sha512 }) {
      requireWritable(dirname(program));
      await copyBeside(program, previous);
      await nameReady(previous);
      if ((await copyBeside(file, program)) !== sha512) throw new Error('the file was changed after it had been fetched');
    },
    dropReady: () => dropReady(program),
    exchange: () => nameReady(program),
    async handOver(isOnTrial) {
      if (!isOnTrial) release();
      const words = isOnTrial ? [guardWord({ folder, after: process.pid })] : [];
      await startProgram(isOnTrial ? previous : program, [...args, ...words]);
    },
  };
}

export async function putPreviousBack(folder: string, program: string): Promise<void> {
  await copyBeside(previousProgram(folder), program);
  await nameReady(program);
}

function requireWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Error(`this user may not write to ${folder}, where the program lies: move it to a folder of the user's own`);
  }
}
