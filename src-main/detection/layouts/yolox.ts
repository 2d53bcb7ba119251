/**
 * YOLOX (Ge et al. 2021, arXiv:2107.08430): [1, N, 5 + C], one anchor a cell over strides 8, 16 and 32, not yet decoded:
 * centre = (xy + cell) · stride, size = exp(wh) · stride, score = objectness · class. (Exports that decode by themselves have
 * the shape and reading of `yolov5`; their card says so, with this layout's picture format.)
 */
import type { Detection } from '../../../src-contract/domain/detection.ts';
import { toPictureBox } from '../placement.ts';
import { type BoxLayout, cellCount, type DecodeJob, declaredRank3, inputSize, type OutputTensors, rank3 } from './layout.ts';

const strides = [8, 16, 32];

export const yolox: BoxLayout = {
  finds: 'boxes',
  format: { colour: 'bgr', scale: '0-255', letterbox: 'top-left', pad: 114 },
  needsNms: true,

  fits(facts) {
    const [n, row] = declaredRank3(facts) ?? [];
    if (typeof row !== 'number' || row < 6) return 'no';
    const { width, height } = inputSize(facts);
    if (typeof n !== 'number') return 'after-run';
    return width !== null && height !== null && n === cellCount(width, height, strides) ? 'yes' : 'no';
  },

  decode(outputs, job) {
    const found: Detection[] = [];
    const { inputWidth, inputHeight } = job.placement;
    let first = 0;
    for (const stride of strides) {
      decodeStride(outputs, job, stride, first, found);
      first += cellCount(inputWidth, inputHeight, [stride]);
    }
    return found;
  },
};

function decodeStride(outputs: OutputTensors, job: DecodeJob, stride: number, first: number, found: Detection[]): void {
  const { a: rows, b: rowLength, data } = rank3(outputs);
  const columns = job.placement.inputWidth / stride;
  const end = Math.min(rows, first + columns * (job.placement.inputHeight / stride));
  for (let row = first; row < end; row++) {
    const at = row * rowLength;
    const objectness = data[at + 4] ?? 0;
    if (objectness < job.minScore) continue;
    for (const { index, label } of job.classes) {
      const score = objectness * (data[at + 5 + index] ?? 0);
      if (score < job.minScore) continue;
      const cell = row - first;
      const x = ((data[at] ?? 0) + (cell % columns)) * stride;
      const y = ((data[at + 1] ?? 0) + Math.floor(cell / columns)) * stride;
      const halfWidth = (Math.exp(data[at + 2] ?? 0) * stride) / 2;
      const halfHeight = (Math.exp(data[at + 3] ?? 0) * stride) / 2;
      const box = toPictureBox(job.placement, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
      found.push({ label, score, box });
    }
  }
}
