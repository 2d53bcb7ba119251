/**
 * Density maps (MCNN, CSRNet, DM-Count and their kin): one picture in, grey [1, 1, H, W] or colour [1, 3, H, W]; one map out
 * [1, 1, h, w] of any reduction, whose sum is the number of persons. Grey is 0..255 and colour normalised as for ImageNet unless a
 * card says otherwise. Only the grey ones can be told by shape: a colour model with such a map may as well measure distance.
 */
import type { DensityMap } from '../../../src-contract/domain/detection.ts';
import type { PictureFormat } from '../picture.ts';
import type { Placement } from '../placement.ts';
import type { DensityLayout, OutputTensors } from './layout.ts';

/**
 * What a model with a colour input takes: they stand on networks trained on ImageNet, with its mean and standard deviation
 * (torchvision's 0.485 … and 0.229 … of 255).
 */
export const colourFormat: Partial<PictureFormat> = {
  colour: 'rgb',
  scale: { mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375] },
};

export const density: DensityLayout = {
  finds: 'density',
  // Stretched, so that the map is the picture's own: a picture rounded up to the model's multiple grows by a few per cent.
  format: { colour: 'gray', scale: '0-255', letterbox: 'stretch', pad: 0 },
  labels: ['person'],

  fits({ inputs, outputs }) {
    const [input, map] = [inputs[0]?.shape ?? [], outputs[0]?.shape ?? []];
    const isGray = input.length === 4 && input[1] === 1;
    const isMap = outputs.length === 1 && outputs[0]?.type === 'float32' && map.length === 4 && map[1] === 1;
    return isGray && isMap && isNoLarger(map, input) ? 'yes' : 'no';
  },

  decode(outputs, placement) {
    const { data, width, height } = mapOf(outputs);
    const part = partOfMap(placement, width, height);
    const values = new Float32Array(part.width * part.height);
    for (let y = 0; y < part.height; y++) {
      const start = (part.top + y) * width + part.left;
      values.set(data.subarray(start, start + part.width), y * part.width);
    }
    const count = values.reduce((sum, value) => sum + value, 0);
    if (!Number.isFinite(count)) throw new Error('the map of the model holds what is not a number');
    return { width: part.width, height: part.height, values, count } satisfies DensityMap;
  },
};

/** What is larger than its input is a picture made sharper. */
function isNoLarger(map: readonly (number | string)[], input: readonly (number | string)[]): boolean {
  return [2, 3].every((i) => {
    const [out, given] = [map[i], input[i]];
    return typeof out !== 'number' || typeof given !== 'number' || out <= given;
  });
}

function mapOf(outputs: OutputTensors): { readonly data: Float32Array; readonly width: number; readonly height: number } {
  for (const { dims, data } of Object.values(outputs)) {
    const [, channels, height, width] = dims;
    if (dims.length === 4 && channels === 1 && height !== undefined && width !== undefined && data instanceof Float32Array)
      return { data, width, height };
  }
  throw new Error('the model gave no float32 map [1, 1, height, width]');
}

/** The cells that lie over the region, to the nearest whole one: what a model sees in its padding is nobody. */
function partOfMap({ inputWidth, inputHeight, left, top, width, height }: Placement, columns: number, rows: number) {
  const [across, down] = [columns / inputWidth, rows / inputHeight];
  const [firstColumn, firstRow] = [Math.round(left * across), Math.round(top * down)];
  return {
    left: firstColumn,
    top: firstRow,
    width: Math.max(1, Math.round((left + width) * across) - firstColumn),
    height: Math.max(1, Math.round((top + height) * down) - firstRow),
  };
}
