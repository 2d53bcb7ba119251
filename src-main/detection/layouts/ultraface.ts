/**
 * Ultra-Light-Fast-Generic-Face-Detector (Linzaer, 2019; slim and RFB): `scores` [1, N, 2] background and face, `boxes` [1, N, 4]
 * x1, y1, x2, y2 as fractions of the input, already decoded. The picture is stretched; values are (x − 127) / 128.
 */
import type { Detection } from '../../../src-contract/domain/detection.ts';
import { toPictureBox } from '../placement.ts';
import { type BoxLayout, namedRows, type TensorFacts } from './layout.ts';

export const ultraface: BoxLayout = {
  finds: 'boxes',
  format: { colour: 'rgb', scale: { mean: 127, std: 128 }, letterbox: 'stretch', pad: 127 },
  labels: ['face'],
  needsNms: true,
  threshold: 0.7,
  nmsIou: 0.3,

  fits: (facts) => (rowLength(facts, 'scores') === 2 && rowLength(facts, 'boxes') === 4 ? 'yes' : 'no'),

  decode(outputs, { placement, classes, minScore }) {
    const scores = namedRows(outputs, 'scores');
    const boxes = namedRows(outputs, 'boxes');
    // It knows one class, whatever index a card gives it.
    const [wanted] = classes;
    const found: Detection[] = [];
    if (wanted === undefined) return found;
    const { inputWidth, inputHeight } = placement;
    for (let row = 0, at = 0; row < scores.rows; row++, at += 4) {
      const score = scores.data[2 * row + 1] ?? 0;
      if (score < minScore) continue;
      const [x1, y1] = [(boxes.data[at] ?? 0) * inputWidth, (boxes.data[at + 1] ?? 0) * inputHeight];
      const [x2, y2] = [(boxes.data[at + 2] ?? 0) * inputWidth, (boxes.data[at + 3] ?? 0) * inputHeight];
      found.push({ label: wanted.label, score, box: toPictureBox(placement, x1, y1, x2, y2) });
    }
    return found;
  },
};

function rowLength({ outputs }: TensorFacts, name: string): number | string | undefined {
  const shape = outputs.find((output) => output.name === name)?.shape;
  return shape?.length === 3 ? shape[2] : undefined;
}
