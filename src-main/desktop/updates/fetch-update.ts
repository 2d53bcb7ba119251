/**
 * Looks for an update in the station's feed and fetches it, by electron-updater: which version is newer, what was fetched before, hashes.
 * In: the feed, the version in use, what of earlier updates is known. Out: an installer whose hash is the signed one, or null when there is
 * nothing new; throws UpdateRefused, or what went wrong on the way.
 */
import { compareVersions, type SignedUpdate, updateName } from '../../../src-contract/update-feed.ts';
import { errorText } from '../../errors.ts';
import { makeUpdater, type UpdaterOptions } from './make-updater.ts';
import { readUpdate } from './read-update.ts';
import { UpdateRefused } from './update-refused.ts';
import type { FetchedUpdate } from './ways/install-way.ts';

/** Of earlier looks. */
export interface KnownVersions {
  /** The newest that the feed has ever named; null before the first. */
  readonly newestSeen: string | null;
  /** Gone back from: not offered again. */
  readonly refused: readonly string[];
}

/** What the feed has, be it new or not; `onSeen`: of its version, once it is known to be signed and no step back. */
export async function findUpdate(
  { feed, version }: Pick<UpdaterOptions, 'feed' | 'version'>,
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
  options: UpdaterOptions,
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
  const info = found.updateInfo.files.find(({ url }) => url.endsWith(`.${options.ending}`));
  if (file === undefined || info === undefined) throw new Error(`the update holds no ${options.ending}`);
  return { version: found.updateInfo.version, file, sha512: info.sha512 };
}
