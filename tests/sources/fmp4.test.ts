import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFmp4Splitter, decodeTime, type Fmp4Fragment, retimed, timeScale } from '../../src-main/sources/fmp4.ts';
import { codecOf, parametersIn } from '../../src-main/sources/fmp4-codec.ts';
import { createTestMedia } from '../fixtures/media.ts';

const media = createTestMedia();
const flags = '+frag_keyframe+empty_moov+default_base_moof+frag_every_frame';
const streams = new Map<string, Buffer>();

/** The clip as ffmpeg puts it on the wall's pipe. */
async function streamOf(name: '1.264' | '1.265' | '1.avi' | '1.mjpeg'): Promise<void> {
  const clip = await media.clip({ name, seconds: 2, gop: 5 });
  const args = ['-loglevel', 'error', '-i', clip, '-c:v', 'copy', '-f', 'mp4', '-movflags', flags, 'pipe:1'];
  streams.set(name, execFileSync('ffmpeg', name.endsWith('avi') ? args : ['-r', '10', ...args]));
}

beforeAll(() => Promise.all((['1.264', '1.265', '1.avi', '1.mjpeg'] as const).map(streamOf)));
afterAll(() => media.remove());

function split(bytes: Uint8Array, sizes: readonly number[]): { init: Uint8Array; fragments: Fmp4Fragment[]; broken: string[] } {
  const inits: Uint8Array[] = [];
  const fragments: Fmp4Fragment[] = [];
  const broken: string[] = [];
  const splitter = createFmp4Splitter({
    onInit: (init) => inits.push(init),
    onFragment: (fragment) => fragments.push(fragment),
    onBroken: (reason) => broken.push(reason),
  });
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    splitter.push(bytes.subarray(at, at + size));
    at += size;
  }
  return { init: inits[0] ?? new Uint8Array(), fragments, broken };
}

const h264 = (): Buffer => streams.get('1.264') ?? Buffer.alloc(0);

it('cuts the same frames wherever the bytes are cut', () => {
  const whole = split(h264(), [1e9]);
  expect(whole.fragments.length).toBe(20);
  expect(whole.fragments.flatMap(({ keyframe }, i) => (keyframe ? [i] : []))).toEqual([0, 5, 10, 15]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 6 }), (sizes) => {
      const cut = split(h264(), sizes);
      expect(cut.fragments.map(({ data }) => data.length)).toEqual(whole.fragments.map(({ data }) => data.length));
      expect(Buffer.compare(cut.init, whole.init)).toBe(0);
    }),
    { numRuns: 30 },
  );
});

it.each([
  ['1.264', 'h264', /^video\/mp4; codecs="avc1\.[0-9a-f]{6}"$/],
  ['1.265', 'hevc', null],
  ['1.avi', 'mpeg4', null],
  ['1.mjpeg', 'mjpeg', null],
])('%s is %s', (name, codec, mime) => {
  const { init, fragments } = split(streams.get(name) ?? Buffer.alloc(0), [5000]);
  expect(codecOf(init)).toEqual({ name: codec, mime: mime === null ? null : expect.stringMatching(mime) });
  const parameters = fragments.filter(({ keyframe }) => keyframe).map(({ sample }) => parametersIn(sample, codec));
  expect(new Set(parameters).size).toBe(1);
  if (codec !== 'mpeg4') expect(parameters[0]).not.toBeNull();
});

it('finds a JPEG of another size by its own bytes', async () => {
  const size = (path: string): string | null => parametersIn(readFileSync(path), 'mjpeg');
  const small = size(await media.clip({ name: 'small.jpg', size: '320x180' }));
  expect(small).toBe('00b40140');
  expect(size(await media.clip({ name: 'large.jpg', size: '640x360' }))).not.toBe(small);
});

it('moves a fragment in time without touching the original', () => {
  const { init, fragments } = split(h264(), [1e9]);
  const first = fragments[1]?.data ?? new Uint8Array();
  const before = decodeTime(first);
  const moved = retimed(first, 123456789012n);
  expect(decodeTime(moved)).toBe(123456789012n);
  expect(decodeTime(first)).toBe(before);
  expect(timeScale(init)).toBeGreaterThan(0);
});

it('says once that a stream is broken, and survives any bytes', () => {
  expect(split(Buffer.from('no mp4 at all, only words and words'), [3]).broken).toHaveLength(1);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(split(bytes, [7]).broken.length).toBeLessThanOrEqual(1);
      codecOf(bytes);
      for (const codec of ['h264', 'hevc', 'mjpeg']) parametersIn(bytes, codec);
    }),
  );
});
