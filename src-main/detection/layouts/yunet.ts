/**
 * YuNet (Wu, Peng and Yu, Machine Intelligence Research 20, 2023) as OpenCV's zoo exports it: for each stride 8, 16 and 32 outputs
 * `cls_s` and `obj_s` [1, cells, 1], `bbox_s` [1, cells, 4], not yet decoded: score = √(cls · obj), centre = (xy + cell) · stride,
 * size = exp(wh) · stride. Landmarks (`kps_s`) are not read.
 */
import type { Detection } from '../../../src-contract/domain/detection.ts';
import { toPictureBox } from '../placement.ts';
import { type BoxLayout, type DecodeJob, namedRows, type OutputTensors } from './layout.ts';

const strides = [8, 16, 32];

export const yunet: BoxLayout = {
  finds: 'boxes',
  format: { colour: 'bgr', scale: '0-255', letterbox: 'top-left', pad: 0 },
  labels: ['face'],
  needsNms: true,
  threshold: 0.6,
  nmsIou: 0.3,

  fits({ outputs }) {
    const names = new Set(outputs.map((output) => output.name));
    const needed = strides.flatMap((stride) => [`cls_${stride}`, `obj_${stride}`, `bbox_${stride}`]);
    return needed.every((name) => names.has(name)) ? 'yes' : 'no';
  },

  decode(outputs, job) {
    const found: Detection[] = [];
    for (const stride of strides) decodeStride(outputs, job, stride, found);
    return found;
  },
};

function decodeStride(
  outputs: OutputTensors,
  { placement, classes, minScore }: DecodeJob,
  stride: number,
  found: Detection[],
): void {
  const cls = namedRows(outputs, `cls_${stride}`);
  const obj = namedRows(outputs, `obj_${stride}`);
  const { data } = namedRows(outputs, `bbox_${stride}`);
  // It knows one class, whatever index a card gives it.
  const [wanted] = classes;
  if (wanted === undefined) return;
  const columns = placement.inputWidth / stride;
  for (let cell = 0; cell < cls.rows; cell++) {
    const score = Math.sqrt(share(cls.data[cell]) * share(obj.data[cell]));
    if (score < minScore) continue;
    const at = 4 * cell;
    const x = ((data[at] ?? 0) + (cell % columns)) * stride;
    const y = ((data[at + 1] ?? 0) + Math.floor(cell / columns)) * stride;
    const halfWidth = (Math.exp(data[at + 2] ?? 0) * stride) / 2;
    const halfHeight = (Math.exp(data[at + 3] ?? 0) * stride) / 2;
    const box = toPictureBox(placement, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
    found.push({ label: wanted.label, score, box });
  }
}

/** The export's sigmoid may run a rounding error over. */
function share(value: number | undefined): number {
  return Math.max(0, Math.min(1, value ?? 0));
}
