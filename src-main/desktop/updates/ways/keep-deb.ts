/** The package of the version in use, at hand to be installed again. In: its version and the feed. Out: the file, with the signed hash. */
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CancellationToken } from 'builder-util-runtime';
import { type UpdateSettings, updateName } from '../../../../src-contract/update-feed.ts';
import { sha512OfFile } from '../../../sha512-file.ts';
import { readUpdate } from '../read-update.ts';
import { stationFeed } from '../station-feed.ts';

/** Fetches nothing where it lies there from before. Rejects where the feed doesn't have it. */
export async function keepDeb(settings: UpdateSettings, version: string, place: string): Promise<void> {
  const feed = stationFeed(settings);
  const { files } = await readUpdate(feed, updateName(version, feed.own));
  const own = files.find(({ url }) => url.endsWith('.deb'));
  if (own === undefined) throw new Error('the feed holds no deb of it');
  if (existsSync(place) && (await sha512OfFile(place)) === own.sha512) return;
  await mkdir(dirname(place), { recursive: true });
  const options = { sha512: own.sha512, cancellationToken: new CancellationToken() };
  await feed.executor.download(new URL(own.url, feed.base), `${place}.part`, options);
  await rename(`${place}.part`, place);
}
