/**
 * End-to-end heads (YOLOv10, YOLO26, exports with NMS inside): [1, 300, 6], one row a detection: x1, y1, x2, y2 in input
 * pixels, score, class. Each object comes out once.
 */
import type { Detection } from '../../../src-contract/domain/detection.ts';
import { toPictureBox } from '../placement.ts';
import { type BoxLayout, declaredRank3, rank3 } from './layout.ts';
import { yolov5 } from './yolov5.ts';
import { yolox } from './yolox.ts';

const rowLength = 6;
const mostRows = 1000;

export const endToEnd: BoxLayout = {
  finds: 'boxes',
  format: { colour: 'rgb', scale: '0-1', letterbox: 'centre', pad: 114 },
  needsNms: false,

  fits(facts) {
    const [n, row] = declaredRank3(facts) ?? [];
    if (row !== rowLength) return 'no';
    if (typeof n !== 'number') return 'after-run';
    // A one-class YOLOX or YOLOv5 has rows of six as well; there the number of rows is that of the cells.
    return n <= mostRows && yolox.fits(facts) === 'no' && yolov5.fits(facts) === 'no' ? 'yes' : 'no';
  },

  decode(outputs, { placement, classes, minScore }) {
    const { a: rows, data } = rank3(outputs);
    const found: Detection[] = [];
    for (let row = 0, at = 0; row < rows; row++, at += rowLength) {
      const score = data[at + 4] ?? 0;
      if (score < minScore) continue;
      const wanted = classes.find(({ index }) => index === Math.round(data[at + 5] ?? -1));
      if (wanted === undefined) continue;
      const box = toPictureBox(placement, data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 0);
      found.push({ label: wanted.label, score, box });
    }
    return found;
  },
};
