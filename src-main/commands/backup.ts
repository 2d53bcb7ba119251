/**
 * `npm run backup -- now|list|verify|save|restore`: the backups of a station, whether it runs or not, on this machine or a new one. In: the
 * command line. Out: lines for a person; exit code 0 done, 1 refused or no good.
 */
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { leastPassphrase } from '../../src-contract/domain/backup.ts';
import { findAppFiles } from '../composition/app-files.ts';
import { sitesOf } from '../composition/site-profiles.ts';
import { errorText } from '../errors.ts';
import { readStartOptions } from '../settings.ts';
import { askLine, askNewSecret, askSecret, secretFromFile } from './ask-secret.ts';
import { type Desk, list, makeNow, restore, save } from './backup/carry-out.ts';
import { hasStore } from './backup/folder-door.ts';
import { openDoor } from './backup/open-door.ts';
import { isCopy, verifyFile } from './backup/verify-file.ts';
import { holdsText } from './backup/words.ts';

const usage = `Usage: npm run backup -- now | list | verify FILE | save FILE | restore FILE [options]
  now             a copy in the data folder's backups/, read again before it counts
  list            what is there, and what a restore has set aside
  verify FILE     whether a sealed archive or a copy (.db) could be restored; needs no station
  save FILE       the station as it is now, with its site, keys and pictures, sealed under a passphrase
  restore FILE    a sealed archive, or one that is listed, in the place of what the station has, which is set aside
  --data DIR      the station's data folder (that of the demo without it); for a restore, a new one will do
  --site SITE     the station's site file, where the data folder holds none
  --passphrase-file F   the passphrase is the first line of F, which is yours alone; it is asked for without this
  --station NAME  the station's name, to restore without being asked for it`;

const string = { type: 'string' } as const;
const options = {
  ...{ data: string, site: string, 'passphrase-file': string, station: string },
  help: { type: 'boolean' },
} as const;
type Values = ReturnType<typeof readArgs>['values'];

function readArgs() {
  return parseArgs({ args: process.argv.slice(2), options, allowPositionals: true });
}

async function main(): Promise<void> {
  const { values, positionals } = readArgs();
  if (values.help === true) return say(usage);
  const [verb, word, ...more] = positionals;
  const takesFile = verb === 'verify' || verb === 'save' || verb === 'restore';
  const isKnown = takesFile || verb === 'now' || verb === 'list';
  if (!isKnown || more.length > 0 || takesFile !== (word !== undefined)) throw new Error(`Say what to do.\n${usage}`);
  if (verb === 'verify') return verify(resolve(word ?? ''), values);
  const passphrase = verb === 'save' ? await newPassphrase(values) : '';
  const files = findAppFiles(import.meta.dirname);
  const start = readStartOptions(startArgs(values), process.env, sitesOf(files));
  if (start === 'help') return;
  const isNew = !hasStore(start.dataFolder);
  const door = await openDoor(start, files, verb === 'restore');
  const desk: Desk = { door, say, onStep: (step) => process.stderr.write(`backup: ${step}\n`) };
  try {
    if (verb === 'now') await makeNow(desk);
    else if (verb === 'list') await list(desk);
    else if (verb === 'save') await save(desk, resolve(word ?? ''), passphrase);
    else {
      const order = { what: word ?? '', passphrase: () => oldPassphrase(values), confirm: confirmer(values, isNew) };
      const { withSite } = await restore(desk, order);
      say(door.to === 'station' ? 'restored; the station has begun anew' : `restored; ${startText(start.dataFolder, withSite)}`);
    }
  } finally {
    await door.close();
  }
}

function startArgs({ data, site }: Values): string[] {
  return [...(data === undefined ? [] : ['--data', data]), ...(site === undefined ? [] : ['--site', site])];
}

async function verify(file: string, values: Values): Promise<void> {
  if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  const passphrase = isCopy(file) ? null : await oldPassphrase(values);
  const { station, madeMs, facts } = await verifyFile(file, passphrase, findAppFiles(import.meta.dirname));
  const { alarmEvents: alarm_events, incidents, chatMessages: chat_messages, accounts } = facts;
  say(`${basename(file)} is sound: ${station.name} (${station.id}) as of ${new Date(madeMs).toISOString()}`);
  say(`  holds ${holdsText({ alarm_events, incidents, chat_messages, accounts })}`);
}

const instead =
  'nobody can be asked for a passphrase here: write it into a file that is yours alone, and name it with --passphrase-file';

async function oldPassphrase(values: Values): Promise<string> {
  const file = values['passphrase-file'];
  return file === undefined ? await askSecret('Passphrase: ', instead) : secretFromFile(file);
}

async function newPassphrase(values: Values): Promise<string> {
  const file = values['passphrase-file'];
  const passphrase = file === undefined ? await askNewSecret('Passphrase for the archive', instead) : secretFromFile(file);
  if (passphrase.length < leastPassphrase) throw new Error(`a passphrase has at least ${leastPassphrase} characters`);
  return passphrase;
}

/** Where nothing can be lost nobody need be asked. */
function confirmer({ station }: Values, isNew: boolean): (stationName: string) => Promise<string> {
  return async (stationName) => {
    if (isNew) return stationName;
    if (station !== undefined) return station;
    const how = `what the station has is set aside by this: say so with --station "${stationName}"`;
    return await askLine(`Type the station's name to restore it (${stationName}): `, how);
  };
}

/** The copy in the folder says which station it is; where there is none, its own site file must be named. */
function startText(dataFolder: string, withSite: boolean): string {
  const site = withSite ? join(dataFolder, 'site.yaml') : 'FILE (the station’s site file, which the backup has not)';
  return `start the station: npm start -- --data ${dataFolder} --site ${site}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`backup: ${errorText(error)}\n`);
  process.exitCode = 1;
}
