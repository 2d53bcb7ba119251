/**
 * What a layout is: how a family of detectors wants its picture and how its output tensors are read. One file a layout, one
 * line in registry.ts. Face and density layouts (ultraface, yunet, density) join there when the product needs them.
 */
import type { Detection, DetectionLabel } from '../../../src-contract/domain/detection.ts';
import type { PictureFormat } from '../picture.ts';
import type { Placement } from '../placement.ts';

export const layoutNames = ['yolox', 'yolov5', 'yolov8', 'end-to-end', 'detr'] as const;
export type LayoutName = (typeof layoutNames)[number];

/** A tensor as the model file declares it; a dimension that may vary is its name, or `?`. */
export interface TensorFact {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

/** What a model file says of its inputs and outputs. */
export interface TensorFacts {
  readonly inputs: readonly TensorFact[];
  readonly outputs: readonly TensorFact[];
}

/** One output of a run. `data` is row-major. */
export interface OutputTensor {
  readonly dims: readonly number[];
  readonly data: Float32Array | BigInt64Array | Int32Array;
}
export type OutputTensors = Readonly<Record<string, OutputTensor>>;

/** A class of the model that the product has a use for. */
export interface WantedClass {
  readonly index: number;
  readonly label: DetectionLabel;
}

export interface DecodeJob {
  readonly placement: Placement;
  readonly classes: readonly WantedClass[];
  /** Detections below this are left out, 0..1. */
  readonly minScore: number;
}

export interface Layout {
  readonly format: PictureFormat;
  /** Whether one person may come out as several boxes. */
  readonly needsNms: boolean;
  /** `after-run`: the declared shapes leave it open, those of a real run will tell. */
  fits(facts: TensorFacts): 'yes' | 'after-run' | 'no';
  /** Boxes in fractions of the whole picture, in any order, before NMS. */
  decode(outputs: OutputTensors, job: DecodeJob): Detection[];
}

/** Width and height of the picture input [1, 3, H, W]; null where it may vary. */
export function inputSize(facts: TensorFacts): { readonly width: number | null; readonly height: number | null } {
  const shape = facts.inputs[0]?.shape ?? [];
  const side = (dim: number | string | undefined) => (typeof dim === 'number' && dim > 0 ? dim : null);
  return { height: side(shape[2]), width: side(shape[3]) };
}

/** Cells of the feature maps of an input of this size: one a `stride` × `stride` pixels, for each stride. */
export function cellCount(width: number, height: number, strides: readonly number[]): number {
  return strides.reduce((sum, stride) => sum + Math.ceil(width / stride) * Math.ceil(height / stride), 0);
}

/** The one output of rank 3 [1, A, B]; other outputs (masks, raw maps) have other ranks. */
export function rank3(outputs: OutputTensors): { readonly a: number; readonly b: number; readonly data: Float32Array } {
  for (const { dims, data } of Object.values(outputs)) {
    const [, a, b] = dims;
    if (dims.length === 3 && a !== undefined && b !== undefined && data instanceof Float32Array) return { a, b, data };
  }
  throw new Error('the model gave no float32 output of rank 3');
}

/** Declared dimensions A and B of the one output [1, A, B]; null when there is none or more than one. */
export function declaredRank3(facts: TensorFacts): readonly [number | string, number | string] | null {
  const found = facts.outputs.filter((output) => output.shape.length === 3 && output.type === 'float32');
  const [, a, b] = found[0]?.shape ?? [];
  return found.length === 1 && a !== undefined && b !== undefined ? [a, b] : null;
}
