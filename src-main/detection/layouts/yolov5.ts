/**
 * YOLOv5 and its kin (v7): [1, N, 5 + C], three anchors a cell, already decoded: centre x, y, width, height in input pixels,
 * objectness, class scores; score = objectness · class.
 */
import type { Detection } from '../../../src-contract/domain/detection.ts';
import { toPictureBox } from '../placement.ts';
import { type BoxLayout, cellCount, declaredRank3, inputSize, rank3 } from './layout.ts';

const anchorsPerCell = 3;
/** The second is of the models for 1280 px ("P6"). */
const strideSets = [
  [8, 16, 32],
  [8, 16, 32, 64],
];

export const yolov5: BoxLayout = {
  finds: 'boxes',
  format: { colour: 'rgb', scale: '0-1', letterbox: 'centre', pad: 114 },
  needsNms: true,

  fits(facts) {
    const [n, row] = declaredRank3(facts) ?? [];
    if (typeof row !== 'number' || row < 6) return 'no';
    if (typeof n !== 'number') return 'after-run';
    const { width, height } = inputSize(facts);
    if (width === null || height === null) return 'no';
    return strideSets.some((strides) => n === anchorsPerCell * cellCount(width, height, strides)) ? 'yes' : 'no';
  },

  decode(outputs, { placement, classes, minScore }) {
    const { a: rows, b: rowLength, data } = rank3(outputs);
    const found: Detection[] = [];
    for (let row = 0, at = 0; row < rows; row++, at += rowLength) {
      const objectness = data[at + 4] ?? 0;
      if (objectness < minScore) continue;
      for (const { index, label } of classes) {
        const score = objectness * (data[at + 5 + index] ?? 0);
        if (score < minScore) continue;
        const [x, y] = [data[at] ?? 0, data[at + 1] ?? 0];
        const [halfWidth, halfHeight] = [(data[at + 2] ?? 0) / 2, (data[at + 3] ?? 0) / 2];
        const box = toPictureBox(placement, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
        found.push({ label, score, box });
      }
    }
    return found;
  },
};
