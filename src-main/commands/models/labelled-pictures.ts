/**
 * A folder of labelled pictures in YOLO layout: `images/NAME.jpg|png`, `labels/NAME.txt` with lines `class cx cy width height` in
 * fractions of the picture (0 = person, 1 = face), `labels/NAME.ignore.txt` the same for what is neither right nor wrong.
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import sharp from 'sharp';
import type { DetectionLabel } from '../../../src-contract/domain/detection.ts';
import type { Box } from '../../../src-contract/domain/geometry-types.ts';
import type { Picture } from '../../detection/picture.ts';

export interface LabelledObject {
  readonly label: DetectionLabel;
  /** Fractions of the picture. */
  readonly box: Box;
}

export interface LabelledPicture {
  readonly name: string;
  readonly file: string;
  readonly objects: readonly LabelledObject[];
  readonly unsure: readonly LabelledObject[];
}

const classes: readonly DetectionLabel[] = ['person', 'face'];
const pictureEndings = new Set(['.jpg', '.jpeg', '.png']);

/** Sorted by name. Throws with what is missing when the folder isn't in YOLO layout, or a label can't be read. */
export async function readLabelledPictures(folder: string): Promise<LabelledPicture[]> {
  const entries = await readdir(join(folder, 'images')).catch(() => null);
  if (entries === null) throw new Error(`${folder} has no folder images/: name a folder in YOLO layout (images/, labels/)`);
  const files = entries.filter((file) => pictureEndings.has(extname(file).toLowerCase())).sort();
  if (files.length === 0) throw new Error(`${folder}/images holds no .jpg or .png`);
  return Promise.all(
    files.map(async (file) => {
      const name = file.slice(0, -extname(file).length);
      const labels = join(folder, 'labels', name);
      const [objects, unsure] = await Promise.all([readLabels(`${labels}.txt`), readLabels(`${labels}.ignore.txt`)]);
      return { name, file: join(folder, 'images', file), objects, unsure };
    }),
  );
}

/** A missing file holds no objects: pictures of nobody often have none. */
async function readLabels(path: string): Promise<LabelledObject[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = text.split('\n').map((line, i) => ({ line: line.trim(), number: i + 1 }));
  return lines.filter(({ line }) => line !== '').flatMap(({ line, number }) => parseLabel(line, `${path}:${number}`));
}

/** Of other classes nothing is known here. */
function parseLabel(line: string, where: string): LabelledObject[] {
  const [kind = Number.NaN, x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = line
    .split(/\s+/)
    .map(Number);
  if (![kind, x, y, width, height].every(Number.isFinite)) {
    throw new Error(`${where}: "${line.slice(0, 60)}" is not a label; wanted: class cx cy width height`);
  }
  const label = classes[kind];
  return label === undefined ? [] : [{ label, box: [x - width / 2, y - height / 2, x + width / 2, y + height / 2] }];
}

/** The picture's pixels, scaled so that its longer side has `longSidePx`; a smaller one is enlarged too, unless told otherwise. */
export async function loadPicture(
  file: string,
  longSidePx: number,
  enlarge: 'enlarge' | 'shrink-only' = 'enlarge',
): Promise<Picture> {
  const { data, info } = await sharp(file)
    .removeAlpha()
    .toColourspace('srgb')
    .resize({ width: longSidePx, height: longSidePx, fit: 'inside', withoutEnlargement: enlarge === 'shrink-only' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: new Uint8Array(data) };
}
