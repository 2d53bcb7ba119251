/** The demo with one camera switched off: its zone is estimated and says so everywhere, and its band stays unknown. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CrowdHistoryReply, StationReply, ZoneReply } from '../../src-contract/api/crowd.ts';
import { openBrowser } from '../../src-main/commands/browser.ts';
import { repositoryRoot, runStationProcess, type StationProcess } from '../../src-main/commands/station-process.ts';
import { workstation } from '../fixtures/screens.ts';
import { until } from '../fixtures/until.ts';
import { writeZoneHistory } from '../fixtures/zone-history.ts';

const limit = { timeout: 900_000 };
const zoneIds = ['p1', 'p2', 'p3', 'fob'];
const demo = readFileSync(join(repositoryRoot, 'resources/demo-site/site.yaml'), 'utf8');
/** Nobody listens at port 9. */
const switchedOff = demo.replace('twin:platform-2', 'rtsp://127.0.0.1:9/off');

test(
  'a zone whose camera is off is estimated, less surely than others are measured, and no band or alarm rests on it',
  limit,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kavach-estimates-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const dataFolder = join(folder, 'data');
    for (const id of zoneIds) await writeZoneHistory(dataFolder, id, 2);
    const siteFile = join(folder, 'site.yaml');
    writeFileSync(siteFile, switchedOff);
    const station = await runStationProcess({ siteFile, dataFolder, environment: { LOG_LEVEL: 'error' } });
    onTestFinished(station.stop);
    const measured = await until(
      'platform 1 is measured',
      () => zoneWhen(station, 'p1', ({ source, count }) => source === 'measured' && count !== null),
      240_000,
    );
    expect(measured.estimate).toBeNull();
    const estimated = await until(
      'platform 2 is estimated by the others',
      () => zoneWhen(station, 'p2', ({ estimate }) => estimate?.basis.inputs.includes('neighbours') === true),
      240_000,
    );
    expect(estimated).toMatchObject({ source: 'estimated', band: 'unknown', crowd_level: 'unknown', measured_at: null });
    expect(estimated.confidence).toBeLessThan(measured.confidence);
    expect(estimated.count).toBeGreaterThanOrEqual(estimated.estimate?.low ?? Number.NaN);
    expect(estimated.count).toBeLessThanOrEqual(estimated.estimate?.high ?? Number.NaN);
    expect(estimated.estimate?.basis).toMatchObject({ kind: 'history', zones: expect.arrayContaining(['p1']) });

    const { stations } = await station.get<{ stations: StationReply[] }>('/api/stations');
    expect(stations[0]?.zones.find(({ id }) => id === 'p2')).toMatchObject({
      count: null,
      density: null,
      band: 'unknown',
      estimate: { basis: { kind: 'history' } },
    });
    const reports = await station.get<{ zones: { zone: string; measured: boolean; basis: { score: { mae: number } } | null }[] }>(
      '/api/crowd/estimates',
    );
    expect(reports.zones.find(({ zone }) => zone === 'p2')).toMatchObject({
      measured: false,
      basis: { score: { rows: expect.any(Number) } },
    });
    await until(
      'a minute of estimates is in its history',
      async () => {
        const { points } = await station.get<CrowdHistoryReply>('/api/crowd/history?zone=p2');
        return points.at(-1)?.source === 'estimated' && points.at(-1)?.interval !== null;
      },
      150_000,
    );
    const { alarms } = await station.get<{ alarms: { kind: string; subject: { id: string } }[] }>('/api/alarms');
    expect(alarms.filter(({ subject }) => subject.id === 'p2')).toEqual([]);

    const browser = await openBrowser();
    onTestFinished(() => browser.close());
    const page = await browser.newPage({ ...workstation, locale: 'en-IN' });
    await page.goto(station.signInLink);
    await page.getByRole('link', { name: 'Map' }).click();
    const row = page
      .getByRole('button', { name: /Platform 2, stairs/ })
      .filter({ hasText: '≈' })
      .first();
    await row.click();
    const drawer = page.getByRole('complementary', { name: 'Platform 2, stairs' });
    await drawer.getByText('Estimated, not measured').waitFor();
    expect(await drawer.innerText()).toMatch(/Unknown[\s\S]*≈ \d+[\s\S]*95 times of 100[\s\S]*Its own past of \d/);
  },
);

async function zoneWhen(station: StationProcess, id: string, isSo: (zone: ZoneReply) => boolean): Promise<ZoneReply | null> {
  const { zones } = await station.get<{ zones: ZoneReply[] }>(`/api/crowd?zone=${id}`);
  return zones.find(isSo) ?? null;
}
