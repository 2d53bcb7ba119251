/** How the program that runs can be exchanged, told by how it was installed. Null: by a person with its own installer. */
import { spawnSync } from 'node:child_process';
import type { UpdateSettings } from '../../../../src-contract/update-feed.ts';
import type { Log } from '../../../log.ts';
import type { ElectronParts } from '../../electron-parts.ts';
import { appImageWay } from './app-image-way.ts';
import { debWay } from './deb-way.ts';
import type { InstallWay } from './install-way.ts';

interface WayOptions {
  readonly app: Pick<ElectronParts['app'], 'releaseSingleInstanceLock' | 'relaunch'>;
  readonly settings: UpdateSettings;
  /** In use. */
  readonly version: string;
  /** Of `state.json`. */
  readonly folder: string;
  readonly log: Log;
}

export function findWay({ app, settings, version, folder, log }: WayOptions): InstallWay | null {
  const args = process.argv.slice(1);
  // Said by an AppImage of the file that it was started from.
  const image = process.env['APPIMAGE'];
  if (image !== undefined) return appImageWay({ program: image, args, folder, release: () => app.releaseSingleInstanceLock() });
  const program = process.execPath;
  if (!isOfDeb(program)) return null;
  return debWay({ program, args, settings, version, folder, relaunch: () => app.relaunch(), log });
}

function isOfDeb(program: string): boolean {
  return process.platform === 'linux' && spawnSync('dpkg-query', ['--search', program]).status === 0;
}
