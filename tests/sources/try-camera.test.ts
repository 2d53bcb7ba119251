/** A camera that is tried before it is saved: a picture or a reason, and in each case nothing left running. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClock } from '../../src-main/clock.ts';
import { createLog } from '../../src-main/log.ts';
import { findFfmpeg } from '../../src-main/sources/find-ffmpeg.ts';
import { tryCamera } from '../../src-main/sources/try-camera.ts';
import { createTestMedia } from '../fixtures/media.ts';
import { type RtspServer, startRtspServer } from '../fixtures/rtsp-server.ts';
import { until } from '../fixtures/until.ts';

const media = createTestMedia();
let server: RtspServer;
const shared = {
  siteFolder: '/nowhere',
  ffmpeg: findFfmpeg(process.env),
  twinFeed: null,
  clock: createClock(),
  log: createLog('silent'),
};
const attempt = (source: string, signal = new AbortController().signal) => tryCamera({ ...shared, source, signal });

beforeAll(async () => {
  const path = await media.clip({ name: 'tried.264', size: '640x360' });
  server = await startRtspServer({ mounts: { tried: { codec: 'h264', path, fps: 10 } }, auth: 'admin:S3cret' });
});
afterAll(async () => {
  await server.close();
  media.remove();
});

it('shows a picture with what the stream is, and lets the camera go', async () => {
  const trial = await attempt(server.url('tried'));
  expect(trial).toMatchObject({ ok: true, frame: { width: 640, height: 360 }, codec: 'h264' });
  expect(trial.ok && trial.fps).toBeGreaterThan(5);
  await until('the connection to be closed', () => server.clients() === 0);
}, 30_000);

it('says that the password is wrong, without it', async () => {
  const trial = await attempt(server.url('tried').replace('S3cret', 'wrong-word'));
  expect(trial).toEqual({ ok: false, reason: 'wrong user or password (401)' });
}, 30_000);

it('ends when nobody waits any more', async () => {
  const stop = new AbortController();
  const trial = attempt(server.url('tried'), stop.signal);
  stop.abort();
  expect(await trial).toMatchObject({ ok: false });
  expect(server.clients()).toBe(0);
}, 30_000);
