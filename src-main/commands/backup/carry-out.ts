/** What `npm run backup` does at a door: a copy now, the list, an archive to carry away, a restore. In: the door, what was asked. Out: lines for a person. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { BackupsReply } from '../../../src-contract/api/backups.ts';
import type { RestoreSource } from '../../../src-contract/domain/backup.ts';
import { type BackupDoor, type JobEnd, jobEnd } from './door.ts';
import { requireFree, saveArchive } from './save-archive.ts';
import { checkedText, holdsText, listText } from './words.ts';

export interface Desk {
  readonly door: BackupDoor;
  readonly say: (line: string) => void;
  /** What is under way just now. */
  readonly onStep: (step: string) => void;
}

export async function list({ door, say }: Desk): Promise<void> {
  say(listText(await door.state()));
}

/** Returns its id. */
export async function makeNow({ door, say, onStep }: Desk): Promise<string> {
  const before = new Set((await door.state()).backups.map(({ id }) => id));
  await door.make();
  await jobEnd(door, onStep);
  const made = (await door.state()).backups.find(({ id }) => !before.has(id));
  if (made === undefined) throw new Error('no backup was made: somebody cancelled it');
  say(`made ${made.id}${made.holds === null ? '' : `: ${holdsText(made.holds)}`}`);
  return made.id;
}

/** Of the station as it is now; the copy that it is made from stays only on the way. */
export async function save(desk: Desk, path: string, passphrase: string): Promise<void> {
  const { door, say, onStep } = desk;
  requireFree(path);
  const id = await makeNow(desk);
  try {
    await door.pack(id, passphrase);
    const end = await jobEnd(door, onStep);
    if (end.state !== 'packed') throw new Error('nothing was packed: somebody cancelled it');
    await saveArchive(await door.archive(), path);
    say(`saved ${path}, ${(end.bytes / 1e6).toFixed(1)} MB, sealed; without its passphrase nobody can open it`);
  } finally {
    await door.cancel();
    await door.remove(id);
  }
}

export interface RestoreOrder {
  /** A file, or the id of one that is listed. */
  readonly what: string;
  readonly passphrase: () => Promise<string>;
  /** The station's name as somebody typed it. */
  readonly confirm: (stationName: string) => Promise<string>;
}

/** Returns whether a site came with it. */
export async function restore({ door, say, onStep }: Desk, order: RestoreOrder): Promise<{ readonly withSite: boolean }> {
  const from = sourceOf(await door.state(), order.what);
  if (from === 'upload') {
    const passphrase = await order.passphrase();
    await door.send(order.what);
    await door.check({ from, name: basename(order.what), passphrase });
  } else await door.check({ from, name: idOf(order.what) });
  const candidate = await checked(door, onStep);
  say(checkedText(candidate));
  try {
    await door.restore(await order.confirm(candidate.station.name));
  } catch (error) {
    await door.cancel();
    throw error;
  }
  return { withSite: candidate.with_site };
}

const idOf = (what: string): string => basename(what, '.db');

function sourceOf({ backups, set_aside }: BackupsReply, what: string): RestoreSource {
  if (backups.some(({ id }) => id === idOf(what))) return 'backup';
  if (set_aside.some(({ id }) => id === what)) return 'set-aside';
  if (existsSync(what)) return 'upload';
  throw new Error(
    `there is neither a file ${what} nor a backup of that name; "npm run backup -- list" names those that are here`,
  );
}

async function checked(door: BackupDoor, onStep: (step: string) => void): Promise<Extract<JobEnd, { state: 'checked' }>> {
  const end = await jobEnd(door, onStep);
  if (end.state !== 'checked') throw new Error('nothing was checked: somebody cancelled it');
  return end;
}
