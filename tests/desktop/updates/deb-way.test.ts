/** A station from a Debian package: electron-updater's own installation and feed are real; dpkg and the asking for rights are stand-ins. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { publishUpdate } from '../../../src-main/commands/package/publish-update.ts';
import { readUpdateKey } from '../../../src-main/commands/package/update-key.ts';
import { openUpdateState } from '../../../src-main/desktop/updates/update-state.ts';
import { createUpdates } from '../../../src-main/desktop/updates/updates.ts';
import { debWay } from '../../../src-main/desktop/updates/ways/deb-way.ts';
import { updateWords } from '../../../src-main/desktop/updates/words.ts';
import { createLog } from '../../../src-main/log.ts';
import { until } from '../../fixtures/until.ts';
import { makeFeed, station } from '../../fixtures/updates/feed.ts';
import { shortLimits } from '../../fixtures/updates/short-limits.ts';

const isHere = process.platform === 'linux';
if (!isHere) process.stderr.write('kavach: updates of Debian packages were NOT tested: they are Linux’s\n');
afterEach(() => vi.unstubAllEnvs());

const log = createLog('silent');

/** What a machine has with one version of the package on it, and some in its feed. */
async function machine(published: readonly string[]) {
  const feed = makeFeed();
  onTestFinished(() => rmSync(feed.root, { recursive: true, force: true }));
  const folder = join(feed.root, 'updates');
  const [installed, tools] = [join(feed.root, 'installed.txt'), join(feed.root, 'tools')];
  mkdirSync(tools);
  // A package that breaks is one that says so.
  const dpkg = `if [ "$1" = -i ]; then grep -q broken "$2" && exit 1; cp "$2" '${installed}'; fi`;
  for (const [name, script] of Object.entries({ dpkg, 'apt-get': 'exit 1', pkexec: 'shift; exec "$@"' }))
    writeFileSync(join(tools, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', `${tools}:${process.env['PATH'] ?? ''}`);
  for (const version of published) {
    const file = join(feed.root, `kavach-ddr-${version}.deb`);
    writeFileSync(file, `package ${version}${version === '1.2.0' ? ' broken' : ''}`);
    const whose = { station, system: 'linux', processor: process.arch === 'arm64' ? 'arm64' : 'x64' } as const;
    await publishUpdate({ ...whose, version, files: [file], nowMs: 0 }, feed.folder, readUpdateKey(feed.keyFile));
  }
  const told: string[] = [];
  const acts: string[] = [];
  const act = (name: string) => () => void acts.push(name);

  function desktop(version: string, activeAtOnce = 0) {
    const own = { settings: feed.settings, version, folder, log };
    const way = debWay({ ...own, program: '/opt/Kavach/kavach', args: [], relaunch: act('relaunches') });
    const exchange = async (): Promise<void> => {
      await way.exchange();
      followAlarms(activeAtOnce);
    };
    const updates = createUpdates({
      ...{
        ...own,
        way: { ...way, exchange },
        words: updateWords.en,
        limits: shortLimits,
        onChange: () => undefined,
        exit: act('exits'),
      },
      station: {
        backUp: async () => ({ name: 'b', madeMs: 1 }),
        downParts: async () => [],
        noteUpdate: () => undefined,
        stop: async () => void acts.push('stops'),
        start: act('starts'),
      },
      ask: async () => true,
      notify: (text) => told.push(text),
    });
    onTestFinished(() => updates.leaving());
    updates.start();
    updates.followStation({ kind: 'running', stationName: 'Dadar', origin: 'http://127.0.0.1:1', restoredFromMs: null });
    function followAlarms(activeHigh: number): void {
      updates.followAlarms({ kind: 'alarms', unacknowledged: { high: 0, medium: 0, low: 0 }, activeHigh, calling: [] });
    }
    followAlarms(0);
    const click = async (): Promise<void> => {
      const offer = await until('the offer', () => updates.lines().find((line) => line.click !== null));
      offer.click?.();
    };
    return { updates, click, followAlarms };
  }

  const state = () => openUpdateState(folder, log).read();
  const onDisk = (): string => (existsSync(installed) ? readFileSync(installed, 'utf8') : 'nothing');
  return { desktop, told, acts, state, onDisk };
}

describe.skipIf(!isHere)('an update of a Debian package', () => {
  it('is installed by dpkg, and the version before again where its station fails', async () => {
    const { desktop, acts, state, onDisk } = await machine(['1.0.0', '1.1.0']);
    await desktop('1.0.0').click();
    await until('the end', () => acts.includes('exits'));
    expect([acts, onDisk(), state().phase.kind]).toEqual([['stops', 'relaunches', 'exits'], 'package 1.1.0', 'trial']);
    const { updates } = desktop('1.1.0');
    updates.followStation({ kind: 'failed', reason: 'the store is broken' });
    await until('the end', () => acts.filter((one) => one === 'exits').length === 2);
    expect([onDisk(), state()]).toMatchObject(['package 1.0.0', { phase: { kind: 'returned' }, refused: ['1.1.0'] }]);
  });

  it('is not begun where the version in use could not be put back', async () => {
    const { desktop, told, acts, onDisk } = await machine(['1.1.0']);
    await desktop('1.0.0').click();
    await until('the word', () => told.length > 0);
    expect(told[0]).toMatch(/version 1\.0\.0 could not be put back from its feed; publish it there, too/);
    expect([acts, onDisk()]).toEqual([['starts'], 'nothing']);
  });

  it('that dpkg refuses is told, and the station runs on', async () => {
    const { desktop, told, acts, state } = await machine(['1.0.0', '1.2.0']);
    await desktop('1.0.0').click();
    await until('the word', () => told.length > 0);
    expect(told[0]).toMatch(/dpkg did not install it/);
    expect([acts, state().phase.kind]).toEqual([['starts'], 'none']);
  });

  it('leaves the station running while an alarm that came with the password is active', async () => {
    const { desktop, acts, onDisk, state } = await machine(['1.0.0', '1.1.0']);
    const { click, followAlarms } = desktop('1.0.0', 1);
    await click();
    await until('the trial', () => state().phase.kind === 'trial');
    expect([onDisk(), acts]).toEqual(['package 1.1.0', []]);
    followAlarms(0);
    await until('the end', () => acts.includes('exits'));
    expect(acts).toEqual(['stops', 'relaunches', 'exits']);
  });
});
