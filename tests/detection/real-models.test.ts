/** Real models on labelled pictures: each layout against a second reading of it, against the labels, and against each other. */
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Detection } from '../../src-contract/domain/detection.ts';
import type { Box } from '../../src-contract/domain/geometry-types.ts';
import { boxIou } from '../../src-contract/geometry/box.ts';
import { findModels } from '../../src-main/detection/model-files.ts';
import { choiceForTask, chooseModel } from '../../src-main/detection/models.ts';
import { openModel } from '../../src-main/detection/open-model.ts';
import type { Picture } from '../../src-main/detection/picture.ts';
import { referenceBoxes, referenceDensity, referenceFaceModels, referenceModels } from './reference-decoding.ts';
import { hasShared, type LabelledPicture, pennFudan, repoFolder, sharedModels } from './shared-media.ts';

const folders = [join(repoFolder, 'models'), sharedModels];
const models = hasShared ? await findModels(folders) : [];
const pictures = hasShared ? await pennFudan(40) : [];

/** Every label that no detection of 0.35 or more covers by half. */
function missed(persons: readonly Box[], detections: readonly Detection[]): number {
  const strong = detections.filter((detection) => detection.score >= 0.35);
  return persons.filter((person) => !strong.some(({ box }) => boxIou(person, box) > 0.5)).length;
}

async function open(name: string) {
  const choice = chooseModel(models, folders, name);
  if (choice.kind === 'none') throw new Error(choice.reason);
  return { model: await openModel(choice.model.path, choice.spec, 1), path: choice.model.path };
}

async function detectAll(name: string): Promise<readonly (readonly Detection[])[]> {
  const { model } = await open(name);
  const found: (readonly Detection[])[] = [];
  for (const picture of pictures) found.push((await model.detect(picture, { tiles: 1, minScore: 0.1 })).detections);
  await model.close();
  return found;
}

describe('model files of ../shared', () => {
  test.skipIf(!hasShared)('are told apart', () => {
    const told = Object.fromEntries(
      models.map(({ name, origin, licence, use }) => [
        name,
        [origin, licence, use.kind === 'ready' ? use.spec.layout : 'unusable'],
      ]),
    );
    expect(told).toMatchObject({
      yolox_nano_dyn: ['known', 'Apache-2.0', 'yolox'],
      kazuhito_person_nanodet: ['known', 'Apache-2.0', 'yolox'],
      deimv2_femto_coco: ['known', 'Apache-2.0', 'detr'],
      yolov8n_int8: ['guessed', 'AGPL-3.0', 'yolov8'],
      yolo26n_int8: ['guessed', 'AGPL-3.0', 'end-to-end'],
      ultraface_RFB_320: ['known', 'MIT', 'ultraface'],
      ultraface_RFB_640: ['known', 'MIT', 'ultraface'],
      face_detection_yunet_2026may: ['known', 'MIT', 'yunet'],
      mcnn_shtB: ['guessed', null, 'density'],
    });
  });

  test.skipIf(!hasShared)('without known.json: shapes alone tell the same, or leave it to a run', async () => {
    const guessed = await findModels([sharedModels]);
    const layout = (name: string) => {
      const use = guessed.find((model) => model.name === name)?.use;
      return use?.kind === 'ready' ? use.spec.layout : use?.reason;
    };
    expect(layout('yolox_nano_dyn')).toBe(null);
    expect(layout('deimv2_femto_coco')).toBe('detr');
    expect(layout('ultraface_RFB_320')).toBe('ultraface');
    expect(layout('face_detection_yunet_2026may')).toBe('yunet');
    expect(layout('kazuhito_person_nanodet')).toMatch(/labels/);
    const nano = guessed.find((model) => model.name === 'yolox_nano_dyn');
    if (nano?.use.kind !== 'ready') throw new Error('not usable');
    const opened = await openModel(nano.path, nano.use.spec, 1);
    expect(opened.layout).toBe('yolox');
    await opened.close();
  });

  test.skipIf(!hasShared)('the permissive one with the best measured accuracy is chosen', () => {
    const others = models.filter(({ path }) => path.startsWith(sharedModels));
    expect(chooseModel(others, [sharedModels])).toMatchObject({ kind: 'model', model: { name: 'yolox_nano_dyn' } });
  });

  test.skipIf(!hasShared)('thresholds and overlaps are the families’ own', () => {
    const own = (name: string) => {
      const { threshold, use } = models.find((model) => model.name === name) ?? {};
      return [threshold, use?.kind === 'ready' ? use.spec.nmsIou : null];
    };
    expect(['ultraface_RFB_320', 'face_detection_yunet_2026may', 'yolox_nano_dyn'].map(own)).toEqual([
      [0.7, 0.3],
      [0.6, 0.3],
      [0.35, 0.5],
    ]);
  });
});

interface Tolerance {
  readonly iou: number;
  readonly score: number;
  /** How much of a box the product's NMS may hide behind a better one. */
  readonly hidden: number;
}

async function checkAgainstReference(name: string, tolerance: Tolerance, looked: readonly Picture[]): Promise<void> {
  const { model, path } = await open(name);
  const session = await InferenceSession.create(path, { logSeverityLevel: 3 });
  for (const [i, picture] of looked.entries()) {
    const { detections } = await model.detect(picture, { tiles: 1, minScore: 0.25 });
    const reference = await referenceBoxes(name, session, picture);
    expect(reference.length).toBeGreaterThan(0);
    for (const { box, score } of detections.filter((detection) => detection.score >= 0.45)) {
      const same = reference.filter(
        (other) => boxIou(other.box, box) > tolerance.iou && Math.abs(other.score - score) < tolerance.score,
      );
      expect(same, `picture ${i} ${box} ${score}`).not.toHaveLength(0);
    }
    for (const { box } of reference.filter((other) => other.score >= 0.5)) {
      expect(detections.some((detection) => boxIou(detection.box, box) > tolerance.hidden)).toBe(true);
    }
  }
  await Promise.all([model.close(), session.release()]);
}

describe.each(referenceModels)('%s', (name) => {
  test.skipIf(!hasShared)('finds what the reference decoding finds, where it finds it', async () => {
    // Quantised models answer the last bits of two resizing methods with visible differences.
    const tolerance = name.endsWith('int8') ? { iou: 0.9, score: 0.1 } : { iou: 0.97, score: 0.03 };
    await checkAgainstReference(name, { ...tolerance, hidden: 0.55 }, pictures.slice(0, 2));
  });

  test.skipIf(!hasShared)('finds the labelled persons, and agrees with YOLOX', async () => {
    const found = await detectAll(name);
    const labels = pictures.flatMap((picture) => picture.persons).length;
    const misses = sum(pictures.map((picture, i) => missed(picture.persons, found[i] ?? [])));
    expect(misses / labels).toBeLessThanOrEqual(0.15);
    const yolox = await detectAll('yolox_nano_dyn');
    const sure = yolox.map((detections) => detections.filter(({ score }) => score > 0.7).map(({ box }) => box));
    const disagreed = sum(sure.map((boxes, i) => missed(boxes, found[i] ?? [])));
    expect(disagreed / sure.flat().length).toBeLessThanOrEqual(0.15);
  });
});

describe.each(referenceFaceModels)('%s', (name) => {
  test.skipIf(!hasShared)('finds what the reference decoding finds, where it finds it', async () => {
    // Faces are twenty pixels wide here and feel how a picture is resized: both get it at the model's own size.
    const [width, height] = name.endsWith('320') ? [320, 240] : [640, 480];
    const looked = await Promise.all(pictures.slice(0, 2).map((picture) => resized(picture, width, height)));
    await checkAgainstReference(name, { iou: 0.99, score: 0.01, hidden: 0.3 }, looked);
  });

  test.skipIf(!hasShared)('its faces are heads of labelled persons', async () => {
    const found = (await detectAll(name)).map((detections) => detections.filter(({ score }) => score >= 0.7));
    const faces = found.flatMap((detections, i) => detections.map(({ label, box }) => ({ label, box, picture: pictures[i] })));
    expect(faces.length).toBeGreaterThan(3);
    expect(new Set(faces.map(({ label }) => label))).toEqual(new Set(['face']));
    const onHeads = faces.filter(({ box, picture }) => picture?.persons.some((person) => isHeadOf(box, person)));
    expect(onHeads.length / faces.length).toBeGreaterThanOrEqual(0.8);
  });
});

async function resized({ rgb, width, height }: Picture, toWidth: number, toHeight: number): Promise<Picture> {
  const raw = { width, height, channels: 3 as const };
  const bytes = await sharp(rgb, { raw }).resize(toWidth, toHeight, { fit: 'fill' }).raw().toBuffer();
  return { width: toWidth, height: toHeight, rgb: new Uint8Array(bytes) };
}

/** Its middle lies in the upper third of the person. */
function isHeadOf([x1, y1, x2, y2]: Box, [left, top, right, bottom]: Box): boolean {
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  return x > left && x < right && y > top - 0.02 && y < top + (bottom - top) / 3;
}

/** The upper left of a picture, with sides that need no resizing: a density map feels another kernel in every cell. */
function cutTo32({ name, width, rgb, ...picture }: LabelledPicture): LabelledPicture {
  const cut = { width: width - (width % 32), height: picture.height - (picture.height % 32) };
  const rows = Array.from({ length: cut.height }, (_, y) => rgb.subarray(y * width * 3, (y * width + cut.width) * 3));
  return { name, ...cut, rgb: new Uint8Array(Buffer.concat(rows)), persons: [] };
}

describe('mcnn_shtB', () => {
  test.skipIf(!hasShared)('the map is the reference’s, cell by cell, and its sum the count', async () => {
    const { model, path } = await open('mcnn_shtB');
    const session = await InferenceSession.create(path, { logSeverityLevel: 3 });
    for (const picture of pictures.slice(0, 2).map(cutTo32)) {
      const { detections, density } = await model.detect(picture, { tiles: 1, minScore: 0.35 });
      const reference = await referenceDensity(session, picture);
      if (density === null) throw new Error('no map');
      expect(detections).toEqual([]);
      expect([density.width, density.height]).toEqual([reference.width, reference.height]);
      expect(density.count).toBeCloseTo(reference.count, 2);
      const worst = Math.max(...reference.values.map((value, i) => Math.abs(value - (density.values[i] ?? 0))));
      expect(worst).toBeLessThan(1e-4);
    }
    await Promise.all([model.close(), session.release()]);
  });

  test.skipIf(!hasShared)('is nobody’s detector', () => {
    const choice = chooseModel(models, folders, 'mcnn_shtB');
    expect(choiceForTask(choice, 'density')).toBe(choice);
    expect(choiceForTask(choice, 'boxes')).toMatchObject({ kind: 'none', reason: expect.stringMatching(/mode: density/) });
    expect(chooseModel(models, folders, undefined, 'density')).toMatchObject({ model: { name: 'mcnn_shtB' } });
  });
});

test.skipIf(!hasShared)('tiles find the persons of a wide view that are too small in the whole, and none twice', async () => {
  const { model } = await open('kazuhito_person_nanodet');
  const wide = mosaic(pictures.slice(0, 4));
  const whole = await model.detect(wide, { tiles: 1, minScore: 0.35 });
  let views = 1;
  const tiled = await model.detect(wide, { tiles: 2, minScore: 0.35 }, () => views++);
  await model.close();
  expect(views).toBe(5);
  expect(missed(wide.persons, tiled.detections)).toBeLessThanOrEqual(missed(wide.persons, whole.detections));
  expect(missed(wide.persons, tiled.detections) / wide.persons.length).toBeLessThanOrEqual(0.2);
  for (const person of wide.persons) {
    expect(tiled.detections.filter(({ box }) => boxIou(person, box) > 0.5).length).toBeLessThanOrEqual(1);
  }
});

/** Four pictures in one, two by two. */
function mosaic(parts: readonly LabelledPicture[]): LabelledPicture {
  const partWidth = Math.max(...parts.map((part) => part.width));
  const partHeight = Math.max(...parts.map((part) => part.height));
  const [width, height] = [2 * partWidth, 2 * partHeight];
  const rgb = new Uint8Array(width * height * 3).fill(90);
  const persons = parts.flatMap((part, i) => {
    const [left, top] = [(i % 2) * partWidth, (i >> 1) * partHeight];
    for (let y = 0; y < part.height; y++) {
      rgb.set(part.rgb.subarray(y * part.width * 3, (y + 1) * part.width * 3), ((top + y) * width + left) * 3);
    }
    return part.persons.map(
      ([x1, y1, x2, y2]): Box => [
        (left + x1 * part.width) / width,
        (top + y1 * part.height) / height,
        (left + x2 * part.width) / width,
        (top + y2 * part.height) / height,
      ],
    );
  });
  return { name: 'mosaic', width, height, rgb, persons };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
