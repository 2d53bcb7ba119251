/** A camera whose program is missing, deaf, flooding or dying, and addresses that must not reach a program. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../src-main/sources/find-ffmpeg.ts';
import { fakeFfmpeg } from '../fixtures/fake-ffmpeg.ts';
import { repeats } from '../fixtures/thorough.ts';
import { until } from '../fixtures/until.ts';
import { type WatchedCamera, watchedCamera } from './watched-camera.ts';

const folder = mkdtempSync(join(tmpdir(), 'kavach-fake-'));
const cycles = repeats(60, 200);
const source = 'rtsp://admin:S3cret@127.0.0.1:9/x';
const running: WatchedCamera[] = [];

function started(options: Parameters<typeof watchedCamera>[0]): WatchedCamera {
  const watched = watchedCamera(options);
  running.push(watched);
  watched.camera.start();
  return watched;
}

afterEach(() => Promise.all(running.splice(0).map(({ camera }) => camera.stop())));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** State letters (R, S, Z, …) of this process's children whose command is `name`. */
function childStates(name: string): string[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
        const [, command = '', state = '', parent = ''] = /^\d+ \((.*)\) (\S) (\d+)/.exec(stat) ?? [];
        return Number(parent) === process.pid && command === name ? [state] : [];
      } catch {
        return [];
      }
    });
}

it('is offline at once, with what to do, when ffmpeg is missing', () => {
  const watched = started({ source, ffmpeg: findFfmpeg({ PATH: folder }) });
  expect(watched.camera.state()).toMatchObject({ kind: 'offline', reason: expect.stringContaining('apt-get install ffmpeg') });
  expect(watched.camera.counters().restartsTotal).toBe(0);
});

it('names a wrong KAVACH_FFMPEG', () => {
  expect(findFfmpeg({ KAVACH_FFMPEG: '/nowhere/ffmpeg' })).toMatchObject({ reason: expect.stringContaining('/nowhere/ffmpeg') });
  expect(findFfmpeg({ KAVACH_FFMPEG: fakeFfmpeg(folder, 'dying').path })).toMatchObject({ kind: 'found' });
});

describe('an address that must not reach a program', () => {
  it.each([
    '-i',
    'exec:id',
    'file:///etc/passwd',
    'file:../x.mp4',
    'concat:a|b',
    'rtsp://h/x;id',
    'rtsp://-i/x',
    'udp://1.2.3.4:5',
  ])('%s', (address) => {
    const watched = started({ source: address, ffmpeg: fakeFfmpeg(folder, 'dying') });
    expect(watched.camera.state()).toMatchObject({ kind: 'offline', reason: expect.stringContaining('address refused') });
    expect(childStates('ffmpeg-dying')).toEqual([]);
  });
});

it('kills a deaf, silent ffmpeg and starts it again; stop is bounded', async () => {
  const limits = { firstFrameMs: 300, silenceMs: 300, killAfterMs: 100 };
  const watched = started({ source, ffmpeg: fakeFfmpeg(folder, 'deaf'), config: { offline_after_s: 1 }, limits });
  await until('three restarts', () => watched.camera.counters().restartsTotal >= 3);
  await until('offline', () => watched.kind() === 'offline');
  expect(watched.camera.state()).toMatchObject({ reason: expect.stringContaining('no picture for') });
  const beforeMs = performance.now();
  await watched.camera.stop();
  expect(performance.now() - beforeMs).toBeLessThan(2000);
  expect(childStates('ffmpeg-deaf')).toEqual([]);
});

it(`leaves no zombie after ${cycles} cycles`, async () => {
  const watched = started({ source, ffmpeg: fakeFfmpeg(folder, 'dying'), limits: { retry: { firstMs: 1, capMs: 1 } } });
  await until('as many restarts', () => watched.camera.counters().restartsTotal >= cycles);
  expect(watched.camera.state()).toMatchObject({ reason: 'connection refused by 127.0.0.1:9' });
  await watched.camera.stop();
  expect(childStates('ffmpeg-dying')).toEqual([]);
});

it('drains a flood of messages, and the pictures go on', async () => {
  const heapBefore = process.memoryUsage().heapUsed;
  const watched = started({ source, ffmpeg: fakeFfmpeg(folder, 'flooding') });
  await until('pictures in spite of it', () => watched.camera.counters().framesTotal >= 4);
  expect(watched.kind()).toBe('live');
  expect(watched.camera.counters().corruptTotal).toBeGreaterThan(10);
  expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(100e6);
});

it('counts what is no picture, and goes on', async () => {
  const watched = started({ source, ffmpeg: fakeFfmpeg(folder, 'corrupt') });
  await until('two rounds', () => watched.camera.counters().restartsTotal >= 2);
  const { framesTotal, corruptTotal } = watched.camera.counters();
  expect(framesTotal).toBeGreaterThanOrEqual(4);
  expect(corruptTotal).toBeGreaterThanOrEqual(4);
  expect(watched.newest()).toMatchObject({ width: 2, height: 1, rgb: Uint8Array.of(255, 255, 255, 0, 0, 0) });
});

it('never says the password', async () => {
  const watched = started({ source, config: { offline_after_s: 0.5 } });
  await until('offline, with its reason', () => watched.kind() === 'offline' && watched.camera.counters().restartsTotal > 0);
  const said = JSON.stringify([watched.states, watched.logged]);
  expect(said).toContain('connection refused by 127.0.0.1:9');
  expect(said).not.toContain('S3cret');
});
