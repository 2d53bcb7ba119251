/** Nobody is to be recognised in a copy: what is hidden and for how long, that nothing is left of it, and that it never fails open. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { blurClip, blurPicture, stillOf } from '../../src-main/evidence/blur/blur-clip.ts';
import { hiddenAt, hiddenIn, hiddenParts, type PictureFind } from '../../src-main/evidence/blur/hidden-parts.ts';
import { hideParts } from '../../src-main/evidence/blur/mosaic.ts';
import { createTestMedia } from '../fixtures/media.ts';

const media = createTestMedia();
afterAll(() => media.remove());

const face: PictureFind = { faces: [[0.4, 0.4, 0.6, 0.6]], bodies: [] };
const nobody: PictureFind = { faces: [], bodies: [] };

test('a face that is found once is hidden in the looks before and after it', () => {
  const looks = [nobody, nobody, face, nobody, nobody].map((found, i) => ({ atS: i / 5, found, aspect: 16 / 9 }));
  const parts = hiddenParts(looks);
  expect([0, 0.2, 0.4, 0.8, 1, 1.2].map((atS) => hiddenAt(parts, atS).length)).toEqual([1, 1, 1, 1, 1, 0]);
  const [box] = hiddenAt(parts, 0.4);
  // With a margin on each side.
  expect(box?.[0]).toBeLessThan(0.36);
  expect(box?.[3]).toBeGreaterThan(0.64);
});

test('of a person the head end is hidden, more of it the less of the person is seen; unseen means all', () => {
  const headOf = (body: readonly [number, number, number, number]) =>
    hiddenIn({ found: { faces: [], bodies: [body] }, aspect: 1 })[0];
  const whole = headOf([0.4, 0.2, 0.6, 0.8]);
  const bust = headOf([0.3, 0.2, 0.7, 0.6]);
  expect(whole?.[3]).toBeCloseTo(0.2 + 0.6 * 0.3 + 0.027, 2);
  expect(bust?.[3]).toBeGreaterThan(0.2 + 0.4 * 0.65);
  expect(hiddenIn({ found: null, aspect: 1 })).toEqual([[0, 0, 1, 1]]);
  expect(hiddenIn({ found: nobody, aspect: 1 })).toEqual([]);
});

test('a hidden part is a few blocks of one colour, and nothing else is touched', () => {
  const samples = Uint8Array.from({ length: 100 * 100 }, (_, i) => (i * 37) % 256);
  const before = samples.slice();
  hideParts({ width: 100, height: 100, channels: 1, samples }, [[0.2, 0.2, 0.6, 0.6]]);
  const inside = new Set<number>();
  let touched = 0;
  for (let y = 0; y < 100; y++)
    for (let x = 0; x < 100; x++) {
      const isInside = x >= 20 && x < 60 && y >= 20 && y < 60;
      if (isInside) inside.add(samples[y * 100 + x] ?? 0);
      else if (samples[y * 100 + x] !== before[y * 100 + x]) touched += 1;
    }
  expect(touched).toBe(0);
  expect(inside.size).toBeLessThanOrEqual(16);
});

test('a clip’s copy is as long as the clip, H.264, and flat where somebody was found', { timeout: 60_000 }, async () => {
  const from = await media.clip({ name: 'people.mp4', fps: 10, seconds: 2, size: '320x180' });
  const to = join(media.folder, 'copy.mp4');
  let asked = 0;
  const find = async () => {
    asked += 1;
    return face;
  };
  const job = {
    from,
    to,
    framesPerS: 10,
    masks: ['drawbox=x=0:y=0:w=40:h=40:color=black:t=fill'],
    signal: new AbortController().signal,
  };
  const { looks, blind } = await blurClip({ ffmpegPath: 'ffmpeg', find }, job);
  expect([looks, blind]).toEqual([asked, 0]);
  expect(asked).toBeGreaterThanOrEqual(9);
  const probed = execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'stream=codec_name,nb_frames', '-of', 'csv=p=0', to], {
    encoding: 'utf8',
  });
  expect(probed.trim()).toBe('h264,20');
  const pixels = (file: string, crop: string): Buffer =>
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-ss',
      '1',
      '-i',
      file,
      '-frames:v',
      '1',
      '-vf',
      `crop=${crop},format=gray`,
      '-f',
      'rawvideo',
      'pipe:1',
    ]);
  const steps = (bytes: Buffer): number =>
    bytes.reduce((sum, value, i) => sum + (i % 60 > 0 && Math.abs(value - (bytes[i - 1] ?? 0)) > 12 ? 1 : 0), 0);
  const [was, is] = [steps(pixels(from, '60:36:130:72')), steps(pixels(to, '60:36:130:72'))];
  expect(is).toBeLessThan(was / 3 + 200);
  expect(Math.max(...pixels(to, '30:30:4:4'))).toBeLessThan(24);
  const still = await stillOf('ffmpeg', { from: to, atS: 1, widthPx: 160 });
  expect(still.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  const hidden = await blurPicture({ find: async () => null }, still);
  expect(hidden.length).toBeLessThan(still.length);
});

test('a copy that is cancelled ends at once', async () => {
  const from = await media.clip({ name: 'people.mp4', fps: 10, seconds: 2, size: '320x180' });
  const ending = new AbortController();
  const find = async () => {
    ending.abort();
    return face;
  };
  const job = { from, to: join(media.folder, 'never.mp4'), framesPerS: 10, masks: [], signal: ending.signal };
  await expect(blurClip({ ffmpegPath: 'ffmpeg', find }, job)).rejects.toThrow();
});
