/**
 * The headless station as its unit starts it, looked after by commands while it runs: what a monitor is told, an account to sign in with,
 * copies, a sealed archive, a restore; and a start on a full disk. systemd itself is not PID 1 where tests run: its ExecStart line is run as it stands.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runningOrigin } from '../../src-main/access/running-note.ts';
import { runStationProcess } from '../../src-main/commands/station-process.ts';
import { type CommandEnd, runCommand } from '../commands/run-command.ts';
import { fillDisk, mountSmallDisk } from '../fixtures/small-disk.ts';
import { until } from '../fixtures/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'kavach-service-'));
const data = join(folder, 'data');
const secret = join(folder, 'secret');
const siteFile = join(folder, 'site.yaml');
const site = 'station: {id: DDR, name: Dadar, lines: [western], location: [72.843, 19.0186]}\n';
let station: ChildProcess;

const service = (...args: string[]): Promise<CommandEnd> => runCommand('service', [...args, '--data', data]);
const backup = (...args: string[]): Promise<CommandEnd> => runCommand('backup', [...args, '--data', data]);

beforeAll(async () => {
  writeFileSync(secret, 'platform two at dawn\n', { mode: 0o600 });
  writeFileSync(siteFile, site);
  const { said } = await service('print', '--site', siteFile);
  const [program = '', ...args] = [...(/^ExecStart=(.*)$/m.exec(said)?.[1] ?? '').matchAll(/"([^"]+)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
  // As systemd's own: a bare environment with what the environment file says.
  const settings = {
    KAVACH_DATA: data,
    KAVACH_SITE: siteFile,
    PORT: '0',
    HOST: '127.0.0.1',
    KAVACH_MDNS: 'off',
    KAVACH_ONLINE: 'off',
  };
  const env = { PATH: process.env['PATH'] ?? '', ...settings, MQTT_PORT: 'off', TCP_PORT: 'off', KAVACH_DETECTION: 'off' };
  station = spawn(program, args, { env, stdio: 'ignore' });
  await until('the station', () => runningOrigin(data));
});
afterAll(async () => {
  if (station.exitCode === null) {
    station.kill();
    await once(station, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

it('comes up, and a monitor is told how it is', async () => {
  const { code, said } = await service('status');
  expect(said).toMatch(/^Kavach \S+ at http:\/\/\S+: (healthy|degraded), up for \d+ s, \d+ of \d+ parts ok/);
  expect([0, 1]).toContain(code);
});

it('gets its first account from the command line', async () => {
  const made = await service('admin', 'asha', '--password-file', secret);
  expect(made, made.said).toMatchObject({ code: 0 });
  const body = JSON.stringify({ username: 'asha', password: 'platform two at dawn' });
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
  expect((await fetch(`${runningOrigin(data)}/api/auth/login`, init)).status).toBe(200);
});

it('is backed up, carried away and restored while it runs', async () => {
  const made = await backup('now');
  const name = /made (\S+): .*1 accounts/.exec(made.said)?.[1] ?? made.said;
  const archive = join(folder, 'dadar.kavach-backup');
  const saved = await backup('save', archive, '--passphrase-file', secret);
  expect(saved, saved.said).toMatchObject({ code: 0 });
  const restored = await backup('restore', archive, '--passphrase-file', secret, '--station', 'Dadar');
  expect(restored, restored.said).toMatchObject({ code: 0, said: expect.stringContaining('the station has begun anew') });
  const list = await backup('list');
  expect(list.said).toContain(name);
  expect(list.said).toMatch(/set aside by a restore/);
  expect(existsSync(join(data, 'set-aside'))).toBe(true);
});

it('once it has ended a monitor is told so', async () => {
  station.kill('SIGTERM');
  const [code] = await once(station, 'exit');
  expect(code).toBe(0);
  expect(await service('status', '--port', '1')).toMatchObject({ code: 2, said: expect.stringMatching(/no station answers/) });
  expect(runningOrigin(data)).toBeNull();
});

it('a start on a full disk: the operator is told, and readings are stored', async (context) => {
  const disk = mountSmallDisk(120);
  if (disk === null) return context.skip('no permission to mount a tmpfs');
  const options = { siteFile, dataFolder: join(disk, 'data'), environment: { LOG_LEVEL: 'silent', KAVACH_DETECTION: 'off' } };
  await (await runStationProcess(options)).stop();
  fillDisk(disk);
  const full = await runStationProcess(options);
  for (let i = 0; i < 50; i++) await full.post('/api/traffic/readings', { sensor_id: 's1', speed: 40 + i / 10 });
  await until('the fiftieth reading', async () => {
    const rows = await full.get<{ speed: number }[]>('/api/traffic/current');
    return rows[0]?.speed === 44.9;
  });
  await until('the alarm', async () => {
    const { alarms } = await full.get<{ alarms: { kind: string; cause: string }[] }>('/api/alarms');
    return alarms.some(({ kind, cause }) => kind === 'store-fault' && cause.includes('the disk is nearly full'));
  });
  await full.stop();
});
