/** The unit, as systemd itself reads it; and the installation of it on a machine whose systemd is only noted, for tests don't run as PID 1. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withSettings } from '../../src-main/commands/service/environment-file.ts';
import { install, uninstall } from '../../src-main/commands/service/install.ts';
import { type Machine, thisMachine } from '../../src-main/commands/service/machine.ts';
import { installed, planService } from '../../src-main/commands/service/plan.ts';
import { unitText } from '../../src-main/commands/service/unit.ts';
import { findAppFiles } from '../../src-main/composition/app-files.ts';
import { stopLimitMs } from '../../src-main/stop-limit.ts';
import { temporaryFolder } from '../store/store-fixture.ts';

const files = findAppFiles(join(import.meta.dirname, '../../src-main'));

interface NotedMachine extends Machine {
  readonly noted: string[];
}

/** Users, owners and files are real; what would reach systemd is noted. */
function notedMachine(hasSystemd = true): NotedMachine {
  const folder = temporaryFolder();
  const noted: string[] = [];
  return {
    ...{ noted, hasSystemd, unitFile: join(folder, 'system/kavach.service'), environmentFile: join(folder, 'etc/kavach.env') },
    run(program, args, as) {
      if (program !== 'systemctl' && program !== 'systemd-analyze')
        return thisMachine().run(program, args, process.getuid?.() === 0 ? as : undefined);
      noted.push([program, args[0]].join(' '));
      return { code: args[0] === 'is-active' ? 3 : 0, output: args[0] === '--version' ? 'systemd 252' : '' };
    },
  };
}

function planned(machine: Machine, options: Parameters<typeof planService>[0]) {
  return { ...planService(options, machine, files), main: join(files.root, 'package.json') };
}

const unit = {
  ...{ node: '/opt/kavach/node', main: '/opt/kavach dadar/main.js', dataFolder: '/var/lib/kavach', siteFile: null },
  ...{ environmentFile: '/etc/kavach/kavach.env', user: 'kavach', stopLimitMs, port: 8000, systemdVersion: 252 },
};

test('the unit gives the station longer to stop than it takes itself, and lets it write into its data alone', () => {
  const text = unitText(unit);
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(text)?.[1]) * 1000).toBeGreaterThan(stopLimitMs);
  expect(text).toMatch(/^ProtectSystem=strict$/m);
  expect(text).toMatch(/^ReadWritePaths="\/var\/lib\/kavach" \/tmp$/m);
  expect(text).toMatch(/^ProtectHome=yes$/m);
  expect(text).toMatch(/^StandardOutput=null$/m);
  expect(unitText({ ...unit, siteFile: '/home/asha/site.yaml' })).toMatch(/^ProtectHome=read-only$/m);
  expect(unitText({ ...unit, port: 443 })).toMatch(/^AmbientCapabilities=CAP_NET_BIND_SERVICE$/m);
  expect(unitText({ ...unit, systemdVersion: 255 })).toMatch(/^RestartMaxDelaySec=60$/m);
  expect(() => unitText({ ...unit, dataFolder: '/srv/a"\nUser=root' })).toThrow(/choose an absolute path/);
});

test('systemd finds no fault in it', (context) => {
  if (spawnSync('systemd-analyze', ['--version']).status !== 0) {
    process.stderr.write('service: there is no systemd-analyze here, so the unit was NOT verified by systemd\n');
    return context.skip('no systemd-analyze');
  }
  const file = join(temporaryFolder(), 'kavach.service');
  writeFileSync(file, unitText({ ...unit, node: process.execPath, main: process.execPath }));
  const said = execFileSync('systemd-analyze', ['verify', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  expect(said).toBe('');
});

test('settings that a person wrote stay; those that were given change', () => {
  const first = withSettings(null, { KAVACH_DATA: '/srv/dadar', PORT: '8000' });
  const changed = withSettings(`${first}OPENWEATHER_API_KEY=abcdefghijklmnop\n`, { PORT: '9000', KAVACH_SITE: 'new' });
  expect(changed).toMatch(
    /^KAVACH_DATA="\/srv\/dadar"\nPORT="9000"\nOPENWEATHER_API_KEY=abcdefghijklmnop\nKAVACH_SITE="new"\n$/m,
  );
  expect(withSettings(changed, { PORT: '9000' })).toBe(changed);
});

test('is installed, changed and removed; a second time changes nothing', async () => {
  const machine = notedMachine();
  const data = join(temporaryFolder(), 'data');
  const said: string[] = [];
  const say = (line: string): number => said.push(line);
  expect(() => planned(machine, { data })).toThrow(/say whose station it is/);
  const options = { data, site: 'new', user: userInfo().username };
  expect(await install(planned(machine, options), machine, say)).toBe(true);
  expect(statSync(machine.environmentFile).mode & 0o777).toBe(0o600);
  expect(statSync(data).mode & 0o777).toBe(0o700);
  const ran = ['systemd-analyze verify', 'systemctl daemon-reload', 'systemctl enable', 'systemctl restart'];
  expect(machine.noted.filter((line) => ran.includes(line))).toEqual(ran);

  machine.noted.length = 0;
  writeFileSync(join(data, 'kavach.db'), '');
  await install(planned(machine, {}), machine, say);
  expect(said.at(-1)).toMatch(/installed like this already/);
  expect(machine.noted).not.toContain('systemctl restart');
  await install(planned(machine, { port: '9000' }), machine, say);
  expect(installed(machine)).toMatchObject({ dataFolder: data, settings: { PORT: '9000', KAVACH_SITE: 'new' } });

  uninstall(machine, data, say);
  expect(readFileSync(machine.environmentFile, 'utf8')).toContain('PORT="9000"');
  uninstall(machine, data, say);
  expect(said.at(-1)).toMatch(/no service of Kavach is installed/);
});

test('says loudly where systemd doesn’t run', async () => {
  const machine = notedMachine(false);
  const said: string[] = [];
  const options = { data: join(temporaryFolder(), 'data'), site: 'demo', user: userInfo().username };
  expect(await install(planned(machine, options), machine, (line) => said.push(line))).toBe(false);
  expect(said.at(-1)).toMatch(/^NOT STARTED/);
  expect(machine.noted).not.toContain('systemctl restart');
});

test('takes no folder that holds something else', async () => {
  const data = temporaryFolder();
  mkdirSync(join(data, 'pictures'));
  const machine = notedMachine();
  const plan = planned(machine, { data, site: 'new', user: userInfo().username });
  await expect(install(plan, machine, () => undefined)).rejects.toThrow(/holds something else than a station's data/);
});
