/**
 * YOLOv8, 11 and 12: [1, 4 + C, N], one column a cell: centre x, y, width, height in input pixels, then class scores; there is
 * no objectness. Pose and mask models have further rows, which are not read.
 */
import type { Detection } from '../../../src-contract/domain/detection.ts';
import { toPictureBox } from '../placement.ts';
import { type BoxLayout, cellCount, declaredRank3, inputSize, rank3 } from './layout.ts';

export const yolov8: BoxLayout = {
  finds: 'boxes',
  format: { colour: 'rgb', scale: '0-1', letterbox: 'centre', pad: 114 },
  needsNms: true,

  fits(facts) {
    const [rows, n] = declaredRank3(facts) ?? [];
    if (typeof rows !== 'number' || rows < 5) return 'no';
    if (typeof n !== 'number') return 'after-run';
    const { width, height } = inputSize(facts);
    const rowsAreCells = width !== null && height !== null && rows === cellCount(width, height, [8, 16, 32]);
    return n > rows && !rowsAreCells ? 'yes' : 'no';
  },

  decode(outputs, { placement, classes, minScore }) {
    const { b: n, data } = rank3(outputs);
    const found: Detection[] = [];
    for (const { index, label } of classes) {
      const scores = (4 + index) * n;
      for (let i = 0; i < n; i++) {
        const score = data[scores + i] ?? 0;
        if (score < minScore) continue;
        const [x, y] = [data[i] ?? 0, data[n + i] ?? 0];
        const [halfWidth, halfHeight] = [(data[2 * n + i] ?? 0) / 2, (data[3 * n + i] ?? 0) / 2];
        const box = toPictureBox(placement, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
        found.push({ label, score, box });
      }
    }
    return found;
  },
};
