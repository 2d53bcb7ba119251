/**
 * A second, plain reading of each layout, written from the table in shared/reference/README.md and from nothing of the
 * product's: libvips resizes, whole arrays, no care for speed. The product's own decoding is held against it.
 */
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import type { Picture } from '../../src-main/detection/picture.ts';

export interface ReferenceBox {
  readonly box: [number, number, number, number];
  readonly score: number;
}

type Run = (session: InferenceSession, picture: Picture) => Promise<ReferenceBox[]>;

/** value · factor + offset. */
interface Values {
  readonly factor: number;
  readonly offset: number;
  readonly pad: number;
}

const minScore = 0.3;

async function planes(
  picture: Picture,
  width: number,
  height: number,
  order: readonly number[],
  factor: number,
  at: { x: number; y: number; w: number; h: number },
  { offset = 0, pad = 114 }: Partial<Values> = {},
) {
  const raw = { width: picture.width, height: picture.height, channels: 3 as const };
  const resized = await sharp(picture.rgb, { raw }).resize(at.w, at.h, { fit: 'fill', kernel: 'linear' }).raw().toBuffer();
  const data = new Float32Array(3 * width * height).fill(pad * factor + offset);
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < at.h; y++)
      for (let x = 0; x < at.w; x++)
        data[c * width * height + (y + at.y) * width + x + at.x] =
          (resized[(y * at.w + x) * 3 + (order[c] ?? 0)] ?? 0) * factor + offset;
  return new Tensor('float32', data, [1, 3, height, width]);
}

function yoloxAt(size: number | null): Run {
  return async (session, picture) => {
    const width = size ?? Math.ceil(picture.width / 32) * 32;
    const height = size ?? Math.ceil(picture.height / 32) * 32;
    const ratio = size === null ? 1 : Math.min(width / picture.width, height / picture.height);
    const at = { x: 0, y: 0, w: Math.round(picture.width * ratio), h: Math.round(picture.height * ratio) };
    const out = (await session.run({ images: await planes(picture, width, height, [2, 1, 0], 1, at) }))['output'];
    const rows = toRows(out);
    const cells = [8, 16, 32].flatMap((s) => {
      const columns = width / s;
      return Array.from({ length: columns * (height / s) }, (_, i) => [i % columns, Math.floor(i / columns), s] as const);
    });
    return rows.map((row, i) => {
      const [gx, gy, s] = cells[i] ?? [0, 0, 0];
      const [x, y] = [(n(row, 0) + gx) * s, (n(row, 1) + gy) * s];
      const [w, h] = [Math.exp(n(row, 2)) * s, Math.exp(n(row, 3)) * s];
      return scaled(x, y, w, h, n(row, 4) * n(row, 5), 0, 0, ratio, picture);
    });
  };
}

/** Centred letterbox into 640 × 640. */
async function yolo640(session: InferenceSession, picture: Picture) {
  const ratio = Math.min(640 / picture.width, 640 / picture.height);
  const [w, h] = [Math.round(picture.width * ratio), Math.round(picture.height * ratio)];
  const at = { x: Math.floor((640 - w) / 2), y: Math.floor((640 - h) / 2), w, h };
  const out = (await session.run({ images: await planes(picture, 640, 640, [0, 1, 2], 1 / 255, at) }))['output0'];
  return { ratio, at, out };
}

const yolov8: Run = async (session, picture) => {
  const { ratio, at, out } = await yolo640(session, picture);
  const rows = toRows(out);
  const count = rows[0]?.length ?? 0;
  return Array.from({ length: count }, (_, i) => {
    const value = (k: number) => rows[k]?.[i] ?? 0;
    return scaled(value(0), value(1), value(2), value(3), value(4), at.x, at.y, ratio, picture);
  });
};

const endToEnd: Run = async (session, picture) => {
  const { ratio, at, out } = await yolo640(session, picture);
  return toRows(out)
    .filter((row) => n(row, 5) === 0)
    .map(([x1 = 0, y1 = 0, x2 = 0, y2 = 0, score = 0]) =>
      scaled((x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1, score, at.x, at.y, ratio, picture),
    );
};

const detr: Run = async (session, picture) => {
  const images = await planes(picture, 416, 416, [0, 1, 2], 1 / 255, { x: 0, y: 0, w: 416, h: 416 });
  const sizes = new Tensor('int64', BigInt64Array.of(BigInt(picture.width), BigInt(picture.height)), [1, 2]);
  const { labels, boxes, scores } = await session.run({ images, orig_target_sizes: sizes });
  const rows = toRows(boxes);
  return rows.flatMap(([x1 = 0, y1 = 0, x2 = 0, y2 = 0], i) => {
    if (Number(labels?.data[i]) !== 0) return [];
    const box: ReferenceBox['box'] = [x1 / picture.width, y1 / picture.height, x2 / picture.width, y2 / picture.height];
    return [{ box, score: Number(scores?.data[i]) }];
  });
};

function ultraface(width: number, height: number): Run {
  return async (session, picture) => {
    const whole = { x: 0, y: 0, w: width, h: height };
    const input = await planes(picture, width, height, [0, 1, 2], 1 / 128, whole, { offset: -127 / 128 });
    const { scores, boxes } = await session.run({ input });
    const rows = toRows(boxes);
    return toRows(scores).map((row, i) => {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rows[i] ?? [];
      return { box: [x1, y1, x2, y2], score: n(row, 1) };
    });
  };
}

const yunet: Run = async (session, picture) => {
  const width = Math.ceil(picture.width / 32) * 32;
  const height = Math.ceil(picture.height / 32) * 32;
  const at = { x: 0, y: 0, w: picture.width, h: picture.height };
  const out = await session.run({ input: await planes(picture, width, height, [2, 1, 0], 1, at, { pad: 0 }) });
  return [8, 16, 32].flatMap((s) => {
    const [cls, obj, bbox] = [toRows(out[`cls_${s}`]), toRows(out[`obj_${s}`]), toRows(out[`bbox_${s}`])];
    return bbox.map(([dx = 0, dy = 0, dw = 0, dh = 0], i) => {
      const columns = width / s;
      const score = Math.sqrt(n(cls[i] ?? [], 0) * n(obj[i] ?? [], 0));
      const [x, y] = [((i % columns) + dx) * s, (Math.floor(i / columns) + dy) * s];
      return scaled(x, y, Math.exp(dw) * s, Math.exp(dh) * s, score, 0, 0, 1, picture);
    });
  });
};

/** The map of MCNN over a picture whose sides are multiples of 32: no resizing, grey by BT.601, a quarter of each side. */
export async function referenceDensity(session: InferenceSession, { width, height, rgb }: Picture) {
  const grey = Float32Array.from({ length: width * height }, (_, i) => {
    const [red = 0, green = 0, blue = 0] = rgb.subarray(3 * i, 3 * i + 3);
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  });
  const { density } = await session.run({ input: new Tensor('float32', grey, [1, 1, height, width]) });
  const values = Array.from(density?.data as Float32Array);
  return { width: width / 4, height: height / 4, values, count: values.reduce((sum, value) => sum + value, 0) };
}

const runs: Readonly<Record<string, Run>> = {
  yolox_nano_dyn: yoloxAt(null),
  kazuhito_person_nanodet: yoloxAt(192),
  deimv2_femto_coco: detr,
  yolov8n_int8: yolov8,
  yolo26n_int8: endToEnd,
};
const faceRuns: Readonly<Record<string, Run>> = {
  ultraface_RFB_320: ultraface(320, 240),
  ultraface_RFB_640: ultraface(640, 480),
  face_detection_yunet_2026may: yunet,
};
export const referenceModels = Object.keys(runs);
export const referenceFaceModels = Object.keys(faceRuns);

/** Persons (or faces) with a score of 0.3 or more, before NMS, in fractions of the picture. */
export async function referenceBoxes(name: string, session: InferenceSession, picture: Picture): Promise<ReferenceBox[]> {
  const found = (await (runs[name] ?? faceRuns[name])?.(session, picture)) ?? [];
  return found.filter((box) => box.score >= minScore);
}

function scaled(
  x: number,
  y: number,
  w: number,
  h: number,
  score: number,
  left: number,
  top: number,
  ratio: number,
  picture: Picture,
): ReferenceBox {
  const across = ratio * picture.width;
  const down = ratio * picture.height;
  return {
    score,
    box: [(x - w / 2 - left) / across, (y - h / 2 - top) / down, (x + w / 2 - left) / across, (y + h / 2 - top) / down],
  };
}

function toRows(tensor: InferenceSession.OnnxValueMapType[string] | undefined): number[][] {
  const [, a = 0, b = 0] = tensor?.dims ?? [];
  const data = tensor?.data as Float32Array;
  return Array.from({ length: a }, (_, i) => Array.from(data.subarray(i * b, (i + 1) * b)));
}

function n(row: readonly number[], i: number): number {
  return row[i] ?? 0;
}
