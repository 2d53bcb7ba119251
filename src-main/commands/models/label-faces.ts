/**
 * `npm run models -- label-faces DIR --model A --model B`: adds faces (class 1) to a folder of labelled pictures, where two face models
 * agree. What one of them sees alone, or doubts, goes to NAME.ignore.txt. Labels of faces that were there are replaced.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Detection } from '../../../src-contract/domain/detection.ts';
import type { Box } from '../../../src-contract/domain/geometry-types.ts';
import { boxIou } from '../../../src-contract/geometry/box.ts';
import { type OpenModel, openModel } from '../../detection/open-model.ts';
import { progress } from '../bench/figures.ts';
import { modelFolders, namedModel } from './folders.ts';
import { loadPicture, readLabelledPictures } from './labelled-pictures.ts';

/** Of the pictures given to the teachers, px: small faces need it. */
const longSidePx = 640;
/** Boxes of two models that overlap so much are the same face. */
const sameFaceIou = 0.4;
/** Below its threshold a teacher doubts; below this it says nothing. */
const doubtScore = 0.3;
const progressEvery = 250;

interface Teacher {
  readonly model: OpenModel;
  readonly threshold: number;
}

export async function labelFaces(folder: string, models: readonly string[]): Promise<{ faces: number; unsure: number }> {
  const [first, second, ...rest] = await Promise.all(models.map(openTeacher));
  if (first === undefined || second === undefined || rest.length > 0)
    throw new Error('name two face models: --model A --model B');
  const pictures = await readLabelledPictures(folder);
  let [faces, unsure] = [0, 0];
  for (const [i, picture] of pictures.entries()) {
    const pixels = await loadPicture(picture.file, longSidePx);
    const agreed = agreedFaces(
      (await first.model.detect(pixels, { tiles: 1, minScore: doubtScore })).detections,
      (await second.model.detect(pixels, { tiles: 1, minScore: doubtScore })).detections,
      [first.threshold, second.threshold],
    );
    await writeFaces(join(folder, 'labels', `${picture.name}.txt`), agreed.faces);
    await writeFaces(join(folder, 'labels', `${picture.name}.ignore.txt`), agreed.unsure);
    faces += agreed.faces.length;
    unsure += agreed.unsure.length;
    if ((i + 1) % progressEvery === 0 || i + 1 === pictures.length) progress(`faces: ${i + 1} of ${pictures.length} pictures`);
  }
  await Promise.all([first.model.close(), second.model.close()]);
  return { faces, unsure };
}

async function openTeacher(name: string): Promise<Teacher> {
  const { model, spec } = await namedModel(name, modelFolders());
  if (!spec.labels.includes('face')) throw new Error(`${model.name} finds no faces`);
  return { model: await openModel(model.path, spec, 1), threshold: model.threshold };
}

/** Each face of one teacher takes the free box of the other that it fits best; a pair is certain when both are. */
export function agreedFaces(
  ones: readonly Detection[],
  others: readonly Detection[],
  [threshold, otherThreshold]: readonly [number, number],
): { readonly faces: Box[]; readonly unsure: Box[] } {
  const free = new Set(others);
  const [faces, unsure]: [Box[], Box[]] = [[], []];
  for (const one of ones) {
    const partner = [...free].sort((a, b) => boxIou(one.box, b.box) - boxIou(one.box, a.box))[0];
    if (partner === undefined || boxIou(one.box, partner.box) < sameFaceIou) {
      unsure.push(one.box);
      continue;
    }
    free.delete(partner);
    if (one.score >= threshold && partner.score >= otherThreshold) faces.push(meanBox(one.box, partner.box));
    else unsure.push(one.box);
  }
  return { faces, unsure: [...unsure, ...[...free].map(({ box }) => box)] };
}

function meanBox(a: Box, b: Box): Box {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2, (a[3] + b[3]) / 2];
}

async function writeFaces(path: string, boxes: readonly Box[]): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null && boxes.length === 0) return;
  const others = (text ?? '').split('\n').filter((line) => line.trim() !== '' && !line.startsWith('1 '));
  const lines = boxes.map(([x1, y1, x2, y2]) => {
    const numbers = [(x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1];
    return `1 ${numbers.map((number) => number.toFixed(5)).join(' ')}`;
  });
  await writeFile(path, [...others, ...lines, ''].join('\n'));
}
