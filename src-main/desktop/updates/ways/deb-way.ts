/**
 * A Debian package: dpkg exchanges its files, by electron-updater, which asks for the rights that it needs. Whatever dpkg is cut off in, the
 * package of the version in use lies ready to be installed over it; without that there is no exchange. What runs meanwhile has its files open.
 */
import { join } from 'node:path';
import type { UpdateSettings } from '../../../../src-contract/update-feed.ts';
import { errorText } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import { sha512OfFile } from '../../../sha512-file.ts';
import type { FetchedUpdate, InstallWay } from './install-way.ts';

interface DebOptions extends Pick<InstallWay, 'program' | 'args'> {
  readonly settings: UpdateSettings;
  /** In use. */
  readonly version: string;
  /** Of `state.json`. */
  readonly folder: string;
  /** Starts the desktop anew once this process has ended. */
  readonly relaunch: () => void;
  readonly log: Log;
}

export function debWay({ program, args, settings, version, folder, relaunch, log }: DebOptions): InstallWay {
  const previous = join(folder, 'previous/installer.deb');
  let ready: FetchedUpdate | null = null;
  const install = async (file: string): Promise<void> => {
    // Loaded when there is something to install: a desktop doesn't wait for it at its start.
    const { installDeb } = await import('./install-deb.ts');
    installDeb(file, { folder, version, log });
  };
  return {
    ...{ ending: 'deb', program, args, needsPerson: true },
    async layReady(update) {
      const { keepDeb } = await import('./keep-deb.ts');
      await keepDeb(settings, version, previous).catch((error: unknown) => {
        throw new Error(`version ${version} could not be put back from its feed; publish it there, too (${errorText(error)})`);
      });
      if ((await sha512OfFile(update.file)) !== update.sha512) throw new Error('the file was changed after it had been fetched');
      ready = update;
    },
    async dropReady() {
      ready = null;
    },
    async exchange() {
      if (ready === null) throw new Error('no package lies ready');
      await install(ready.file);
    },
    // dpkg has unpacked nothing, or says itself what it left.
    undo: async () => undefined,
    putBack: () => install(previous),
    handOver: async () => relaunch(),
  };
}
