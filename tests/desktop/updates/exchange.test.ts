/** An exchange of programs that is killed between its steps: a whole program is in place, and what is written down of it is true. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { goBack } from '../../../src-main/desktop/updates/go-back.ts';
import { judgeStart } from '../../../src-main/desktop/updates/judge-start.ts';
import { openUpdateState, type UpdateStateFile } from '../../../src-main/desktop/updates/update-state.ts';
import { putPreviousBack } from '../../../src-main/desktop/updates/ways/app-image-way.ts';
import { createLog } from '../../../src-main/log.ts';
import { repeats } from '../../fixtures/thorough.ts';

const isHere = process.platform === 'linux';
if (!isHere) process.stderr.write('kavach: exchanges of programs were NOT tested: AppImages are Linux’s\n');

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Long enough to be written in several pieces; started as the guard, it does nothing. */
const programOf = (version: string): string => `#!/bin/sh\nexit 0\n# ${version.repeat(600_000)}`;

function machine(): { readonly folder: string; readonly state: UpdateStateFile } {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-exchange-'));
  folders.push(folder);
  for (const [name, version] of [
    ['program', '1.0.0'],
    ['newer', '1.1.0'],
  ] as const)
    writeFileSync(join(folder, name), programOf(version), { mode: 0o755 });
  return { folder, state: openUpdateState(join(folder, 'updates'), createLog('silent')) };
}

/** Returns how many steps it took; null for one that was killed. */
async function exchange(folder: string, does: 'install' | 'go-back', killAt: number): Promise<number | null> {
  const fixture = join(import.meta.dirname, '../../fixtures/updates/killed-at-step.mjs');
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', fixture, join(import.meta.dirname, 'exchange.child.ts'), folder, does],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, KAVACH_TEST_KILL_AT: String(killAt), KAVACH_TEST_FOLDER: folder },
    },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk));
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (signal === 'SIGKILL') return null;
  if (code !== 0) throw new Error(said);
  return Number(readFileSync(join(folder, 'steps.txt'), 'utf8'));
}

/** What the next start finds and does; returns the version that runs then, and what is written down. */
async function startAfter({ folder, state }: ReturnType<typeof machine>): Promise<{ version: string; phase: string }> {
  const program = readFileSync(join(folder, 'program'), 'utf8');
  const version = program === programOf('1.0.0') ? '1.0.0' : '1.1.0';
  expect(program === programOf(version)).toBe(true);
  accessSync(join(folder, 'program'), constants.X_OK);
  const judged = judgeStart(state.read(), version, 1);
  state.write(judged.state);
  const { phase } = judged.state;
  if (judged.mustGiveWay === null || phase.kind === 'none') return { version, phase: phase.kind };
  const putBack = () => putPreviousBack(state.folder, join(folder, 'program'));
  await goBack(state, phase, { why: judged.mustGiveWay, nowMs: 1, putBack });
  return {
    version: readFileSync(join(folder, 'program'), 'utf8').includes('1.0.0') ? '1.0.0' : '?',
    phase: state.read().phase.kind,
  };
}

/** Kills of an exchange all along its way; `prepare` makes what it begins with. */
async function killEverywhere(does: 'install' | 'go-back', prepare: () => ReturnType<typeof machine>) {
  const whole = prepare();
  const steps = (await exchange(whole.folder, does, -1)) ?? 0;
  const all = Array.from({ length: steps }, (_, step) => step).filter((step) => step % repeats(2, 1) === 0);
  const found: { version: string; phase: string }[] = [];
  const atOnce = 2;
  for (let from = 0; from < all.length; from += atOnce)
    found.push(
      ...(await Promise.all(
        all.slice(from, from + atOnce).map(async (step) => {
          const made = prepare();
          expect(await exchange(made.folder, does, step)).toBeNull();
          return startAfter(made);
        }),
      )),
    );
  return { steps, found, whole };
}

describe.skipIf(!isHere)('a kill between two steps', () => {
  it('of an installation leaves the one version or the other, whole, and the state says which', async () => {
    const { steps, found, whole } = await killEverywhere('install', machine);
    process.stderr.write(`an installation was killed before ${found.length} of its ${steps} steps\n`);
    for (const { version, phase } of found) expect(phase).toBe(version === '1.0.0' ? 'none' : 'trial');
    expect(new Set(found.map(({ version }) => version))).toEqual(new Set(['1.0.0', '1.1.0']));
    expect(await startAfter(whole)).toEqual({ version: '1.1.0', phase: 'trial' });
    expect(readdirSync(whole.folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('of the way back leads to the earlier version, or leaves the newer one on trial', async () => {
    const installed = machine();
    await exchange(installed.folder, 'install', -1);
    const trial = installed.state.read();
    const { steps, found } = await killEverywhere('go-back', () => {
      const made = machine();
      writeFileSync(join(made.folder, 'program'), programOf('1.1.0'), { mode: 0o755 });
      made.state.write(trial);
      const previous = join(made.folder, 'updates/previous');
      cpSync(join(installed.folder, 'updates/previous'), previous, { recursive: true });
      const { phase } = trial;
      if (phase.kind === 'trial') made.state.write({ phase: { ...phase, program: join(made.folder, 'program') } });
      return made;
    });
    process.stderr.write(`the way back was killed before ${found.length} of its ${steps} steps\n`);
    expect(new Set(found.map(({ version, phase }) => `${version} ${phase}`))).toEqual(new Set(['1.1.0 trial', '1.0.0 returned']));
  });
});
