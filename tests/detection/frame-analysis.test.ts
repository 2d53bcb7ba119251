/** Pictures that programs send in, through real decoding and a real worker with a tiny model. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PictureAnswer, PictureFindings } from '../../src-contract/domain/frame-analysis.ts';
import { createClock } from '../../src-main/clock.ts';
import { createFrameAnalysis, type FrameAnalysis, type FrameAnalysisDeps } from '../../src-main/detection/frame-analysis.ts';
import { createLog } from '../../src-main/log.ts';
import { hugePng, spotsJpeg, spotsPng } from '../fixtures/encoded-pictures.ts';
import { sharedPath } from '../fixtures/shared.ts';
import { redSpotYolox } from '../fixtures/tiny-onnx.ts';
import { until } from '../fixtures/until.ts';

const workerUrl = new URL('../../src-main/detection/worker.ts', import.meta.url);
const mostBytes = 2_000_000;

let folder = '';
let analysis: FrameAnalysis | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kavach-frames-'));
});
afterEach(async () => {
  await analysis?.stop();
  analysis = null;
  await rm(folder, { recursive: true });
});

const putModel = (name = 'spots', labels = "{0: 'person'}", classes: 1 | 2 = 1) =>
  writeFile(join(folder, `${name}.onnx`), redSpotYolox({ names: labels }, classes));

function start(given: Partial<FrameAnalysisDeps> = {}): FrameAnalysis {
  analysis = createFrameAnalysis({
    ...{ modelFolders: [folder], bodyModelPath: null, faceModelPath: null, minScore: null, mostBytes, workerUrl },
    ...{ clock: createClock(), log: createLog('silent') },
    ...given,
  });
  return analysis;
}

const orderOf = (encoded: Uint8Array, minScore: number | null = null) => ({ encoded: () => encoded, minScore });

async function findings(encoded: Uint8Array, minScore: number | null = null): Promise<PictureFindings> {
  const answer = await (analysis ?? start()).analyse('a', orderOf(encoded, minScore));
  if (answer.kind !== 'found') throw new Error(JSON.stringify(answer));
  return answer.findings;
}

const boxesOf = ({ bodies, width, height }: PictureFindings) =>
  bodies.map(({ box }) => box.map((side, i) => Math.round(side * (i % 2 === 0 ? width : height))));

describe('what is found', () => {
  test('bodies in fractions of the picture as sent, from a PNG and from a JPEG, whatever orientation its EXIF tells', async () => {
    await putModel();
    const cells = [[3, 2]] as const;
    for (const encoded of [await spotsPng(cells), await spotsJpeg(cells), await spotsJpeg(cells, { orientation: 6 })]) {
      const found = await findings(encoded);
      expect([found.width, found.height, boxesOf(found)]).toEqual([128, 72, [[24, 16, 32, 24]]]);
    }
  });

  test('a large picture is made small on its way, and boxes are those of the large one', async () => {
    await putModel();
    const small = await spotsPng([[10, 5]], { width: 640, height: 360 });
    const large = await sharp(small).resize(3840, 2160, { kernel: 'nearest' }).jpeg({ quality: 95 }).toBuffer();
    const found = await findings(large, 0.3);
    expect([found.width, found.height]).toEqual([3840, 2160]);
    const [box] = boxesOf(found);
    for (const [i, side] of [480, 240, 528, 288].entries()) expect(Math.abs((box?.[i] ?? 0) - side)).toBeLessThan(50);
  });

  test.each([
    ['grey', (picture: Sharp) => picture.greyscale().png()],
    ['with alpha', (picture: Sharp) => picture.ensureAlpha(0.5).png()],
    ['16 bits deep', (picture: Sharp) => picture.toColourspace('rgb16').png()],
    ['with a palette', (picture: Sharp) => picture.png({ palette: true })],
    ['CMYK', (picture: Sharp) => picture.toColourspace('cmyk').jpeg()],
    ['progressive', (picture: Sharp) => picture.jpeg({ progressive: true })],
    ['one pixel', (picture: Sharp) => picture.resize(1, 1).png()],
    ['a line', (picture: Sharp) => picture.resize(1, 20_000, { fit: 'fill' }).png()],
  ])('a picture %s is looked at', async (_what, shape) => {
    await putModel();
    expect((await findings(await shape(sharp(await spotsPng([[3, 2]]))).toBuffer())).problem).toBeNull();
  });

  test('faces come with the bodies where one model knows both', async () => {
    await putModel('both', "{0: 'person', 1: 'face'}", 2);
    const yellow = { create: { width: 8, height: 8, channels: 3, background: '#ffff00' } } as const;
    const picture = sharp(await spotsPng([[3, 2]])).composite([{ input: yellow, left: 80, top: 40 }]);
    const found = await findings(await picture.png().toBuffer(), 0.4);
    expect([found.bodies.length, found.faces.map(({ box }) => Math.round(box[0] * 128))]).toEqual([1, [80]]);
    const { body, face } = await start().models();
    expect([body, face]).toEqual([
      { kind: 'idle', name: 'both', path: join(folder, 'both.onnx') },
      { kind: 'idle', name: 'both', path: join(folder, 'both.onnx') },
    ]);
  });

  test('faces come from a model of their own where that is named, or at hand', async () => {
    await putModel();
    await putModel('faces', "{0: 'face'}");
    expect(await findings(await spotsPng([[3, 2]]))).toMatchObject({ bodies: [{}], faces: [{}] });
    const named = start({ faceModelPath: join(folder, 'nowhere.onnx') });
    const { body, face } = await named.models();
    expect([body.kind, face.kind === 'none' && face.reason]).toEqual(['idle', expect.stringContaining('FACE_MODEL_PATH')]);
  });
});

describe('turns', () => {
  test('of many pictures of a client the first and the newest are looked at', async () => {
    await putModel();
    const encoded = await spotsPng([[3, 2]]);
    const { analyse, counters } = start();
    const answers = await Promise.all(Array.from({ length: 20 }, () => analyse('a', orderOf(encoded))));
    expect(answers.map(({ kind }) => kind)).toEqual(['found', ...Array(18).fill('replaced'), 'found']);
    expect(counters()).toMatchObject({ analysedTotal: 2, replacedTotal: 18, waiting: 0 });
  });

  test('a client that never stops sending starves nobody', async () => {
    await putModel();
    const encoded = await spotsPng([[3, 2]]);
    const { analyse } = start();
    const order: string[] = [];
    const send = (clientId: string): Promise<PictureAnswer> =>
      analyse(clientId, orderOf(encoded)).then((answer) => {
        if (answer.kind === 'found') order.push(clientId);
        return answer;
      });
    let isOver = false;
    const flood = (async () => {
      while (!isOver) await Promise.all([send('loud'), send('loud'), send('loud')]);
    })();
    const quiet = ['b', 'c', 'd'];
    for (let round = 0; round < 5; round++) await Promise.all(quiet.map(send));
    isOver = true;
    await flood;
    for (const id of quiet) expect(order.filter((one) => one === id)).toHaveLength(5);
    // Loud ones between two turns of a quiet client: one that was in work, and its own turn.
    const turns = order.join(' ').split(' b ');
    for (const between of turns.slice(1, 5)) expect(between.split('loud').length - 1).toBeLessThanOrEqual(3);
  });

  test('who leaves gets no turn', async () => {
    await putModel();
    const encoded = await spotsPng([[3, 2]]);
    const { analyse, leave } = start();
    const [first, second] = [analyse('a', orderOf(encoded)), analyse('a', orderOf(encoded))];
    leave('a');
    expect([(await first).kind, (await second).kind]).toEqual(['found', 'replaced']);
  });
});

describe('pictures that can not be looked at', () => {
  const refusals: [string, () => Promise<Uint8Array> | Uint8Array, string][] = [
    ['nothing', () => new Uint8Array(), 'INVALID_FRAME'],
    ['text', () => Buffer.from('hello, this is no picture'), 'INVALID_FRAME'],
    ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'INVALID_FRAME'],
    [
      'a GIF',
      () =>
        sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
          .gif()
          .toBuffer(),
      'INVALID_FRAME',
    ],
    ['a JPEG cut short', async () => (await spotsJpeg([[3, 2]], { width: 640, height: 360 })).subarray(0, -900), 'INVALID_FRAME'],
    ['a PNG cut short', async () => (await spotsPng([[3, 2]], { width: 640, height: 360 })).subarray(0, -60), 'INVALID_FRAME'],
    ['a JPEG head alone', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'INVALID_FRAME'],
    ['a PNG of 20,000 × 20,000 pixels', () => hugePng(20_000, 20_000), 'FRAME_TOO_LARGE'],
    ['a PNG of 65,535 × 1,000,000 pixels', () => hugePng(65_535, 1_000_000), 'FRAME_TOO_LARGE'],
    ['a PNG that promises more than it holds', () => hugePng(6000, 6000), 'INVALID_FRAME'],
    ['too many bytes', () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(mostBytes)]), 'FRAME_TOO_LARGE'],
  ];

  test.each(refusals)('%s is refused, soon, and the next picture is looked at', async (_what, make, code) => {
    await putModel();
    const { analyse } = start();
    const encoded = await make();
    const startMs = performance.now();
    const answer = await analyse('a', orderOf(encoded));
    expect(answer).toMatchObject({ kind: 'refused', code });
    expect(performance.now() - startMs).toBeLessThan(5000);
    expect((await findings(await spotsPng([[3, 2]]))).bodies).toHaveLength(1);
  });

  test('stray bytes between the markers of a JPEG, as some cameras write them, are passed over', async () => {
    await putModel();
    const jpeg = await spotsJpeg([[3, 2]]);
    const stray = Buffer.concat([jpeg.subarray(0, -2), Buffer.from([0, 0, 0]), jpeg.subarray(-2)]);
    expect((await findings(stray)).bodies).toHaveLength(1);
  });
});

describe('models', () => {
  test('without one, each picture is told what to do; one that is put there is taken up', async () => {
    const { analyse, models } = start({ limits: { rescanMs: 0 } });
    const encoded = await spotsPng([[3, 2]]);
    const answer = await analyse('a', orderOf(encoded));
    expect(answer).toMatchObject({ kind: 'refused', code: 'PROCESSING_ERROR', message: expect.stringContaining(folder) });
    expect((await models()).body).toMatchObject({ kind: 'none' });
    await putModel();
    await until('the new model', async () => (await analyse('a', orderOf(encoded))).kind === 'found');
    expect(await models()).toMatchObject({ body: { kind: 'ready', name: 'spots' }, face: { kind: 'none' } });
  });

  test('a file that is no model says so', async () => {
    await writeFile(join(folder, 'broken.onnx'), 'not a model');
    const answer = await start({ bodyModelPath: join(folder, 'broken.onnx') }).analyse('a', orderOf(await spotsPng([[3, 2]])));
    expect(answer).toMatchObject({ kind: 'refused', code: 'PROCESSING_ERROR', message: expect.stringContaining('broken') });
  });

  test('a model that can not be loaded fails its pictures at once', async () => {
    const bytes = redSpotYolox();
    const text = Buffer.from(bytes).toString('latin1').replace('Concat', 'Concet');
    await writeFile(join(folder, 'bad.onnx'), Buffer.from(text, 'latin1'));
    const { analyse, models } = start();
    const encoded = await spotsPng([[3, 2]]);
    for (let i = 0; i < 2; i++) {
      const answer = await analyse('a', orderOf(encoded));
      expect(answer).toMatchObject({ kind: 'refused', code: 'PROCESSING_ERROR', message: expect.stringContaining('loaded') });
    }
    expect((await models()).body).toMatchObject({ kind: 'failing', name: 'bad' });
  });

  test('nothing is loaded before the first picture, and nothing is kept when none comes', async () => {
    await putModel();
    const { analyse, models } = start({ limits: { idleMs: 50 } });
    expect((await models()).body.kind).toBe('idle');
    const encoded = await spotsPng([[3, 2]]);
    await analyse('a', orderOf(encoded));
    await until('the models to be let go', async () => (await models()).body.kind === 'idle');
    expect(await analyse('a', orderOf(encoded))).toMatchObject({ kind: 'found' });
  });

  test('who waits when the station stops is told', async () => {
    await putModel();
    const { analyse, stop } = start();
    const encoded = await spotsPng([[3, 2]]);
    const answers = ['a', 'b', 'c'].map((id) => analyse(id, orderOf(encoded)));
    await stop();
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ kind: 'refused', code: 'PROCESSING_ERROR' });
    expect(await analyse('a', orderOf(encoded))).toMatchObject({ kind: 'refused' });
  });
});

const realModel = sharedPath('models/yolox_nano_dyn.onnx');
const realPictures = sharedPath('media/penn_fudan/images/FudanPed00001.jpg');
test.skipIf(realModel === null || realPictures === null)('a real model finds the people of a real picture', async () => {
  start({ modelFolders: [], bodyModelPath: realModel });
  const found = await findings(await sharp(realPictures ?? '').toBuffer());
  expect(found.bodies.length).toBeGreaterThanOrEqual(2);
});
