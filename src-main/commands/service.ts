/**
 * `npm run service -- install|uninstall|status|print|admin`: the headless station as a service of systemd. In: the command line. Out: lines
 * for a person; exit code 0 done, 1 refused or degraded, 2 the station doesn't answer.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runningOrigin } from '../access/running-note.ts';
import { findAppFiles } from '../composition/app-files.ts';
import { errorText } from '../errors.ts';
import { askNewSecret, secretFromFile } from './ask-secret.ts';
import { install, uninstall } from './service/install.ts';
import { type Machine, thisMachine } from './service/machine.ts';
import { installed, planService } from './service/plan.ts';
import { askStatus } from './service/status.ts';
import { createStationClient } from './station-client.ts';
import { until } from './until.ts';

const usage = `Usage: npm run service -- install | uninstall | status | print | admin NAME [options]
  install         the station runs as a service of systemd, from the start of the machine on; a second time changes what is new
  uninstall       it doesn't any more; its data and settings stay
  status          how it is, for monitors too: 0 well, 1 a part is degraded, 2 a part is down or nothing answers
  print           the unit's text (with "npm run --silent", that alone)
  admin NAME      an account of an administrator, to sign in with; its password is asked for
  --data DIR      the data folder (/var/lib/kavach)
  --site SITE     the station's site file, or a site that ships; needed at the first install
  --user NAME     whom it runs as (kavach); made where there is none
  --port N        the port of the page and the LAN interface (8000)
  --password-file F   for admin: the password is the first line of F, which is yours alone`;

const string = { type: 'string' } as const;
const options = {
  ...{ data: string, site: string, user: string, port: string, 'password-file': string },
  help: { type: 'boolean' },
} as const;
type Values = ReturnType<typeof readArgs>['values'];

function readArgs() {
  return parseArgs({ args: process.argv.slice(2), options, allowPositionals: true });
}

const startLimitMs = 90_000;

async function main(): Promise<number> {
  const { values, positionals } = readArgs();
  const [verb, name, ...more] = positionals;
  if (values.help === true || more.length > 0 || (verb === 'admin') !== (name !== undefined)) return wrong();
  const machine = thisMachine();
  switch (verb) {
    case 'install':
      return await installHere(values, machine);
    case 'uninstall':
      requireRoot();
      uninstall(machine, installed(machine).dataFolder, say);
      return 0;
    case 'print':
      process.stdout.write(planService(values, machine, findAppFiles(import.meta.dirname)).unit);
      return 0;
    case 'status':
      return await status(values, machine);
    case 'admin':
      return await makeAdmin(name ?? '', values, machine);
    default:
      return wrong();
  }
}

function wrong(): number {
  process.stderr.write(`${usage}\n`);
  return 1;
}

function requireRoot(): void {
  if (process.platform !== 'linux')
    throw new Error('systemd is a part of Linux: here, start the station with "npm start -- --headless"');
  if (process.getuid?.() !== 0) throw new Error('only root may do this: say "sudo npm run service -- …"');
}

async function installHere(values: Values, machine: Machine): Promise<number> {
  requireRoot();
  const plan = planService(values, machine, findAppFiles(import.meta.dirname));
  if (!(await install(plan, machine, say))) return 1;
  const now = await until('an answer of the station', startLimitMs, async () => {
    const answer = await askStatus(originOf(values, machine), plan.dataFolder);
    return answer.answers ? answer : null;
  });
  now.lines.forEach(say);
  say('its log: journalctl -u kavach; the first account: npm run service -- admin NAME');
  return 0;
}

function dataFolderOf(values: Values, machine: Machine): string {
  return values.data ?? installed(machine).dataFolder ?? '/var/lib/kavach';
}

/** What is told wins; else what the station itself has noted. */
function originOf(values: Values, machine: Machine): string {
  const noted = values.port === undefined ? runningOrigin(dataFolderOf(values, machine)) : null;
  return noted ?? `http://127.0.0.1:${values.port ?? installed(machine).settings['PORT'] ?? 8000}`;
}

async function status(values: Values, machine: Machine): Promise<number> {
  const { code, lines } = await askStatus(originOf(values, machine), dataFolderOf(values, machine));
  lines.forEach(say);
  if (machine.hasSystemd) say(`systemd: ${machine.run('systemctl', ['is-active', 'kavach.service']).output}`);
  return code;
}

/** The welcome with its link goes nowhere in a service, so this is the way in. */
async function makeAdmin(username: string, values: Values, machine: Machine): Promise<number> {
  const file = values['password-file'];
  const instead =
    'nobody can be asked for a password here: write it into a file that is yours alone, and name it with --password-file';
  const password = file === undefined ? await askNewSecret(`Password for ${username}`, instead) : secretFromFile(file);
  const station = createStationClient(originOf(values, machine), dataFolderOf(values, machine));
  await station.send('POST', '/api/auth/register', z.unknown(), { username, password, role: 'admin' });
  say(`${username} signs in at ${station.origin} as an administrator`);
  return 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`service: ${errorText(error)}\n`);
  process.exitCode = 1;
}
