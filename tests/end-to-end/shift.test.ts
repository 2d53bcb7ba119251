/** A shift by keyboard alone, in a real Chromium on a real station with a phone: from a surge that its camera sees to a case that the verifier finds whole. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { openBrowser } from '../../src-main/commands/browser.ts';
import { runShift } from '../../src-main/commands/shift-run.ts';
import { shiftSite } from '../../src-main/commands/shift-site.ts';
import { repositoryRoot, runStationProcess } from '../../src-main/commands/station-process.ts';

const verifier = join(repositoryRoot, 'src-main/commands/verify.ts');

test('a surge, its alarm, its card, an incident, a task and a case that can be verified', { timeout: 400_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-shift-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, shiftSite());
  const station = await runStationProcess({ siteFile, environment: { LOG_LEVEL: 'error' } });
  onTestFinished(station.stop);
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const steps: string[] = [];
  const faults: string[] = [];
  const onStep = async (name: string, page: Page) => {
    if (steps.length === 0) page.on('pageerror', (error) => faults.push(String(error)));
    steps.push(name);
  };
  const file = join(folder, 'case.zip');
  await runShift({ station, browser, archive: file, onStep });
  expect(steps).toEqual(['signed-in', 'action-card', 'incident', 'task', 'task-phone', 'evidence']);
  expect(faults).toEqual([]);

  expect(verify(file)).toEqual({ status: 0, text: expect.stringMatching(/^whole: \d+ records/) });
  const bytes = readFileSync(file);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  expect(verify(file)).toEqual({ status: 1, text: expect.stringMatching(/^broken:\n {2}\S+/) });
});

function verify(file: string): { readonly status: number | null; readonly text: string } {
  const done = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', verifier, file], { encoding: 'utf8' });
  return { status: done.status, text: done.stdout };
}
