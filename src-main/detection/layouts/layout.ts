/**
 * What a layout is: how a family of models wants its picture and how its output tensors are read, as boxes or as a density map.
 * One file a layout, one line in registry.ts.
 */
import type { DensityMap, Detection, DetectionLabel } from '../../../src-contract/domain/detection.ts';
import type { InputKind, PictureFormat } from '../picture.ts';
import type { Placement } from '../placement.ts';

export const layoutNames = ['yolox', 'yolov5', 'yolov8', 'end-to-end', 'detr', 'ultraface', 'yunet', 'density'] as const;
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

/** Score and overlap where neither a card nor the layout says: what the station's figures were measured with. */
export const usualThreshold = 0.35;
export const usualNmsIou = 0.5;

interface AnyLayout {
  readonly format: PictureFormat;
  /** Class names of its models where neither a card nor the file says; left out where they differ from model to model. */
  readonly labels?: readonly string[];
  /** `after-run`: the declared shapes leave it open, those of a real run will tell. */
  fits(facts: TensorFacts): 'yes' | 'after-run' | 'no';
}

export interface BoxLayout extends AnyLayout {
  readonly finds: 'boxes';
  /** Whether one person may come out as several boxes. */
  readonly needsNms: boolean;
  /** What its family is published with; left out: the usual ones. */
  readonly threshold?: number;
  readonly nmsIou?: number;
  /** Boxes in fractions of the whole picture, in any order, before NMS. */
  decode(outputs: OutputTensors, job: DecodeJob): Detection[];
}

export interface DensityLayout extends AnyLayout {
  readonly finds: 'density';
  /** The map over the region that was looked at. */
  decode(outputs: OutputTensors, placement: Placement): DensityMap;
}

export type Layout = BoxLayout | DensityLayout;

/** The picture input; a side that may vary is null. Null where the first input is no picture that the product can make. */
export function pictureInput({ inputs }: TensorFacts): {
  readonly kind: InputKind;
  readonly channels: 1 | 3;
  readonly width: number | null;
  readonly height: number | null;
} | null {
  const { type, shape } = inputs[0] ?? { type: '', shape: [] };
  const [, a, b, c] = shape;
  const side = (dim: number | string | undefined) => (typeof dim === 'number' && dim > 0 ? dim : null);
  if (shape.length !== 4) return null;
  if (type === 'float32' && (a === 3 || a === 1)) return { kind: 'planes', channels: a, height: side(b), width: side(c) };
  if (type === 'uint8' && c === 3) return { kind: 'pixels', channels: 3, height: side(a), width: side(b) };
  return null;
}

/** Width and height of the picture input; null where it may vary. */
export function inputSize(facts: TensorFacts): { readonly width: number | null; readonly height: number | null } {
  const { width, height } = pictureInput(facts) ?? { width: null, height: null };
  return { width, height };
}

/** Cells of the feature maps of an input of this size: one a `stride` × `stride` pixels, for each stride. */
export function cellCount(width: number, height: number, strides: readonly number[]): number {
  return strides.reduce((sum, stride) => sum + Math.ceil(width / stride) * Math.ceil(height / stride), 0);
}

/** The float32 output of this name, [1, rows, B]. */
export function namedRows(outputs: OutputTensors, name: string): { readonly rows: number; readonly data: Float32Array } {
  const { dims, data } = outputs[name] ?? {};
  const rows = dims?.[1];
  if (dims?.length !== 3 || rows === undefined || !(data instanceof Float32Array)) throw new Error(`the model gave no ${name}`);
  return { rows, data };
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
