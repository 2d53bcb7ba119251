import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../fixtures/shared.ts';

/** As much of the tree as the planted files import: `npm run check` cruises all of it. */
const copied = ['src-contract', 'src-main/tracking', 'src-main/clock.ts', 'tsconfig.base.json', 'package.json'];
const copy = mkdtempSync(join(tmpdir(), 'kavach-layers-'));
for (const name of copied) cpSync(join(repositoryRoot, name), join(copy, name), { recursive: true });
for (const folder of ['src-renderer', 'src-preload']) mkdirSync(join(copy, folder));
symlinkSync(join(repositoryRoot, 'node_modules'), join(copy, 'node_modules'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function check(): { status: number | null; output: string } {
  const done = spawnSync(process.execPath, [join(repositoryRoot, 'tools/check-layers.mjs'), copy], { encoding: 'utf8' });
  return { status: done.status, output: done.stdout + done.stderr };
}

/** Files that break one rule each. */
const violations: readonly [rule: string, file: string, code: string][] = [
  [
    'stage-crowd-stands-alone',
    'src-main/crowd/planted.ts',
    "import { advanceTracks } from '../tracking/tracks.ts';\nexport const planted = advanceTracks;\n",
  ],
  [
    'pure-stages-import-no-library',
    'src-main/risk/planted.ts',
    "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n",
  ],
  [
    'contract-is-alone',
    'src-contract/planted.ts',
    "import { createClock } from '../src-main/clock.ts';\nexport const planted = createClock;\n",
  ],
  [
    'pages-know-only-the-contract',
    'src-renderer/client/planted.ts',
    "import { createClock } from '../../src-main/clock.ts';\nexport const planted = createClock;\n",
  ],
  [
    'only-the-desktop-knows-electron',
    'src-main/server/planted.ts',
    "import { app } from 'electron';\nexport const planted = app;\n",
  ],
];

describe('the layer rules', () => {
  it('are kept by what was copied', () => {
    const { status, output } = check();
    expect(output).toContain(' 0 broken rules');
    expect(status).toBe(0);
  });

  it('find each planted violation', () => {
    for (const [, file, code] of violations) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      writeFileSync(join(copy, file), code);
    }
    const { status, output } = check();
    expect(status).toBe(1);
    for (const [rule, file] of violations) expect(output).toContain(`${rule}: ${file}`);
  });
});
