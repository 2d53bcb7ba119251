/** Decoding by hand-made tensors, and telling layouts by shapes; real models are in real-models.test.ts. */
import { describe, expect, test } from 'vitest';
import { guessLabels, guessLayout } from '../../src-main/detection/layout-guess.ts';
import type { DecodeJob, OutputTensor, TensorFact } from '../../src-main/detection/layouts/layout.ts';
import { layouts } from '../../src-main/detection/layouts/registry.ts';
import { placeRegion } from '../../src-main/detection/placement.ts';

const picture = { width: 64, height: 64 };
const placement = placeRegion(picture, { x: 0, y: 0, ...picture }, { kind: 'fixed', ...picture }, 'top-left');
const classes = [
  { index: 0, label: 'person' },
  { index: 2, label: 'face' },
] as const;
const job: DecodeJob = { placement, classes, minScore: 0.25 };

const faceJob: DecodeJob = { placement, classes: [{ index: 0, label: 'face' }], minScore: 0.25 };

function tensor(dims: number[], set: Readonly<Record<number, number>>): OutputTensor {
  const data = new Float32Array(dims.reduce((product, dim) => product * dim, 1));
  for (const [at, value] of Object.entries(set)) data[Number(at)] = value;
  return { dims, data };
}

/** Sets `values` from index `at` on. */
function row(at: number, values: readonly number[]): Record<number, number> {
  return Object.fromEntries(values.map((value, i) => [at + i, value]));
}

/** YuNet's three outputs of one stride, zero but for one cell. */
function head(stride: number, cell: number, [cls, obj]: readonly [number, number], box: readonly number[]) {
  const cells = (64 / stride) ** 2;
  return {
    [`cls_${stride}`]: tensor([1, cells, 1], { [cell]: cls }),
    [`obj_${stride}`]: tensor([1, cells, 1], { [cell]: obj }),
    [`bbox_${stride}`]: tensor([1, cells, 4], row(4 * cell, box)),
  };
}

function rounded(found: ReturnType<typeof layouts.yolox.decode>) {
  return found.map(({ label, score, box }) => [label, Number(score.toFixed(3)), ...box.map((value) => Math.round(value * 64))]);
}

describe('decoding', () => {
  test('yolox: one row in each stride, score = objectness · class', () => {
    const ln2 = Math.log(2);
    const output = tensor([1, 84, 8], {
      ...row(8 * (2 * 8 + 3), [0.5, 0.5, ln2, 0, 0.9, 0.8, 0, 0]), // stride 8, cell (3, 2)
      ...row(8 * (64 + 5), [0, 0, 0, 0, 0.5, 0, 1, 1]), // stride 16, cell (1, 1); class 1 is nobody's
      ...row(8 * (80 + 3), [0.5, 0.5, 0, 0, 0.4, 0.5, 0, 0]), // too weak
    });
    expect(rounded(layouts.yolox.decode({ output }, job))).toEqual([
      ['person', 0.72, 20, 16, 36, 24],
      ['face', 0.5, 8, 8, 24, 24],
    ]);
  });

  test('yolov5: already decoded rows', () => {
    const output = tensor([1, 252, 8], row(8 * 100, [32, 16, 20, 8, 0.9, 0.5, 0, 0.9]));
    expect(rounded(layouts.yolov5.decode({ output }, job))).toEqual([
      ['person', 0.45, 22, 12, 42, 20],
      ['face', 0.81, 22, 12, 42, 20],
    ]);
  });

  test('yolov8: columns, no objectness', () => {
    const n = 84;
    const output = tensor([1, 7, n], {
      5: 32,
      [n + 5]: 16,
      [2 * n + 5]: 20,
      [3 * n + 5]: 8,
      [4 * n + 5]: 0.7,
      [5 * n + 5]: 0.99,
    });
    expect(rounded(layouts.yolov8.decode({ output }, job))).toEqual([['person', 0.7, 22, 12, 42, 20]]);
  });

  test('end-to-end: corners, score, class', () => {
    const output = tensor([1, 300, 6], {
      ...row(0, [1, 2, 30, 40, 0.8, 0]),
      ...row(6, [1, 2, 30, 40, 0.8, 1]),
      ...row(12, [5, 5, 9, 9, 0.3, 2]),
    });
    expect(rounded(layouts['end-to-end'].decode({ output }, job))).toEqual([
      ['person', 0.8, 1, 2, 30, 40],
      ['face', 0.3, 5, 5, 9, 9],
    ]);
  });

  test('detr: corners in pixels of the picture, int64 labels', () => {
    const outputs = {
      labels: { dims: [1, 3], data: BigInt64Array.of(0n, 1n, 2n) },
      boxes: tensor([1, 3, 4], { ...row(0, [1, 2, 30, 40]), ...row(4, [1, 1, 2, 2]), ...row(8, [5, 5, 9, 9]) }),
      scores: tensor([1, 3], { 0: 0.8, 1: 0.9, 2: 0.1 }),
    };
    expect(rounded(layouts.detr.decode(outputs, job))).toEqual([['person', 0.8, 1, 2, 30, 40]]);
  });

  test('ultraface: fractions of the input, the second score', () => {
    const outputs = {
      scores: tensor([1, 3, 2], { ...row(0, [0.1, 0.9]), ...row(2, [0.9, 0.1]), ...row(4, [0.2, 0.8]) }),
      boxes: tensor([1, 3, 4], { ...row(0, [0.25, 0.5, 0.5, 0.75]), ...row(8, [-0.1, 0, 0.25, 0.125]) }),
    };
    expect(rounded(layouts.ultraface.decode(outputs, faceJob))).toEqual([
      ['face', 0.9, 16, 32, 32, 48],
      ['face', 0.8, 0, 0, 16, 8],
    ]);
  });

  test('yunet: one cell in each stride, score = √(cls · obj) of values cut to 0..1', () => {
    const ln2 = Math.log(2);
    const outputs = {
      ...head(8, 2 * 8 + 3, [0.81, 1], [0.5, 0.5, ln2, 0]),
      ...head(16, 4 + 1, [1.0001, 0.25], [0, 0, 0, 0]),
      ...head(32, 3, [-0.2, 1], [0, 0, 0, 0]),
    };
    expect(rounded(layouts.yunet.decode(outputs, faceJob))).toEqual([
      ['face', 0.9, 20, 16, 36, 24],
      ['face', 0.5, 8, 8, 24, 24],
    ]);
  });

  test('density: the map as it is, and its sum; what lies over the padding is nobody', () => {
    const map = { map: tensor([1, 1, 2, 4], row(0, [1, 2, 3, 40, 4, 5, 6, 50])) };
    expect(layouts.density.decode(map, placement)).toEqual({
      width: 4,
      height: 2,
      values: Float32Array.of(1, 2, 3, 40, 4, 5, 6, 50),
      count: 111,
    });
    const narrow = { width: 48, height: 64 };
    const padded = placeRegion(narrow, { x: 0, y: 0, ...narrow }, { kind: 'fixed', ...picture }, 'top-left');
    expect(layouts.density.decode(map, padded)).toEqual({
      width: 3,
      height: 2,
      values: Float32Array.of(1, 2, 3, 4, 5, 6),
      count: 21,
    });
    expect(() => layouts.density.decode({ map: tensor([1, 1, 1, 1], { 0: Number.NaN }) }, placement)).toThrow(/not a number/);
    expect(() => layouts.density.decode({ map: tensor([1, 4], {}) }, placement)).toThrow(/no float32 map/);
  });

  test.each(['yolox', 'yolov5', 'yolov8', 'end-to-end', 'detr', 'ultraface', 'yunet'] as const)(
    '%s: an output that is missing is an error, not silence',
    (name) => {
      expect(() => layouts[name].decode({ other: { dims: [1], data: new Float32Array(1) } }, job)).toThrow();
    },
  );
});

const images = (height: number | string, width: number | string): TensorFact => ({
  name: 'images',
  type: 'float32',
  shape: [1, 3, height, width],
});
const grayImages = (height: number | string, width: number | string): TensorFact => ({
  ...images(height, width),
  shape: [1, 1, height, width],
});
const out = (shape: (number | string)[], name = 'output0'): TensorFact => ({ name, type: 'float32', shape });

const yunetOutputs = [8, 16, 32].flatMap((stride) => [
  out([1, 'n', 1], `cls_${stride}`),
  out([1, 'n', 1], `obj_${stride}`),
  out([1, 'n', 4], `bbox_${stride}`),
  out([1, 'n', 10], `kps_${stride}`),
]);

describe('telling layouts', () => {
  test.each([
    ['YOLOX at 416', images(416, 416), [out([1, 3549, 85])], 'yolox'],
    ['YOLOX, one class, at 192', images(192, 192), [out([1, 756, 6])], 'yolox'],
    ['YOLOv5 at 640', images(640, 640), [out([1, 25200, 85])], 'yolov5'],
    ['YOLOv5 P6 at 1280', images(1280, 1280), [out([1, 102000, 85])], 'yolov5'],
    ['YOLOv5, one class', images(640, 640), [out([1, 25200, 6])], 'yolov5'],
    ['YOLOv8 at 640', images(640, 640), [out([1, 84, 8400])], 'yolov8'],
    ['YOLOv8, one class', images(640, 640), [out([1, 5, 8400])], 'yolov8'],
    ['YOLOv8 with masks', images(640, 640), [out([1, 116, 8400]), out([1, 32, 160, 160], 'output1')], 'yolov8'],
    ['YOLO26', images(640, 640), [out([1, 300, 6])], 'end-to-end'],
    ['YOLO26 of any size, batch named', images('h', 'w'), [out(['batch', 300, 6])], 'end-to-end'],
    ['UltraFace at 320', images(240, 320), [out([1, 4420, 2], 'scores'), out([1, 4420, 4], 'boxes')], 'ultraface'],
    ['YuNet of any size', images('h', 'w'), yunetOutputs, 'yunet'],
    ['MCNN of any size', grayImages('h', 'w'), [out([1, 1, 'h4', 'w4'], 'density')], 'density'],
    ['a density map of full size', grayImages(480, 640), [out([1, 1, 480, 640])], 'density'],
  ] as const)('%s', (_, input, outputs, layout) => {
    expect(guessLayout({ inputs: [input], outputs })).toEqual({ kind: 'told', layout });
  });

  test.each([
    ['YOLOX or YOLOv5 of any size', [1, 'n', 85]],
    ['YOLOv8 of any size', [1, 84, 'n']],
  ])('%s: a run will tell', (_, shape) => {
    expect(guessLayout({ inputs: [images('h', 'w')], outputs: [out(shape)] })).toEqual({ kind: 'after-run' });
  });

  test.each([
    ['two planes', { ...images('h', 'w'), shape: [1, 2, 'h', 'w'] }, [out([1, 1, 'h', 'w'])], /not a float32 picture/],
    ['half precision', { ...images(640, 640), type: 'float16' }, [out([1, 84, 8400])], /not a float32 picture/],
    ['a grey picture made four times sharper', grayImages(64, 64), [out([1, 1, 256, 256])], /fit none/],
    ['a map of a colour picture, which may be distance', images('h', 'w'), [out([1, 1, 'h', 'w'])], /fit none/],
    ['neither one nor three anchors a cell', images(416, 416), [out([1, 5000, 85])], /fit none/],
    ['a classifier', images(224, 224), [out([1, 1000])], /fit none/],
  ] as const)('%s is refused with a reason', (_, input, outputs, reason) => {
    const guess = guessLayout({ inputs: [input], outputs });
    expect(guess).toMatchObject({ kind: 'unknown', reason: expect.stringMatching(reason) });
  });

  test.each([
    ["{0: 'person', 1: 'bicycle'}", [1, 6, 8400], ['person', 'bicycle']],
    [`{0: "shopper's bag", 1: 'person'}`, [1, 6, 8400], ["shopper's bag", 'person']],
    ['', [1, 84, 8400], ['person']],
    ['', [1, 'n', 85], ['person']],
    ['', [1, 5, 8400], null],
    ['{999999999: "x"}', [1, 5, 8400], null],
  ])('classes of %j with shape %j', (names, shape, labels) => {
    expect(guessLabels({ inputs: [images(640, 640)], outputs: [out(shape)] }, { names }, null)).toEqual(labels);
  });
});
