import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import type { TwinTruth } from '../../src-contract/domain/truth.ts';
import { readTimecode, timecodeAgeMs } from '../../src-contract/timecode.ts';
import { createClock } from '../../src-main/clock.ts';
import { createLog } from '../../src-main/log.ts';
import { createTwin, type Twin } from '../../src-main/twin/twin.ts';
import { demoSite } from './demo-site.ts';

const programs = (process.env['PATH'] ?? '').split(delimiter);
const ffmpegPath = programs.map((folder) => join(folder, 'ffmpeg')).find(existsSync);
const noFfmpeg = ffmpegPath === undefined;
if (noFfmpeg)
  process.stderr.write('tests/twin: no ffmpeg on the PATH; the tests of the encoder are skipped (apt-get install ffmpeg)\n');

const clock = createClock();
const log = createLog('silent');
const open: Twin[] = [];

function startTwin(timecode: boolean): Twin {
  const twin = createTwin({ site: demoSite({ timecode }), ffmpegPath: ffmpegPath ?? '', clock, log });
  open.push(twin);
  return twin;
}

afterEach(async () => {
  for (const twin of open.splice(0)) await twin.stop();
});

/** Runs a program on what a camera sends until it has said enough. */
async function readFeed<T>(
  twin: Twin,
  camera: string,
  program: string,
  args: string[],
  enough: (out: Buffer) => T | null,
): Promise<T> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.on('error', () => {});
  const unsubscribe = twin.feed.subscribe(camera, (chunk) => child.stdin.write(chunk));
  let out = Buffer.alloc(0);
  try {
    return await new Promise<T>((resolve, reject) => {
      child.once('exit', () => reject(new Error(`${program} ended early: ${out.toString('utf8').slice(0, 300)}`)));
      child.stdout.on('data', (chunk: Buffer) => {
        out = Buffer.concat([out, chunk]);
        const result = enough(out);
        if (result !== null) resolve(result);
      });
    });
  } finally {
    unsubscribe();
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
  }
}

test.skipIf(noFfmpeg)('a camera sends decodable H.264 that carries the time, and the truth keeps up', async () => {
  const twin = startTwin(true);
  await twin.start();
  const [width, height, wanted] = [640, 360, 8];
  const size = width * height * 3 + 15;
  const args =
    '-v error -threads 1 -flags low_delay -probesize 5000 -analyzeduration 0 -f nut -i pipe:0 -map 0:v:h264 -fps_mode passthrough';
  const output = '-c:v ppm -f image2pipe -flush_packets 1 pipe:1';
  const ages: number[] = [];
  await readFeed(twin, 'platform-1', ffmpegPath ?? '', `${args.replace('0:v:h264', '0:v')} ${output}`.split(' '), (out) => {
    while (out.length >= (ages.length + 1) * size) {
      const pixels = out.subarray(ages.length * size + 15, (ages.length + 1) * size);
      const code = readTimecode(pixels, width, height, 3);
      ages.push(code === null ? Number.NaN : timecodeAgeMs(code, clock.nowMs()));
    }
    return ages.length >= wanted ? true : null;
  });
  expect(ages.some(Number.isNaN)).toBe(false);
  expect(Math.min(...ages)).toBeGreaterThan(-5);
  expect(Math.min(...ages)).toBeLessThan(2_000);
  const truth = twin.truth() as TwinTruth;
  expect(clock.nowMs() - truth.atMs).toBeLessThan(2_000);
  expect(Object.keys(truth.zones).sort()).toEqual(['fob', 'p1', 'p2', 'p3']);
  expect(truth.count).toBe(Object.values(truth.zones).reduce((sum, zone) => sum + zone.count, 0));
  await vi.waitFor(() => expect(twin.truth()?.atMs).toBeGreaterThan(truth.atMs), 10_000);
});

test.skipIf(noFfmpeg)(
  'two streams of one camera each start with their own header; both stop with the twin, quickly',
  async () => {
    const twin = startTwin(false);
    await twin.start();
    const heads = new Map<number, Buffer>();
    const offs = [0, 1].map((i) =>
      twin.feed.subscribe('footbridge', (chunk) => heads.set(i, Buffer.concat([heads.get(i) ?? Buffer.alloc(0), chunk]))),
    );
    await vi.waitFor(() => expect([...heads.values()].filter((head) => head.length > 20_000).length).toBe(2), 10_000);
    for (const head of heads.values()) expect(head.subarray(0, 24).toString('latin1')).toBe('nut/multimedia container');
    offs[0]?.();
    const startedMs = performance.now();
    await twin.stop();
    expect(performance.now() - startedMs).toBeLessThan(2_000);
    expect(twin.truth()).toBeNull();
    const bytes = heads.get(1)?.length;
    await vi.waitFor(() => expect(heads.get(1)?.length).toBe(bytes), 10_000);
  },
);

test.skipIf(noFfmpeg)('encoders do not outlive a station that is killed', async () => {
  const station = spawn(process.execPath, [fileURLToPath(new URL('./station-to-kill.ts', import.meta.url)), ffmpegPath ?? ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const children = await new Promise<number[]>((resolve, reject) => {
    let text = '';
    station.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('\n')) resolve(JSON.parse(text));
    });
    station.once('exit', () => reject(new Error('the station ended early')));
  });
  expect(children.length).toBeGreaterThan(0);
  station.kill('SIGKILL');
  const isAlive = (pid: number) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  await vi.waitFor(() => expect(children.filter(isAlive)).toEqual([]), 10_000);
});

test('a scene that does not exist is refused by name', () => {
  const site = demoSite();
  expect(() =>
    createTwin({ site: { ...site, twin: { seed: 1, scene: 'nowhere', timecode: false } }, ffmpegPath: '', clock, log }),
  ).toThrow(/twin\.scene: one of dadar, ram-ghat \(found nowhere\)/);
});

test('without an encoder program the truth still runs, and the stream just stays empty', async () => {
  const twin = createTwin({ site: demoSite(), ffmpegPath: '/nowhere/ffmpeg', clock, log });
  open.push(twin);
  await twin.start();
  let bytes = 0;
  twin.feed.subscribe('platform-2', (chunk) => {
    bytes += chunk.length;
  });
  await vi.waitFor(() => expect(twin.truth()).not.toBeNull(), 10_000);
  expect(bytes).toBe(0);
});
