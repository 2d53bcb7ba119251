import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../fixtures/shared.ts';

const copy = mkdtempSync(join(tmpdir(), 'kavach-layers-'));
for (const name of [
  'src-main',
  'src-contract',
  'src-renderer',
  'src-preload',
  'tests/fixtures',
  'tsconfig.base.json',
  'package.json',
]) {
  cpSync(join(repositoryRoot, name), join(copy, name), { recursive: true });
}
symlinkSync(join(repositoryRoot, 'node_modules'), join(copy, 'node_modules'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function check(): { status: number | null; output: string } {
  const done = spawnSync(process.execPath, [join(repositoryRoot, 'tools/check-layers.mjs'), copy], { encoding: 'utf8' });
  return { status: done.status, output: done.stdout + done.stderr };
}

/** Plants one file that breaks one rule, and takes it out again. */
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

describe('the layer rules', { timeout: 120_000 }, () => {
  it('hold for the tree as it is', () => {
    const { status, output } = check();
    expect(output).toContain(' 0 broken rules');
    expect(status).toBe(0);
  });

  it.each(violations)('find a planted violation of %s', (rule, file, code) => {
    writeFileSync(join(copy, file), code);
    const { status, output } = check();
    rmSync(join(copy, file));
    expect(status).toBe(1);
    expect(output).toContain(`${rule}: ${file}`);
  });
});
