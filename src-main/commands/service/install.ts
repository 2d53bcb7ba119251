/**
 * Puts the station under systemd, takes it out again. In: the plan, the machine, root's rights. Out: what was done, a line each; a second
 * time changes nothing. The data, the settings and the user stay when the service goes.
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { lockDataFolder } from '../../access/data-lock.ts';
import { withSettings } from './environment-file.ts';
import { type Machine, runOrFail } from './machine.ts';
import type { ServicePlan } from './plan.ts';
import { unitName } from './unit.ts';

export type Say = (line: string) => void;

/** Returns whether it was started. */
export async function install(plan: ServicePlan, machine: Machine, say: Say): Promise<boolean> {
  const owner = makeUser(plan, machine, say);
  await makeData(plan, machine, owner, say);
  requireReadable(plan, machine, owner);
  const { environmentFile, unitFile, hasSystemd } = machine;
  const had = existsSync(environmentFile) ? readFileSync(environmentFile, 'utf8') : null;
  const changed = [
    put(environmentFile, withSettings(had, plan.settings), 0o600, say),
    put(unitFile, plan.unit, 0o644, say),
  ].includes(true);
  verifyUnit(machine, say);
  if (hasSystemd) runOrFail(machine, 'systemctl', ['daemon-reload']);
  runOrFail(machine, 'systemctl', ['enable', unitName]);
  if (!hasSystemd) {
    say(
      'NOT STARTED: systemd does not run on this machine (a container?). The unit is in place and begins with a start under systemd.',
    );
    return false;
  }
  runOrFail(machine, 'systemctl', [changed ? 'restart' : 'start', unitName]);
  say(changed ? `${unitName} was started, and starts with the machine` : `${unitName} was installed like this already; it runs`);
  return true;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

function makeUser({ user, dataFolder }: ServicePlan, machine: Machine, say: Say): Owner {
  if (machine.run('id', ['-u', user]).code !== 0) {
    const home = ['--home-dir', dataFolder, '--no-create-home', '--shell', '/usr/sbin/nologin'];
    runOrFail(machine, 'useradd', ['--system', '--user-group', ...home, user]);
    say(`the user ${user} was made`);
  }
  const number = (flag: string): number => Number(runOrFail(machine, 'id', [flag, user]));
  return { uid: number('-u'), gid: number('-g') };
}

/** Whatever else lies in a folder would change hands with it. */
const ofStations = ['kavach.db', 'site.yaml', 'admin.key', 'restore'];

async function makeData({ dataFolder }: ServicePlan, machine: Machine, { uid, gid }: Owner, say: Say): Promise<void> {
  if (!existsSync(dataFolder)) {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    say(`${dataFolder} was made`);
  }
  const inside = readdirSync(dataFolder);
  if (inside.length > 0 && !inside.some((name) => ofStations.includes(name)))
    throw new Error(`${dataFolder} holds something else than a station's data: name another folder with --data DIR`);
  if (machine.run('systemctl', ['is-active', '--quiet', unitName]).code !== 0) (await lockDataFolder(dataFolder))();
  runOrFail(machine, 'chown', ['-R', `${uid}:${gid}`, dataFolder]);
  chmodSync(dataFolder, 0o700);
}

const readThem = 'for (const path of process.argv.slice(1)) require("node:fs").accessSync(path, 4)';

/** As the user that it will run as: a tree in somebody's home is often closed to others. */
function requireReadable({ node, main, siteFile, user }: ServicePlan, machine: Machine, owner: Owner): void {
  const paths = [main, ...(siteFile === null ? [] : [siteFile])];
  const { code, output } = machine.run(node, ['-e', readThem, ...paths], owner);
  if (code === 0) return;
  const why = /EACCES[^\n]*|ENOENT[^\n]*/.exec(output)?.[0] ?? output;
  throw new Error(
    `the user ${user} can't run ${node} with ${paths.join(' and ')} (${why}): put them where others may read, e.g. /opt`,
  );
}

/** Returns whether it was another before. */
function put(path: string, text: string, mode: number, say: Say): boolean {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
  chmodSync(path, mode);
  say(`${path} was written`);
  return true;
}

function verifyUnit(machine: Machine, say: Say): void {
  const { code, output } = machine.run('systemd-analyze', ['verify', machine.unitFile]);
  if (output !== '') say(`systemd-analyze verify ${code === 0 ? 'notes' : 'finds fault'}: ${output}`);
}

export function uninstall(machine: Machine, dataFolder: string | null, say: Say): void {
  const { unitFile, environmentFile, hasSystemd } = machine;
  if (!existsSync(unitFile)) {
    say('no service of Kavach is installed here');
    return;
  }
  runOrFail(machine, 'systemctl', ['disable', ...(hasSystemd ? ['--now'] : []), unitName]);
  rmSync(unitFile);
  if (hasSystemd) runOrFail(machine, 'systemctl', ['daemon-reload']);
  say(`${unitName} was stopped and removed; ${environmentFile} and the data in ${dataFolder ?? 'its folder'} stay`);
}
