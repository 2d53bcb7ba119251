/** Test material that isn't part of the project. Tests that need it say so and are skipped when it isn't there. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import type { Box } from '../../src-contract/domain/geometry-types.ts';
import type { Picture } from '../../src-main/detection/picture.ts';

export const repoFolder = resolve(import.meta.dirname, '../..');
export const sharedFolder = process.env['KAVACH_SHARED_DIR'] ?? resolve(repoFolder, '../shared');
export const sharedModels = join(sharedFolder, 'models');
export const hasShared = existsSync(sharedModels) && existsSync(join(sharedFolder, 'media/penn_fudan'));
// biome-ignore lint/suspicious/noConsole: whoever runs the tests must see what was left out
if (!hasShared) console.warn(`skipped: tests with real models and pictures (no ${sharedFolder}; set KAVACH_SHARED_DIR)`);

export interface LabelledPicture extends Picture {
  readonly name: string;
  /** Persons, in fractions of the picture. */
  readonly persons: readonly Box[];
}

/** Every `step`-th picture of Penn-Fudan with its labels. */
export async function pennFudan(step: number): Promise<LabelledPicture[]> {
  const folder = join(sharedFolder, 'media/penn_fudan');
  const names = (await readdir(join(folder, 'images'))).sort().filter((_, i) => i % step === 0);
  return Promise.all(
    names.map(async (name) => {
      const { data, info } = await sharp(join(folder, 'images', name))
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const labels = await readFile(join(folder, 'labels', name.replace(/\.\w+$/, '.txt')), 'utf8');
      const persons = labels.trim().split('\n').map(readLabel);
      return { name, width: info.width, height: info.height, rgb: new Uint8Array(data), persons };
    }),
  );
}

/** A YOLO label: class, centre x, centre y, width, height. */
function readLabel(line: string): Box {
  const [, x = 0, y = 0, width = 0, height = 0] = line.split(' ').map(Number);
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}
