/** A picture with what was found drawn over it: boxes with their scores, or a density map as a red haze. */
import sharp from 'sharp';
import type { DensityMap, Detection } from '../../../src-contract/domain/detection.ts';
import type { Outcome } from '../../detection/open-model.ts';
import type { Picture } from '../../detection/picture.ts';

const colours = { person: '#00e676', face: '#ffea00' };

export async function drawFindings(picture: Picture, outcome: Outcome, threshold: number, file: string): Promise<void> {
  const { width, height, rgb } = picture;
  const strong = outcome.detections.filter(({ score }) => score >= threshold);
  const over =
    outcome.density === null ? Buffer.from(boxesAsSvg(strong, width, height)) : await haze(outcome.density, width, height);
  await sharp(rgb, { raw: { width, height, channels: 3 } })
    .composite([{ input: over, left: 0, top: 0 }])
    .jpeg({ quality: 90 })
    .toFile(file);
}

function boxesAsSvg(detections: readonly Detection[], width: number, height: number): string {
  const shapes = detections.map(({ label, score, box: [x1, y1, x2, y2] }) => {
    const [x, y, w, h] = [x1 * width, y1 * height, (x2 - x1) * width, (y2 - y1) * height].map((value) => value.toFixed(1));
    const colour = colours[label];
    return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="none" stroke="${colour}" stroke-width="1.5"/>
      <text x="${x}" y="${Number(y) - 2}" font-size="10" font-family="sans-serif" fill="${colour}">${score.toFixed(2)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes.join('')}</svg>`;
}

async function haze({ values, width: columns, height: rows }: DensityMap, width: number, height: number): Promise<Buffer> {
  const most = values.reduce((a, b) => Math.max(a, b), 1e-9);
  const rgba = new Uint8Array(columns * rows * 4);
  for (const [i, value] of values.entries()) rgba.set([255, 40, 40, Math.round(220 * Math.max(0, value / most))], 4 * i);
  return sharp(rgba, { raw: { width: columns, height: rows, channels: 4 } })
    .resize(width, height, { fit: 'fill' })
    .png()
    .toBuffer();
}
