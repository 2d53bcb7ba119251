/** Cameras that are files, HTTP addresses and the twin; and pictures that are frozen or covered. */
import { spawn } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { digestAnswer } from '../../src-main/sources/http-get.ts';
import type { TwinFeed } from '../../src-main/twin/twin-feed.ts';
import { type HttpCamera, startHttpCamera } from '../fixtures/http-camera.ts';
import { createTestMedia } from '../fixtures/media.ts';
import { until } from '../fixtures/until.ts';
import { type WatchedCamera, watchedCamera } from './watched-camera.ts';

/** As the twin's own encoder sends its pictures. */
const twinEncoderArgs =
  '-c:v libx264 -preset ultrafast -tune zerolatency -g 20 -pix_fmt yuv420p -f nut -flush_packets 1 pipe:1'.split(' ');

const media = createTestMedia();
const siteFolder = media.folder;
const running: WatchedCamera[] = [];
let web: HttpCamera;

beforeAll(async () => {
  const jpegs = await Promise.all([
    media.clip({ name: 'one.jpg', size: '640x360' }),
    media.clip({ name: 'two.jpg', size: '640x360', picture: 'testsrc=size=SIZE:rate=RATE' }),
  ]);
  web = await startHttpCamera(
    jpegs.map((path) => readFileSync(path)),
    10,
    'admin:S3cret',
  );
});
afterEach(() => Promise.all(running.splice(0).map(({ camera }) => camera.stop())));
afterAll(async () => {
  await web.close();
  media.remove();
});

function started(options: Parameters<typeof watchedCamera>[0]): WatchedCamera {
  const watched = watchedCamera({ siteFolder, ...options });
  running.push(watched);
  watched.camera.start();
  return watched;
}

describe('file:', () => {
  it('plays a clip at its own pace, for ever, whatever its codec', async () => {
    await Promise.all([media.clip({ name: 'short.mp4', seconds: 1 }), media.clip({ name: 'old.avi', seconds: 1 })]);
    const mp4 = started({ source: 'file:short.mp4' });
    const avi = started({ source: 'file:old.avi' });
    await until('more frames than the clips have', () => [mp4, avi].every(({ camera }) => camera.counters().framesTotal >= 25));
    expect(mp4.camera.counters()).toMatchObject({ codec: 'h264', restartsTotal: 0 });
    expect(avi.camera.counters()).toMatchObject({ codec: 'mpeg4', restartsTotal: 0 });
    expect(mp4.camera.counters().fps).toBeCloseTo(10, -0.5);
  });

  it('stays inside the folder of the site file', async () => {
    symlinkSync('/etc', join(siteFolder, 'elsewhere'));
    const outside = started({ source: 'file:elsewhere/hostname' });
    const missing = started({ source: 'file:none.mp4' });
    await until('both refused', () => [outside, missing].every(({ camera }) => camera.counters().restartsTotal > 0));
    expect(outside.camera.state()).toMatchObject({ reason: "elsewhere/hostname leads outside the site's folder" });
    expect(missing.camera.state()).toMatchObject({ reason: 'none.mp4 is not there; put it beside the site file' });
  });
});

describe('http:', () => {
  it.each([
    ['MJPEG', '/mjpeg'],
    ['JPEG stills', '/still.jpg'],
  ])('%s, shown as MPEG-1', async (_, path) => {
    const watched = started({ source: web.url(path) });
    watched.watchWall();
    await until('frames', () => watched.camera.counters().framesTotal >= 8);
    expect(watched.newest()).toMatchObject({ width: 640, height: 360 });
    expect(watched.camera.counters()).toMatchObject({ codec: 'mjpeg', restartsTotal: 0 });
    await until('the wall', () => watched.events.length > 2);
    expect(watched.events[0]).toEqual({ kind: 'init', codec: 'mpeg1' });
  });

  it.each([
    ['a page', '/page', /text\/html; MJPEG or JPEG is needed/],
    ['nothing', '/none', /stream not found \(404\)/],
    ['a redirect to a file', '/to-file', /./],
  ])('refuses %s', async (_, path, reason) => {
    const watched = started({ source: web.url(path) });
    await until('refused', () => watched.camera.counters().restartsTotal > 0);
    expect(watched.camera.state()).toMatchObject({ kind: 'reconnecting', reason: expect.stringMatching(reason) });
    expect(watched.frames).toEqual([]);
  });

  it('says that the password is wrong', async () => {
    const watched = started({ source: web.url('/mjpeg').replace('S3cret', 'wr0ngOne') });
    await until('refused', () => watched.camera.counters().restartsTotal > 0);
    expect(watched.camera.state()).toMatchObject({ reason: 'wrong user or password (401)' });
    expect(JSON.stringify([watched.states, watched.logged])).not.toContain('wr0ngOne');
  });

  it('answers a digest challenge (the example of RFC 2617)', () => {
    const challenge =
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
    const url = new URL('http://Mufasa:Circle%20Of%20Life@host.com/dir/index.html');
    expect(digestAnswer(challenge, url, '0a4f113b')).toContain('response="6629fae49393a05397450978507c4ef1"');
  });
});

describe('twin:', () => {
  /** The real encoder with the arguments that the twin is told to use. */
  const feed: TwinFeed = {
    format: 'nut',
    has: (name) => name === 'hall',
    subscribe: (_, write) => {
      const input = ['-loglevel', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=10'];
      const encoder = spawn('ffmpeg', [...input, ...twinEncoderArgs], { stdio: ['ignore', 'pipe', 'ignore'] });
      encoder.stdout.on('data', write);
      return () => encoder.kill('SIGKILL');
    },
  };

  it('comes by bytes, and goes to the wall as H.264', async () => {
    const watched = started({ source: 'twin:hall', twinFeed: feed });
    watched.watchWall();
    await until('frames', () => watched.camera.counters().framesTotal >= 10);
    expect(watched.newest()).toMatchObject({ width: 640, height: 360 });
    await until('the wall', () => watched.events.length > 5);
    expect(watched.events[0]).toMatchObject({ kind: 'init', codec: 'mse' });
    expect(watched.events[1]).toMatchObject({ kind: 'chunk', keyframe: true });
  });

  it('begins anew when the stream inside begins again, because the wall would stand still till its clock had caught up', async () => {
    const encode = (write: (chunk: Uint8Array) => void, time: string[]) => {
      const input = ['-loglevel', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25', ...time];
      const encoder = spawn('ffmpeg', [...input, ...twinEncoderArgs], { stdio: ['ignore', 'pipe', 'ignore'] });
      encoder.stdout.on('data', write);
      return encoder;
    };
    const restarting: TwinFeed = {
      ...feed,
      subscribe: (_, write) => {
        let encoder = encode(write, ['-t', '2']);
        encoder.once('close', (code) => {
          if (code === 0) encoder = encode(write, []);
        });
        return () => encoder.kill('SIGKILL');
      },
    };
    const watched = started({ source: 'twin:hall', twinFeed: restarting });
    watched.watchWall();
    await until('a new start', () => watched.states.find((state) => state.kind === 'reconnecting' && /clock/.test(state.reason)));
    await until('the wall anew', () => watched.events.filter(({ kind }) => kind === 'init').length >= 2);
  });

  it('knows its cameras', async () => {
    const watched = started({ source: 'twin:roof', twinFeed: feed });
    await until('refused', () => watched.camera.counters().restartsTotal > 0);
    expect(watched.camera.state()).toMatchObject({ reason: 'the twin has no camera roof' });
  });
});

it('tells a frozen and a covered picture, and when they end', async () => {
  const still = 'testsrc2=size=SIZE:rate=RATE:duration=3,tpad=stop_mode=clone:stop_duration=7';
  const black = "testsrc2=size=SIZE:rate=RATE,drawbox=color=black:t=fill:enable='gte(t,3)'";
  await Promise.all([
    media.clip({ name: 'still.mp4', picture: still, seconds: 10 }),
    media.clip({ name: 'black.mp4', picture: black, seconds: 8 }),
  ]);
  const limits = { frozenAfterMs: 3000, coveredAfterMs: 2500 };
  const frozen = started({ source: 'file:still.mp4', limits });
  const covered = started({ source: 'file:black.mp4', limits });
  await until('frozen and covered', () => frozen.kind() === 'frozen' && covered.kind() === 'covered');
  await until('both live again', () => frozen.kind() === 'live' && covered.kind() === 'live');
  // On a busy machine frames may stay away for so long that the camera is begun anew in between.
  const kindsOf = ({ states }: WatchedCamera): string => {
    const kinds = states.map(({ kind }) => kind).filter((kind) => kind !== 'reconnecting');
    return kinds.filter((kind, i) => kind !== kinds[i - 1]).join(' ');
  };
  expect(kindsOf(frozen)).toBe('live frozen live');
  expect(kindsOf(covered)).toBe('live covered live');
});
