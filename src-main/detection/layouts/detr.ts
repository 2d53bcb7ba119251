/**
 * The DETR family as RT-DETR, D-FINE and DEIM export it: inputs `images` and `orig_target_sizes` int64 [[W, H]]; outputs
 * `labels` [1, Q], `boxes` [1, Q, 4] x1, y1, x2, y2 in pixels of W × H, `scores` [1, Q]. The picture is stretched; each object
 * comes out once.
 */
import type { Detection } from '../../../src-contract/domain/detection.ts';
import { regionBox } from '../placement.ts';
import type { BoxLayout } from './layout.ts';

/** The second input: width and height that the boxes are given in. */
export const sizesInput = 'orig_target_sizes';

export const detr: BoxLayout = {
  finds: 'boxes',
  format: { colour: 'rgb', scale: '0-1', letterbox: 'stretch', pad: 114 },
  // Those met so far are trained on COCO, whose first class is the person.
  labels: ['person'],
  needsNms: false,

  fits({ inputs, outputs }) {
    const names = new Set(outputs.map((output) => output.name));
    const hasOutputs = names.has('labels') && names.has('boxes') && names.has('scores');
    return hasOutputs && inputs.some((input) => input.name === sizesInput) ? 'yes' : 'no';
  },

  decode(outputs, { placement, classes, minScore }) {
    const { labels, boxes, scores } = outputs;
    if (labels === undefined || boxes === undefined || scores === undefined) throw new Error('an output of the model is missing');
    const found: Detection[] = [];
    for (let i = 0; i < scores.data.length; i++) {
      const score = Number(scores.data[i]);
      if (score < minScore) continue;
      const wanted = classes.find(({ index }) => index === Number(labels.data[i]));
      if (wanted === undefined) continue;
      const side = (k: number) => Number(boxes.data[4 * i + k]);
      found.push({ label: wanted.label, score, box: regionBox(placement, side(0), side(1), side(2), side(3)) });
    }
    return found;
  },
};
