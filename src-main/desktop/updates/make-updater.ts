/**
 * electron-updater as it is used here: told where it keeps things and what to read, and knowing nothing of Electron. In: the kind of
 * installer, the feed. Out: an updater that is asked to look and to fetch.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdateInfo } from 'builder-util-runtime';
import {
  AppImageUpdater,
  type AppUpdater,
  DebUpdater,
  type Logger,
  Provider,
  type ResolvedUpdateFileInfo,
} from 'electron-updater';
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import type { SignedUpdate } from '../../../src-contract/update-feed.ts';
import type { Log } from '../../log.ts';
import type { Feed } from './read-update.ts';
import { fetchedName } from './update-state.ts';
import type { InstallerEnding } from './ways/install-way.ts';

export interface UpdaterOptions {
  readonly ending: InstallerEnding;
  readonly feed: Feed;
  /** In use. */
  readonly version: string;
  /** Where it keeps what it fetches. */
  readonly folder: string;
  readonly log: Log;
}

const updaters = { AppImage: AppImageUpdater, deb: DebUpdater } satisfies Record<InstallerEnding, unknown>;

/** `read`: what the feed has. */
export function makeUpdater(
  { ending, feed, version, folder, log }: UpdaterOptions,
  read: () => Promise<SignedUpdate>,
): AppUpdater {
  const updater: AppUpdater = new updaters[ending](null, appOf(folder, version));
  updater.logger = loggerOf(log);
  Object.assign(updater, { httpExecutor: feed.executor });
  Object.assign(updater, { autoDownload: false, autoInstallOnAppQuit: false, disableDifferentialDownload: true });
  updater.setFeedURL({ provider: 'custom', updateProvider: providerOf(read, feed.base) });
  return updater;
}

export function appOf(folder: string, version: string): AppAdapter {
  mkdirSync(folder, { recursive: true });
  const configPath = join(folder, 'app-update.yml');
  writeFileSync(configPath, `updaterCacheDirName: ${fetchedName}\n`);
  return {
    ...{ version, name: 'Kavach', isPackaged: true, appUpdateConfigPath: configPath },
    ...{ userDataPath: folder, baseCachePath: folder },
    ...{ whenReady: () => Promise.resolve(), relaunch: () => undefined, quit: () => undefined, onQuit: () => undefined },
  };
}

export function loggerOf(log: Log): Logger {
  return {
    info: (text: unknown) => log.debug({ text }, 'electron-updater'),
    warn: (text: unknown) => log.warn({ text }, 'electron-updater'),
    error: (text: unknown) => log.warn({ text }, 'electron-updater failed'),
  };
}

function providerOf(read: () => Promise<SignedUpdate>, base: URL) {
  return class StationProvider extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }

    override async getLatestVersion(): Promise<UpdateInfo> {
      const { version, files, releaseDate } = await read();
      const [{ url, sha512 } = { url: '', sha512: '' }] = files;
      return { version, files, releaseDate, path: url, sha512 };
    }

    override resolveFiles({ files }: UpdateInfo): ResolvedUpdateFileInfo[] {
      return files.map((info) => ({ url: new URL(info.url, base), info }));
    }
  };
}
