import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPpmParser, type PpmPicture } from '../../src-main/sources/ppm.ts';

function ppm(width: number, height: number, value: number): Buffer {
  return Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`), Buffer.alloc(width * height * 3, value)]);
}

function parse(chunks: readonly Uint8Array[]): { pictures: PpmPicture[]; corrupt: number } {
  const pictures: PpmPicture[] = [];
  let corrupt = 0;
  const parser = createPpmParser({ onPicture: (picture) => pictures.push(picture), onCorrupt: () => corrupt++ });
  for (const chunk of chunks) parser.push(chunk);
  parser.end();
  return { pictures, corrupt };
}

function summary({ pictures, corrupt }: ReturnType<typeof parse>): unknown {
  return { corrupt, pictures: pictures.map(({ width, height, rgb }) => `${width}x${height} of ${rgb[0]}, ${rgb.length} bytes`) };
}

describe('a PPM stream', () => {
  const two = [ppm(4, 2, 7), ppm(3, 3, 80)];
  const twoPictures = ['4x2 of 7, 24 bytes', '3x3 of 80, 27 bytes'];

  it.each<[string, Uint8Array[], number, string[]]>([
    ['pictures of two sizes', two, 0, twoPictures],
    ['nothing', [], 0, []],
    ['a picture cut short at the end', [ppm(4, 2, 7), ppm(4, 2, 8).subarray(0, 20)], 1, ['4x2 of 7, 24 bytes']],
    ['a header cut short at the end', [ppm(4, 2, 7), Buffer.from('P6\n4')], 1, ['4x2 of 7, 24 bytes']],
    [
      'rubbish before a picture, counted once',
      [Buffer.from('no picture at all, P5 P P6 x\n'), ppm(4, 2, 7)],
      1,
      ['4x2 of 7, 24 bytes'],
    ],
    ['a size of nothing', [Buffer.from('P6\n0 5\n255\n'), ppm(4, 2, 7)], 1, ['4x2 of 7, 24 bytes']],
    ['a size beyond all cameras', [Buffer.from('P6\n60000 60000\n255\n'), ppm(4, 2, 7)], 1, ['4x2 of 7, 24 bytes']],
    ['a header that never ends', [Buffer.alloc(100, 'P6\n1'), ppm(4, 2, 7)], 1, ['4x2 of 7, 24 bytes']],
  ])('%s', (_, chunks, corrupt, pictures) => {
    expect(summary(parse(chunks))).toEqual({ corrupt, pictures });
  });

  it('reads the same however the bytes are cut', () => {
    const bytes = Buffer.concat(two);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (sizes) => {
        const chunks: Buffer[] = [];
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const size = sizes[i % sizes.length] ?? 1;
          chunks.push(bytes.subarray(at, at + size));
          at += size;
        }
        expect(summary(parse(chunks))).toEqual({ corrupt: 0, pictures: twoPictures });
      }),
    );
  });

  it('never throws on any bytes, and finds the picture after them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (rubbish) => {
        const text = Buffer.from(rubbish).toString('latin1');
        fc.pre(!/P6\s/.test(text) && !text.endsWith('P') && !text.endsWith('P6'));
        expect(parse([rubbish, ppm(4, 2, 7)]).pictures).toHaveLength(1);
      }),
    );
  });

  it('gives each picture a buffer of its own that can be transferred', () => {
    const { pictures } = parse([Buffer.concat([ppm(4, 2, 7), ppm(4, 2, 9)])]);
    const [first, second] = pictures.map(({ rgb }) => rgb.buffer);
    expect(first?.byteLength).toBe(24);
    structuredClone(first, { transfer: first === undefined ? [] : [first] });
    expect(first?.byteLength).toBe(0);
    expect(second?.byteLength).toBe(24);
  });
});
