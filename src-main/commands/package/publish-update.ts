/**
 * Puts the installers of a station into its folder of a feed: the files first, then what describes them, signed. In: what was made, the feed,
 * the key. Out: the paths. Whoever looks meanwhile finds the feed as it was or as it is; versions before stay, so that a station can have its
 * own again.
 */
import { type KeyObject, sign } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { compareVersions, type SignedUpdate, signedUpdate, updateName } from '../../../src-contract/update-feed.ts';
import { nameDurably } from '../../evidence/durable-file.ts';
import { sha512OfFile } from '../../sha512-file.ts';
import { PackageError } from './options.ts';

export interface MadeUpdate extends Pick<SignedUpdate, 'version' | 'station' | 'system' | 'processor'> {
  /** All that the builder made; what is no installer is left out. */
  readonly files: readonly string[];
  readonly nowMs: number;
}

const installers = /\.(AppImage|deb|rpm|exe|zip|dmg)$/;

export async function publishUpdate(made: MadeUpdate, feed: string, key: KeyObject): Promise<string[]> {
  const files = made.files.filter((file) => installers.test(file));
  const folder = join(feed, made.station);
  await requireNewer(made, feed);
  await mkdir(folder, { recursive: true });
  const described = [];
  for (const file of files) {
    await writeAs(join(folder, basename(file)), (part) => copyFile(file, part));
    described.push({ url: basename(file), sha512: await sha512OfFile(file), size: (await stat(file)).size });
  }
  const { version, station, system, processor, nowMs } = made;
  const update = { version, files: described, releaseDate: new Date(nowMs).toISOString(), station, system, processor };
  const text = stringify(signedUpdate.parse(update));
  const names = [version, 'latest'].map((one) => updateName(one, made));
  for (const name of names) await writeSigned(folder, name, text, key);
  return [...files.map((file) => basename(file)), ...names].map((name) => join(folder, name));
}

/** A station refuses a step back, and what it has fetched must not change under its name. Throws PackageError. */
export async function requireNewer(update: Omit<MadeUpdate, 'files' | 'nowMs'>, feed: string): Promise<void> {
  const { version, station } = update;
  const folder = join(feed, station);
  if (existsSync(join(folder, updateName(version, update))))
    throw new PackageError(`version ${version} is in ${folder} already: raise the version in package.json`);
  const latest = join(folder, updateName('latest', update));
  if (!existsSync(latest)) return;
  const there = signedUpdate.parse(parse(await readFile(latest, 'utf8'))).version;
  if (compareVersions(version, there) < 0)
    throw new PackageError(`${folder} has version ${there}, and ${version} is older: raise the version in package.json`);
}

/** The signature first, with the one before it: so that each of the two descriptions is a signed one. */
async function writeSigned(folder: string, name: string, text: string, key: KeyObject): Promise<void> {
  const signatureFile = join(folder, `${name}.sig`);
  const [before] = existsSync(signatureFile) ? (await readFile(signatureFile, 'utf8')).split('\n') : [];
  const signature = sign(null, Buffer.from(text), key).toString('base64');
  await writeText(signatureFile, `${[signature, before ?? ''].join('\n').trim()}\n`);
  await writeText(join(folder, name), text);
}

function writeText(path: string, text: string): Promise<void> {
  return writeAs(path, async (part) => {
    const file = await open(part, 'w');
    await file.writeFile(text);
    await file.close();
  });
}

/** `write` makes the file under the name that it gets; then it gets its own. */
async function writeAs(path: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = `${path}.part`;
  await write(part);
  await nameDurably(await open(part, 'r+'), part, path);
}
