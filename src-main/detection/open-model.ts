/**
 * One ONNX session and everything around its runs: a picture goes in, detections in fractions of the picture come out. It
 * blocks the thread that calls it (onnxruntime's `run` does), so the station uses it in a worker alone. Buffers are kept from
 * picture to picture: a new shape costs, a known one doesn't.
 */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Detection, DetectionLabel } from '../../src-contract/domain/detection.ts';
import { guessLayout } from './layout-guess.ts';
import { sizesInput } from './layouts/detr.ts';
import type { Layout, LayoutName, OutputTensor, OutputTensors, TensorFact, WantedClass } from './layouts/layout.ts';
import { layouts } from './layouts/registry.ts';
import type { ModelSpec } from './models.ts';
import { best, mostDetections, suppressOverlaps } from './nms.ts';
import type { Picture, PictureFormat } from './picture.ts';
import { type Placement, placeRegion, type Region } from './placement.ts';
import { fillPadding, fillPicture } from './preprocess.ts';
import { mergeViews, viewsOf } from './tiles.ts';

export interface DetectOptions {
  /** The picture is looked at in tiles × tiles parts. */
  readonly tiles: number;
  readonly minScore: number;
}

/** Times are sums over all views of the picture, ms. */
export interface Outcome {
  readonly detections: readonly Detection[];
  readonly prepareMs: number;
  readonly runMs: number;
  readonly decodeMs: number;
}

export interface OpenModel {
  readonly layout: LayoutName;
  /** `onView` is called after each view but the last, so that a watcher of a slow picture knows that it goes on. */
  detect(picture: Picture, options: DetectOptions, onView?: () => void): Promise<Outcome>;
  close(): Promise<void>;
}

/** Side of the picture whose run tells a layout that the declared shapes leave open. */
const probeSidePx = 64;
/** The longer side of one tile of a model of any size: what such models were trained at. */
const tileLongSidePx = 640;
/** Shapes whose buffers are kept; cameras of one site have few. */
const mostShapes = 8;
const productLabels: readonly DetectionLabel[] = ['person', 'face'];

/** Throws when the file can't be loaded or its layout can't be told. */
export async function openModel(path: string, spec: ModelSpec, threads: number): Promise<OpenModel> {
  const session = await InferenceSession.create(path, sessionOptions(threads));
  const layoutName = spec.layout ?? (await probeLayout(session, spec));
  const model = createRunner(session, spec, layouts[layoutName]);
  return { layout: layoutName, detect: model, close: () => session.release() };
}

/** Without spinning, the threads of one run don't burn a core until the next frame: measured 620 ms of CPU against 1,200. */
function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    enableCpuMemArena: true,
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
}

function createRunner(session: InferenceSession, spec: ModelSpec, layout: Layout): OpenModel['detect'] {
  const format: PictureFormat = { ...layout.format, ...spec.format };
  const inputs = createInputs(format);
  const classes = wantedClasses(spec.labels);

  async function detectView(picture: Picture, placement: Placement, minScore: number): Promise<Outcome> {
    const startMs = performance.now();
    const tensor = inputs.fill(picture, placement);
    const preparedMs = performance.now();
    const outputs = await session.run(feedsOf(session, tensor, placement.region));
    const ranMs = performance.now();
    const candidates = layout.decode(readable(outputs), { placement, classes, minScore });
    const detections = layout.needsNms ? suppressOverlaps(candidates, spec.nmsIou) : best(candidates, mostDetections);
    return {
      detections,
      prepareMs: preparedMs - startMs,
      runMs: ranMs - preparedMs,
      decodeMs: performance.now() - ranMs,
    };
  }

  return async (picture, { tiles, minScore }, onView) => {
    if (picture.rgb.length !== picture.width * picture.height * 3) throw new Error('a picture of the wrong length');
    const place = (region: Region, longSidePx: number | null) =>
      placeRegion(picture, region, spec.size, format.letterbox, longSidePx);
    const regions = viewsOf(picture, tiles);
    const [whole] = regions;
    if (tiles === 1 && whole !== undefined) return detectView(picture, place(whole, null), minScore);
    const outcomes: Outcome[] = [];
    for (const region of regions) {
      outcomes.push(await detectView(picture, place(region, tileLongSidePx), minScore));
      if (outcomes.length < regions.length) onView?.();
    }
    const findings = regions.map((region, i) => ({ region, detections: outcomes[i]?.detections ?? [] }));
    return { ...sumTimes(outcomes), detections: mergeViews(picture, findings, spec.nmsIou) };
  };
}

/** Input tensors by shape; padding is written again only when another placement had the buffer before. */
function createInputs(format: PictureFormat): { fill(picture: Picture, placement: Placement): Tensor } {
  const kept = new Map<string, { readonly data: Float32Array; readonly tensor: Tensor; padding: string }>();
  return {
    fill(picture, placement) {
      const { inputWidth, inputHeight, left, top, width, height } = placement;
      const shape = `${inputWidth}x${inputHeight}`;
      let input = kept.get(shape);
      if (input === undefined) {
        if (kept.size === mostShapes) kept.clear();
        const data = new Float32Array(3 * inputWidth * inputHeight);
        input = { data, tensor: new Tensor('float32', data, [1, 3, inputHeight, inputWidth]), padding: '' };
        kept.set(shape, input);
      }
      const padding = `${left},${top},${width},${height}`;
      if (input.padding !== padding) fillPadding(input.data, format);
      input.padding = padding;
      fillPicture(input.data, picture, placement, format);
      return input.tensor;
    },
  };
}

function feedsOf(session: InferenceSession, picture: Tensor, region: { readonly width: number; readonly height: number }) {
  const feeds: Record<string, Tensor> = { [session.inputNames[0] ?? 'images']: picture };
  if (session.inputNames.includes(sizesInput)) {
    feeds[sizesInput] = new Tensor('int64', BigInt64Array.of(BigInt(region.width), BigInt(region.height)), [1, 2]);
  }
  return feeds;
}

function readable(outputs: InferenceSession.ReturnType): OutputTensors {
  const read: Record<string, OutputTensor> = {};
  for (const [name, { dims, data }] of Object.entries(outputs)) {
    if (data instanceof Float32Array || data instanceof BigInt64Array || data instanceof Int32Array) read[name] = { dims, data };
  }
  return read;
}

/** Runs a blank picture of known size, and tells the layout from the shapes that come out. */
async function probeLayout(session: InferenceSession, { size }: ModelSpec): Promise<LayoutName> {
  const width = size.kind === 'fixed' ? size.width : probeSidePx;
  const height = size.kind === 'fixed' ? size.height : probeSidePx;
  const blank = new Tensor('float32', new Float32Array(3 * width * height), [1, 3, height, width]);
  const outputs = await session.run(feedsOf(session, blank, { width, height }));
  const fact = (name: string, type: string, shape: readonly number[]): TensorFact => ({ name, type, shape });
  const guess = guessLayout({
    inputs: session.inputNames.map((name, i) => fact(name, i === 0 ? 'float32' : 'int64', i === 0 ? blank.dims : [1, 2])),
    outputs: Object.entries(outputs).map(([name, tensor]) => fact(name, tensor.type, tensor.dims)),
  });
  if (guess.kind === 'told') return guess.layout;
  throw new Error(guess.kind === 'unknown' ? guess.reason : 'its layout can not be told: name it in a card');
}

function wantedClasses(labels: readonly string[]): WantedClass[] {
  return labels.flatMap((name, index) => {
    const label = productLabels.find((known) => known === name.toLowerCase());
    return label === undefined ? [] : [{ index, label }];
  });
}

function sumTimes(outcomes: readonly Outcome[]): Omit<Outcome, 'detections'> {
  const sum = (key: 'prepareMs' | 'runMs' | 'decodeMs') => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  return { prepareMs: sum('prepareMs'), runMs: sum('runMs'), decodeMs: sum('decodeMs') };
}
