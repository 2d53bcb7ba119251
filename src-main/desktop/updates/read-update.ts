/**
 * One description of an update in a feed, believed only once its signature by the installed key holds. In: the feed, the name of the
 * description, whom the update must be for. Out: what it says; throws UpdateRefused for one that must not be installed here.
 */
import { verify } from 'node:crypto';
import { parse } from 'yaml';
import { type SignedUpdate, signedUpdate } from '../../../src-contract/update-feed.ts';
import type { FeedExecutor } from './feed-executor.ts';
import { UpdateRefused } from './update-refused.ts';

export interface Feed {
  readonly executor: FeedExecutor;
  /** The station's own folder, with a slash behind it. */
  readonly base: URL;
  /** PEM. */
  readonly publicKey: string;
  /** Whom updates must be for. */
  readonly own: Pick<SignedUpdate, 'station' | 'system' | 'processor'>;
}

const mostDescriptionBytes = 65_536;
const mostSignatureBytes = 4096;

export async function readUpdate({ executor, base, publicKey, own }: Feed, name: string): Promise<SignedUpdate> {
  const text = await executor.readText(new URL(name, base), mostDescriptionBytes);
  const signatures = await executor.readText(new URL(`${name}.sig`, base), mostSignatureBytes);
  // While a feed is published its signature stands beside the one before it.
  if (!signatures.split('\n').some((signature) => isSigned(text, signature, publicKey)))
    throw new UpdateRefused('not-signed', `${name} is not signed by the key that this station was installed with`);
  const update = parseUpdate(text, name);
  if (update.station !== own.station)
    throw new UpdateRefused('other-station', `${name} is for the station ${update.station}, and this one is ${own.station}`);
  if (update.system !== own.system || update.processor !== own.processor)
    throw new UpdateRefused('other-system', `${name} is for ${update.system} ${update.processor}, and this is another system`);
  return update;
}

function isSigned(text: string, signature: string, publicKey: string): boolean {
  return signature.trim() !== '' && verify(null, Buffer.from(text), publicKey, Buffer.from(signature.trim(), 'base64'));
}

function parseUpdate(text: string, name: string): SignedUpdate {
  try {
    return signedUpdate.parse(parse(text));
  } catch (error) {
    throw new UpdateRefused('unreadable', `${name} can't be read: ${String(error)}`);
  }
}
