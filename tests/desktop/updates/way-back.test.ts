/**
 * Versions that take each other's place: programs, the guard, processes and signals are real, the station in them is played. A good version
 * stays; one that is broken gives way, whatever it does.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openUpdateState, type UpdateState } from '../../../src-main/desktop/updates/update-state.ts';
import { createLog } from '../../../src-main/log.ts';
import { until } from '../../fixtures/until.ts';
import { makeFeed, serveFeed } from '../../fixtures/updates/feed.ts';
import { type Plays, versionIn, writeProgram } from '../../fixtures/updates/write-program.ts';

const isHere = process.platform === 'linux';
if (!isHere) process.stderr.write('kavach: the way back of updates was NOT tested: AppImages are Linux’s\n');

const made: string[] = [];
afterAll(() => {
  for (const folder of made) {
    for (const pid of textOf(join(folder, 'data/pids.txt')).trim().split('\n')) killProgram(Number(pid));
    rmSync(folder, { recursive: true, force: true });
  }
});

function killProgram(pid: number): void {
  try {
    if (pid > 0) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

interface Site {
  readonly program: string;
  readonly data: string;
  start(): void;
  state(): UpdateState;
  events(): string;
}

/** A station's machine with version 1.0.0 on it, and 1.1.0 in its feed. */
async function machine(does: Plays['does'], isOnServer = false): Promise<Site & { close(): void }> {
  const feed = makeFeed();
  const data = join(feed.root, 'data');
  const program = join(feed.root, 'place/kavach.AppImage');
  made.push(feed.root);
  for (const folder of [data, join(feed.root, 'place')]) mkdirSync(folder);
  const server = isOnServer ? await serveFeed(feed.folder) : null;
  const updates = server === null ? feed.settings : { ...feed.settings, from: server.address, ca: server.ca };
  const guardMs = does === 'hangs' ? 4000 : 90_000;
  writeProgram(program, { version: '1.0.0', does: 'runs', data, updates, guardMs });
  await feed.publish({ version: '1.1.0', does, data, updates });
  return {
    ...{ program, data },
    start() {
      spawn(program, ['--no-sandbox'], { detached: true, stdio: 'ignore' });
    },
    state: () => openUpdateState(join(data, 'updates'), createLog('silent')).read(),
    events: () => textOf(join(data, 'events.txt')),
    close: () => server?.close(),
  };
}

const inPlace = ({ program }: Site): string => versionIn(readFileSync(program, 'utf8'));
const phaseIs = (site: Site, kind: string): Promise<boolean> =>
  until(`the phase ${kind}`, () => site.state().phase.kind === kind);

describe.skipIf(!isHere).concurrent('an update that is installed', () => {
  it.each([false, true])('runs well and stays (from a server: %s)', async (isOnServer) => {
    const site = await machine('runs', isOnServer);
    site.start();
    await phaseIs(site, 'confirmed');
    await until('the word', () => site.events().includes('1.1.0 says Version 1.1.0 is installed and runs well.'));
    expect([inPlace(site), site.events().includes('1.1.0 notes installUpdate')]).toEqual(['1.1.0', true]);
    const steps = site
      .events()
      .split('\n')
      .filter((line) => /starts|stops|ends/.test(line));
    expect(steps).toEqual(['1.0.0 starts --no-sandbox', '1.0.0 stops its station', '1.0.0 ends', '1.1.0 starts --no-sandbox']);
    site.close();
  });

  it.each([
    ['exits', 'it ended with 3'],
    ['fails', 'the store is broken'],
    ['is unwell', 'its station did not run well within 4 s: down since the update: models'],
    ['hangs', 'it did not run well within 4 s'],
  ] as const)('and %s gives way to the one before, and is not offered again', async (does, why) => {
    const site = await machine(does);
    site.start();
    await phaseIs(site, 'returned');
    await until('the word', () => site.events().includes(`1.0.0 says Version 1.1.0 did not run well (${why}).`));
    await until('its station', () => {
      const { phase } = site.state();
      return phase.kind === 'returned' && phase.isSettled;
    });
    await until('the note', () => site.events().includes('1.0.0 notes takeBackUpdate'));
    expect([inPlace(site), site.state().refused]).toEqual(['1.0.0', ['1.1.0']]);
    const installs = (): number => site.events().split('1.0.0 stops its station').length - 1;
    const sinceBack = (): string => site.events().split('1.0.0 starts').at(-1) ?? '';
    await until('a further look', () => (sinceBack().match(/is offered nothing/g) ?? []).length > 1);
    expect(installs()).toBe(1);
    expect(site.events().match(/1\.1\.0 starts/g)).toHaveLength(1);
  });

  it('gives way by itself where its guard was lost too, after three starts', async () => {
    const site = await machine('is unwell');
    const folder = join(site.data, 'updates');
    mkdirSync(join(folder, 'previous'), { recursive: true });
    writeProgram(join(folder, 'previous/program'), JSON.parse(playsOf(site)));
    writeFileSync(site.program, readFileSync(site.program, 'utf8').replace('"1.0.0"', '"1.1.0"'));
    const move = {
      from: '1.0.0',
      to: '1.1.0',
      program: site.program,
      args: [],
      backup: { name: 'b', madeMs: 1 },
      downBefore: ['cameras'],
    };
    const state = openUpdateState(folder, createLog('silent'));
    state.write({ phase: { kind: 'trial', ...move, starts: 3, endedInOrder: false, guard: null, desktop: null } });
    site.start();
    await phaseIs(site, 'returned');
    await until('the word', () => site.events().includes('1.0.0 says Version 1.1.0 did not run well (it was started 3 times'));
    expect(inPlace(site)).toBe('1.0.0');
  });
});

/** What the program in place was written with. */
function playsOf({ program }: Site): string {
  return /'(\{.*\})'/s.exec(readFileSync(program, 'utf8'))?.[1] ?? '';
}
