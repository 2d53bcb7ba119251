/** The folder of this station in its feed. In: the installer's settings. Out: the feed, as it is read; nothing is asked of it yet. */
import { pathToFileURL } from 'node:url';
import { processors, systems } from '../../../src-contract/domain/program-systems.ts';
import type { UpdateSettings } from '../../../src-contract/update-feed.ts';
import { FeedExecutor } from './feed-executor.ts';
import type { Feed } from './read-update.ts';

export function stationFeed({ from, ca, public_key, station }: UpdateSettings): Feed {
  const root = from.startsWith('https://') ? new URL(from.endsWith('/') ? from : `${from}/`) : pathToFileURL(`${from}/`);
  const system = systems.find((one) => one === process.platform);
  const processor = processors.find((one) => one === process.arch);
  if (system === undefined || processor === undefined) throw new Error('no installers are made for this system');
  return {
    executor: new FeedExecutor(ca),
    base: new URL(`${encodeURIComponent(station)}/`, root),
    publicKey: public_key,
    own: { station, system, processor },
  };
}
