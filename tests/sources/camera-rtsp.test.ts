/** Cameras over RTSP: a real ffmpeg against the test camera. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { codecOf } from '../../src-main/sources/fmp4-codec.ts';
import type { LiveEvent } from '../../src-main/sources/live-feed.ts';
import { createTestMedia } from '../fixtures/media.ts';
import { type RtspServer, startRtspServer } from '../fixtures/rtsp-server.ts';
import { until } from '../fixtures/until.ts';
import { meanColour, type WatchedCamera, watchedCamera } from './watched-camera.ts';

const media = createTestMedia();
/** Blue on the left, red on the right. */
const twoColours = 'color=c=red:size=SIZE:rate=RATE,drawbox=x=0:y=0:w=iw/2:h=ih:color=blue:t=fill';
let server: RtspServer;
let locked: RtspServer;
const running: WatchedCamera[] = [];

beforeAll(async () => {
  const [moving, colours, hevc, small] = await Promise.all([
    media.clip({ name: 'moving.264', size: '640x360' }),
    media.clip({ name: 'colours.264', size: '640x360', picture: twoColours }),
    media.clip({ name: 'moving.265' }),
    media.clip({ name: 'changing.264', size: '320x240', seconds: 4 }),
  ]);
  const large = await media.clip({ name: 'large.264', size: '640x360', seconds: 4 });
  appendFileSync(small, readFileSync(large));
  const h264 = (path: string) => ({ codec: 'h264', path, fps: 10 }) as const;
  const mounts = {
    moving: h264(moving),
    colours: h264(colours),
    hevc: { codec: 'h265', path: hevc, fps: 10 },
    changing: h264(small),
  } as const;
  server = await startRtspServer({ mounts });
  locked = await startRtspServer({ mounts: { moving: h264(moving) }, auth: 'admin:S3cret' });
});
afterEach(() => Promise.all(running.splice(0).map(({ camera }) => camera.stop())));
afterAll(async () => {
  await server.close();
  await locked.close();
  media.remove();
});

function started(options: Parameters<typeof watchedCamera>[0]): WatchedCamera {
  const watched = watchedCamera(options);
  running.push(watched);
  watched.camera.start();
  return watched;
}

/** The last picture of what a viewer got, by the real decoder. */
function decodedWall(events: readonly LiveEvent[]): { width: number; height: number; rgb: Buffer } {
  const bytes = Buffer.concat(events.flatMap((event) => ('data' in event ? [event.data] : [])));
  const size = '16x16';
  const args = [
    '-loglevel',
    'error',
    '-i',
    'pipe:0',
    '-vf',
    'scale=16:16:flags=area',
    '-pix_fmt',
    'rgb24',
    '-f',
    'rawvideo',
    '-',
  ];
  const { stdout, stderr } = spawnSync('ffmpeg', args, { input: bytes });
  if (stdout.length < 768) throw new Error(`no picture of ${size} in the wall's stream: ${stderr}`);
  return { width: 16, height: 16, rgb: stdout.subarray(stdout.length - 768) };
}

it('gives frames of the wanted size and colour, no more often than asked, and the untouched stream', async () => {
  const watched = started({ source: server.url('colours'), config: { detect_width: 320, fps: 5 } });
  await until('twenty frames', () => watched.camera.counters().framesTotal >= 20);
  const frame = watched.newest();
  expect(frame).toMatchObject({ cameraId: 'c1', width: 320, height: 180 });
  if (frame === undefined) return;
  expect(meanColour(frame, [0.05, 0, 0.45, 1])).toEqual([0, 0, expect.closeTo(255, -1)]);
  expect(meanColour(frame, [0.55, 0, 0.95, 1])).toEqual([expect.closeTo(255, -1), 0, 0]);
  expect(watched.frames.map(({ seq }) => seq)).toEqual(watched.frames.map((_, i) => i + 1));
  expect(watched.camera.state().kind).toBe('live');
  expect(watched.camera.counters()).toMatchObject({ codec: 'h264', width: 320, height: 180, corruptTotal: 0, restartsTotal: 0 });
  expect(watched.camera.counters().fps).toBeLessThan(6.5);
  expect(watched.camera.latestFrame()?.rgb.length).toBe(320 * 180 * 3);

  watched.watchWall();
  const [init, first] = watched.events;
  expect(init).toMatchObject({
    kind: 'init',
    codec: 'mse',
    mime: expect.stringMatching(/^video\/mp4; codecs="avc1\.42c0[0-9a-f]{2}"$/),
  });
  expect(first).toMatchObject({ kind: 'chunk', keyframe: true });
  if (init?.kind === 'init' && init.codec === 'mse') expect(codecOf(init.data)).toEqual({ name: 'h264', mime: init.mime });
  await until('a live chunk', () => watched.events.length > 12);
  expect(meanColour({ ...frame, ...decodedWall(watched.events) }, [0, 0, 0.4, 1])[2]).toBeGreaterThan(240);
});

it('is reconnecting, offline and live again as the server goes and comes; the wall begins anew', async () => {
  const watched = started({ source: server.url('moving'), config: { offline_after_s: 1 } });
  watched.watchWall();
  await until('live', () => watched.kind() === 'live');
  await server.close();
  try {
    await until('offline', () => watched.kind() === 'offline');
    // First it is the stream's end; the next try, which may be late on a busy machine, finds nobody.
    await until('nobody there', () => {
      const state = watched.camera.state();
      return 'reason' in state && /^connection refused by 127\.0\.0\.1:\d+$/.test(state.reason);
    });
  } finally {
    await server.reopen();
  }
  await until('live again', () => watched.kind() === 'live' && watched.events.filter(({ kind }) => kind === 'init').length === 2);
  const kinds = watched.states.map(({ kind }) => kind).filter((kind, i, all) => kind !== all[i - 1]);
  // On a busy machine the first connection alone can take longer than this camera's patience.
  expect(kinds.slice(kinds.indexOf('live'))).toEqual(['live', 'reconnecting', 'offline', 'live']);
  expect(watched.events.filter(({ kind }) => kind !== 'chunk').map(({ kind }) => kind)).toEqual(['init', 'end', 'init']);
});

it('notices a server that stays connected and sends nothing', async () => {
  const watched = started({ source: server.url('moving'), limits: { silenceMs: 1000 } });
  await until('live', () => watched.kind() === 'live');
  server.freeze(true);
  try {
    await until('lost', () => watched.kind() === 'reconnecting');
  } finally {
    server.freeze(false);
  }
  await until('live again', () => watched.kind() === 'live');
  expect(watched.camera.counters().restartsTotal).toBeGreaterThanOrEqual(1);
});

it('says that the password is wrong, or the stream unknown, without the password', async () => {
  const wrong = started({ source: locked.url('moving').replace('S3cret', 'wr0ngOne') });
  const right = started({ source: locked.url('moving') });
  const unknown = started({ source: server.url('none') });
  await until('two reasons', () => [wrong, unknown].every(({ camera }) => camera.counters().restartsTotal > 0));
  expect(wrong.camera.state()).toMatchObject({ reason: 'wrong user or password (401)' });
  expect(unknown.camera.state()).toMatchObject({ reason: 'stream not found (404); check the path in the address' });
  expect(JSON.stringify([wrong.states, wrong.logged])).not.toContain('wr0ngOne');
  await until('live', () => right.kind() === 'live');
});

it('follows a change of resolution in the middle of the stream', async () => {
  const watched = started({ source: server.url('changing') });
  await until('the first size', () => watched.newest()?.height === 240);
  await until('the second size', () => watched.newest()?.width === 640);
  expect(watched.newest()).toMatchObject({ width: 640, height: 360 });
  expect(watched.states.some((state) => state.kind === 'reconnecting' && state.reason.includes('resolution'))).toBe(true);
});

it('shows HEVC as MPEG-1, made only while someone watches', async () => {
  const watched = started({ source: server.url('hevc') });
  await until('live', () => watched.kind() === 'live' && watched.camera.counters().codec === 'hevc');
  const leave = watched.watchWall();
  expect(watched.events).toEqual([{ kind: 'init', codec: 'mpeg1' }]);
  await until('MPEG-TS', () => watched.events.length > 5);
  const first = watched.events[1];
  expect(first?.kind === 'chunk' && first.data[0]).toBe(0x47);
  const wall = decodedWall(watched.events.filter(({ kind }) => kind === 'chunk'));
  expect(Math.max(...wall.rgb)).toBeGreaterThan(100);
  leave();
  const count = watched.events.length;
  await until('more frames', () => (watched.newest()?.seq ?? 0) > 30);
  expect(watched.events.length).toBe(count);
});

it('lets nothing masked out, neither in the frames nor on the wall', async () => {
  const masks = [
    [
      [0, 0],
      [0.5, 0],
      [0.5, 1],
      [0, 1],
    ],
  ] satisfies [number, number][][];
  const watched = started({ source: server.url('colours'), config: { masks } });
  watched.watchWall();
  await until('frames and chunks', () => watched.frames.length > 5 && watched.events.length > 5);
  const frame = watched.newest();
  if (frame === undefined) return;
  expect(meanColour(frame, [0, 0, 0.5, 1])).toEqual([0, 0, 0]);
  expect(meanColour(frame, [0.52, 0, 1, 1])[0]).toBeGreaterThan(240);
  const wall = { ...frame, ...decodedWall(watched.events) };
  expect(Math.max(...meanColour(wall, [0, 0, 0.45, 1]))).toBeLessThan(8);
  expect(meanColour(wall, [0.6, 0, 1, 1])[0]).toBeGreaterThan(230);
});
