/** A panic's evidence in a real browser: its clip comes in parts, plays, and is locked. How a case is exported and proved is in shift.test.ts. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openBrowser } from '../../src-main/commands/browser.ts';
import { runStationProcess } from '../../src-main/commands/station-process.ts';
import { createTestMedia } from '../fixtures/media.ts';
import { workstation } from '../fixtures/screens.ts';
import { until } from '../fixtures/until.ts';

const patience = 150_000;
const view = '[{zone: p1, polygon: [[0, 0], [1, 0], [1, 1], [0, 1]]}]';
const site = `
station: {id: T, name: Test, lines: [western], location: [72.8, 19]}
zones: [{id: p1, name: Platform 1, kind: waiting, capacity: 100}]
cameras: [{id: north, name: Platform 1 north, source: 'file:north.mp4', zones: ${view}}]
evidence: {before_s: 2, after_s: 2}
`;

interface Clips {
  readonly clips: readonly { readonly id: string; readonly state: string; readonly sha256: string; readonly bytes: number }[];
}

test('the clip of a panic plays and is locked', { timeout: 600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-evidence-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const media = createTestMedia();
  copyFileSync(await media.clip({ name: 'north.mp4', fps: 5, seconds: 6, size: '320x180' }), join(folder, 'north.mp4'));
  media.remove();
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, site);
  const station = await runStationProcess({ siteFile, environment: { LOG_LEVEL: 'error', KAVACH_DETECTION: 'off' } });
  onTestFinished(station.stop);
  const key = { 'x-api-key': station.adminKey };
  await until(
    'the camera to be recorded',
    async () => (await station.get<{ recorded_cameras: number }>('/api/evidence/storage')).recorded_cameras === 1,
    patience,
  );
  const { id } = await station.post<{ id: string }>('/api/panic', {
    station_id: 'T',
    severity: 'high',
    description: 'people are falling',
    zone_id: 'p1',
  });
  const clip = await until(
    'the clip',
    async () => (await station.get<Clips>(`/api/evidence/clips?cause=${id}`)).clips.find(({ state }) => state === 'kept'),
    patience,
  );

  const video = `${station.origin}/api/evidence/clips/${clip.id}/video`;
  const part = await fetch(video, { headers: { ...key, range: 'bytes=4-7' } });
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, `bytes 4-7/${clip.bytes}`, 'ftyp']);
  expect((await fetch(video, { headers: { ...key, range: `bytes=${clip.bytes}-` } })).status).toBe(416);

  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ ...workstation, locale: 'en-IN' });
  page.setDefaultTimeout(patience);
  await page.goto(station.signInLink);
  await page.getByRole('link', { name: 'Evidence' }).click();
  const player = page.locator('video');
  await player.waitFor();
  await until(
    'the player to know the length',
    () =>
      player.evaluate(({ duration, readyState, networkState, error }: HTMLVideoElement) => {
        // How long a clip is that began before its camera did is the machine's matter.
        if (Number.isFinite(duration) && duration > 0) return true;
        throw new Error(`ready ${readyState}, network ${networkState}, ${error?.message ?? 'no error'}`);
      }),
    patience,
  );
  await page.getByRole('button', { name: /^Incident \d/ }).click();
  await until(
    'the clip to play',
    () => player.evaluate((element: HTMLVideoElement) => element.currentTime > 0 && element.videoWidth === 320),
    patience,
  );

  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await page.getByLabel('Reason').fill('for the inquiry');
  await page.getByRole('dialog').getByRole('button', { name: 'Lock', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByText('for the inquiry').waitFor();

  const { entries } = await station.get<{ entries: { action: string; details: object }[] }>('/api/audit');
  expect(entries.map(({ action }) => action)).toEqual(expect.arrayContaining(['lockEvidence']));
  expect(JSON.stringify(entries)).toContain('for the inquiry');
});
