/** How a station starts, and how it refuses to. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { repositoryRoot, runStationProcess } from '../../src-main/commands/station-process.ts';
import { until } from '../fixtures/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'kavach-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]) {
  const main = join(repositoryRoot, 'out/main/node-main.js');
  const env = { ...process.env, KAVACH_DETECTION: 'off' };
  const done = spawnSync(process.execPath, [main, '--headless', ...args], { encoding: 'utf8', timeout: 60_000, env });
  return { status: done.status, errors: done.stderr };
}

describe('a station', () => {
  it('answers, keeps its key to itself, and refuses a second one on its data or its port', async () => {
    const environment = { LOG_LEVEL: 'error', KAVACH_DETECTION: 'off' };
    const station = await runStationProcess({ siteFile: 'new', dataFolder: join(folder, 'one'), environment });
    onTestFinished(station.stop);
    expect(await (await fetch(`${station.origin}/health`)).json()).toMatchObject({ status: 'healthy' });
    expect((await fetch(`${station.origin}/api/stations`)).status).toBe(401);
    expect(statSync(join(folder, 'one/admin.key')).mode & 0o777).toBe(0o600);

    const sameData = run('--site', 'new', '--data', join(folder, 'one'), '--port', '0');
    expect(sameData.status).toBe(1);
    expect(sameData.errors).toContain('another station runs on the data folder');
    const samePort = run('--site', 'new', '--data', join(folder, 'two'), '--port', new URL(station.origin).port);
    expect(samePort.status).toBe(1);
    expect(samePort.errors).toMatch(/port \d+ on 0\.0\.0\.0 is used by another program/);
  });

  it('without its model shows its cameras, says what to do, and counts nobody', async () => {
    const absent = join(folder, 'absent.onnx');
    const station = await runStationProcess({ environment: { LOG_LEVEL: 'error', BODY_MODEL_PATH: absent } });
    onTestFinished(station.stop);
    interface Cameras {
      cameras: { state: { kind: string }; detection: { kind: string; reason: string } }[];
    }
    const cameras = await until('live cameras', async () => {
      const reply = await station.get<Cameras>('/api/cameras');
      return reply.cameras.every(({ state }) => state.kind === 'live') ? reply.cameras : null;
    });
    for (const { detection } of cameras)
      expect(detection).toMatchObject({ kind: 'no-model', reason: expect.stringContaining('models') });
    const { zones } = await station.get<{ zones: { count: number | null; source: string }[] }>('/api/crowd');
    for (const zone of zones) {
      expect(zone).toMatchObject({ band: 'unknown', crowd_level: 'unknown', measured_at: null });
      // A figure comes soon, and says what it rests on: the zone's capacity alone.
      if (zone.count !== null) expect(zone).toMatchObject({ source: 'estimated', estimate: { basis: { kind: 'prior' } } });
    }
  });

  it('lists every fault of a broken site file and ends', () => {
    const site = join(folder, 'broken.yaml');
    writeFileSync(
      site,
      'station: {id: A, name: A, lines: []}\nzones: [{id: z, name: Z, kind: standing}]\ncameras: [{id: c, name: C, source: "exec:x", zones: [{zone: y}]}]\n',
    );
    const { status, errors } = run('--site', site, '--data', join(folder, 'three'), '--port', '0');
    expect(status).toBe(1);
    for (const path of ['station.location', 'station.lines', 'zones[0].kind', 'cameras[0].source', 'cameras[0].zones[0].zone'])
      expect(errors).toContain(path);
    expect(errors).toContain('found:');
    expect(errors).toContain('allowed:');
  });

  it('names a wrong setting with its value and what is allowed', () => {
    const { status, errors } = run('--port', '70000', '--data', join(folder, 'four'));
    expect(status).toBe(1);
    expect(errors).toContain('PORT is "70000"');
  });
});
