/** Real models on labelled pictures: each layout against a second reading of it, against the labels, and against each other. */
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import type { Detection } from '../../src-contract/domain/detection.ts';
import type { Box } from '../../src-contract/domain/geometry-types.ts';
import { boxIou } from '../../src-contract/geometry/box.ts';
import { findModels } from '../../src-main/detection/model-files.ts';
import { chooseModel } from '../../src-main/detection/models.ts';
import { openModel } from '../../src-main/detection/open-model.ts';
import { referenceBoxes, referenceModels } from './reference-decoding.ts';
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
      // Theirs are layouts that come later.
      ultraface_RFB_320: ['guessed', null, 'unusable'],
      ultraface_RFB_640: ['guessed', null, 'unusable'],
      face_detection_yunet_2026may: ['guessed', null, 'unusable'],
      mcnn_shtB: ['guessed', null, 'unusable'],
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
    expect(layout('kazuhito_person_nanodet')).toMatch(/labels/);
    const nano = guessed.find((model) => model.name === 'yolox_nano_dyn');
    if (nano?.use.kind !== 'ready') throw new Error('not usable');
    const opened = await openModel(nano.path, nano.use.spec, 1);
    expect(opened.layout).toBe('yolox');
    await opened.close();
  });

  test.skipIf(!hasShared)('the permissive one with the best measured accuracy is chosen', () => {
    expect(chooseModel(models, folders)).toMatchObject({ kind: 'model', model: { name: 'yolox_nano_dyn' } });
  });
});

describe.each(referenceModels)('%s', (name) => {
  test.skipIf(!hasShared)('finds what the reference decoding finds, where it finds it', async () => {
    const { model, path } = await open(name);
    const session = await InferenceSession.create(path, { logSeverityLevel: 3 });
    // Quantised models answer the last bits of two resizing methods with visible differences.
    const tolerance = name.endsWith('int8') ? { iou: 0.9, score: 0.1 } : { iou: 0.97, score: 0.03 };
    for (const picture of pictures.slice(0, 2)) {
      const { detections } = await model.detect(picture, { tiles: 1, minScore: 0.25 });
      const reference = await referenceBoxes(name, session, picture);
      expect(reference.length).toBeGreaterThan(0);
      for (const { box, score } of detections.filter((detection) => detection.score >= 0.45)) {
        const same = reference.filter(
          (other) => boxIou(other.box, box) > tolerance.iou && Math.abs(other.score - score) < tolerance.score,
        );
        expect(same, `${picture.name} ${box} ${score}`).not.toHaveLength(0);
      }
      for (const { box } of reference.filter((other) => other.score >= 0.5)) {
        expect(detections.some((detection) => boxIou(detection.box, box) > 0.55)).toBe(true);
      }
    }
    await Promise.all([model.close(), session.release()]);
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
