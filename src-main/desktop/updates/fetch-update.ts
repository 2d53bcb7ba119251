/**
 * Looks for an update in the station's feed and fetches it, by electron-updater: which version is newer, what was fetched before, hashes.
 * In: the feed, the version in use, what of earlier updates is known. Out: an installer whose hash is the signed one, or null when there is
 * nothing new; throws UpdateRefused, or what went wrong on the way.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdateInfo } from 'builder-util-runtime';
import { AppImageUpdater, type AppUpdater, Provider, type ResolvedUpdateFileInfo } from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import { compareVersions, type SignedUpdate, updateName } from '../../../src-contract/update-feed.ts';
import { errorText } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { type Feed, readUpdate } from './read-update.ts';
import { UpdateRefused } from './update-refused.ts';
import { fetchedName } from './update-state.ts';

export interface FetchedUpdate {
  readonly version: string;
  readonly file: string;
  /** Base64. */
  readonly sha512: string;
}

export interface FetchOptions {
  readonly feed: Feed;
  /** In use. */
  readonly version: string;
  /** Where electron-updater keeps what it fetches. */
  readonly folder: string;
  readonly log: Log;
}

/** Of earlier looks. */
export interface KnownVersions {
  /** The newest that the feed has ever named; null before the first. */
  readonly newestSeen: string | null;
  /** Gone back from: not offered again. */
  readonly refused: readonly string[];
}

/** What the feed has, be it new or not; `onSeen`: of its version, once it is known to be signed and no step back. */
export async function findUpdate(
  { feed, version }: Pick<FetchOptions, 'feed' | 'version'>,
  { newestSeen }: KnownVersions,
  onSeen: (version: string) => void,
): Promise<SignedUpdate> {
  const update = await readUpdate(feed, updateName('latest', feed.own));
  for (const earlier of [version, newestSeen ?? version])
    if (compareVersions(update.version, earlier) < 0)
      throw new UpdateRefused('older', `the feed offers ${update.version}, and ${earlier} was here before`);
  onSeen(update.version);
  return update;
}

export async function fetchUpdate(
  options: FetchOptions,
  known: KnownVersions,
  onSeen: (version: string) => void,
): Promise<FetchedUpdate | null> {
  const updater = makeUpdater(options, () => findUpdate(options, known, onSeen));
  updater.isUpdateSupported = (info) => !known.refused.includes(info.version);
  const found = await updater.checkForUpdates();
  if (found === null || !found.isUpdateAvailable) return null;
  const [file] = await updater.downloadUpdate(found.cancellationToken).catch((error: unknown) => {
    const isDamaged = (error as NodeJS.ErrnoException).code === 'ERR_CHECKSUM_MISMATCH';
    throw isDamaged ? new UpdateRefused('damaged', errorText(error)) : error;
  });
  const info = found.updateInfo.files.find(({ url }) => url.endsWith('.AppImage'));
  if (file === undefined || info === undefined) throw new Error('the update holds no AppImage');
  return { version: found.updateInfo.version, file, sha512: info.sha512 };
}

/** One that knows nothing of Electron, and is asked nothing but to look and to fetch. */
function makeUpdater({ feed, version, folder, log }: FetchOptions, read: () => Promise<SignedUpdate>): AppUpdater {
  mkdirSync(folder, { recursive: true });
  const configPath = join(folder, 'app-update.yml');
  writeFileSync(configPath, `updaterCacheDirName: ${fetchedName}\n`);
  const updater: AppUpdater = new AppImageUpdater(null, {
    ...{ version, name: 'kavach', isPackaged: true, appUpdateConfigPath: configPath },
    ...{ userDataPath: folder, baseCachePath: folder },
    ...{ whenReady: () => Promise.resolve(), relaunch: () => undefined, quit: () => undefined, onQuit: () => undefined },
  });
  updater.logger = {
    info: (text: unknown) => log.debug({ text }, 'electron-updater'),
    warn: (text: unknown) => log.warn({ text }, 'electron-updater'),
    error: (text: unknown) => log.warn({ text }, 'electron-updater failed'),
  };
  Object.assign(updater, { httpExecutor: feed.executor });
  Object.assign(updater, { autoDownload: false, autoInstallOnAppQuit: false, disableDifferentialDownload: true });
  updater.setFeedURL({ provider: 'custom', updateProvider: providerOf(read, feed.base) });
  return updater;
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
