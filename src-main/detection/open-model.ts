/**
 * One ONNX session and everything around its runs: a picture goes in, detections in fractions of the picture or a density map come
 * out. It blocks the thread that calls it (onnxruntime's `run` does), so the station uses it in a worker alone. Buffers are kept from
 * picture to picture: a new shape costs, a known one doesn't.
 */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { DensityMap, Detection, DetectionLabel } from '../../src-contract/domain/detection.ts';
import { blankInput, createInputTensors } from './input-tensors.ts';
import { guessLayout } from './layout-guess.ts';
import { sizesInput } from './layouts/detr.ts';
import type {
  BoxLayout,
  DensityLayout,
  LayoutName,
  OutputTensor,
  OutputTensors,
  TensorFact,
  WantedClass,
} from './layouts/layout.ts';
import { layoutOf } from './layouts/registry.ts';
import type { ModelSpec } from './models.ts';
import { best, mostDetections, suppressOverlaps } from './nms.ts';
import { channelCount, type InputKind, type Picture, type PictureFormat } from './picture.ts';
import { type Placement, placeRegion, type Region } from './placement.ts';
import { mergeViews, viewsOf } from './tiles.ts';

export interface DetectOptions {
  /** The picture is looked at in tiles × tiles parts. */
  readonly tiles: number;
  readonly minScore: number;
}

/** Times are sums over all views of the picture, ms. */
export interface Outcome {
  /** None from a density model. */
  readonly detections: readonly Detection[];
  /** The map of a density model, over the whole picture; null from others. */
  readonly density: DensityMap | null;
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
const productLabels: readonly DetectionLabel[] = ['person', 'face'];

/** Throws when the file can't be loaded or its layout can't be told. */
export async function openModel(path: string, spec: ModelSpec, threads: number): Promise<OpenModel> {
  const session = await InferenceSession.create(path, sessionOptions(threads));
  const layoutName = spec.layout ?? (await probeLayout(session, spec));
  const layout = layoutOf(layoutName);
  const detect = layout.finds === 'boxes' ? createDetector(session, spec, layout) : createDensityReader(session, spec, layout);
  return { layout: layoutName, detect, close: () => session.release() };
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

type Detect = OpenModel['detect'];

function createDetector(session: InferenceSession, spec: ModelSpec, layout: BoxLayout): Detect {
  const { runView, place } = createViewRunner(session, spec, layout.format);
  const classes = wantedClasses(spec.labels);

  async function detectView(picture: Picture, placement: Placement, minScore: number): Promise<Outcome> {
    const { outputs, prepareMs, runMs } = await runView(picture, placement);
    const ranMs = performance.now();
    const candidates = layout.decode(outputs, { placement, classes, minScore });
    const detections = layout.needsNms ? suppressOverlaps(candidates, spec.nmsIou) : best(candidates, mostDetections);
    return { detections, density: null, prepareMs, runMs, decodeMs: performance.now() - ranMs };
  }

  return async (picture, { tiles, minScore }, onView) => {
    const regions = viewsOf(picture, tiles);
    const [whole] = regions;
    if (tiles === 1 && whole !== undefined) return detectView(picture, place(picture, whole, null), minScore);
    const outcomes: Outcome[] = [];
    for (const region of regions) {
      outcomes.push(await detectView(picture, place(picture, region, tileLongSidePx), minScore));
      if (outcomes.length < regions.length) onView?.();
    }
    const findings = regions.map((region, i) => ({ region, detections: outcomes[i]?.detections ?? [] }));
    return { ...sumTimes(outcomes), detections: mergeViews(picture, findings, spec.nmsIou), density: null };
  };
}

/** A density map is read over the whole picture at once: it loses nobody where persons are small, and parts would overlap. */
function createDensityReader(session: InferenceSession, spec: ModelSpec, layout: DensityLayout): Detect {
  const { runView, place } = createViewRunner(session, spec, layout.format);
  return async (picture) => {
    const placement = place(picture, { x: 0, y: 0, width: picture.width, height: picture.height }, null);
    const { outputs, prepareMs, runMs } = await runView(picture, placement);
    const ranMs = performance.now();
    const density = layout.decode(outputs, placement);
    return { detections: [], density, prepareMs, runMs, decodeMs: performance.now() - ranMs };
  };
}

/** What both kinds share: a region laid into the input, and one run over it. */
function createViewRunner(session: InferenceSession, spec: ModelSpec, usual: PictureFormat) {
  const format: PictureFormat = { ...usual, ...spec.format };
  const inputs = createInputTensors(format, inputKind(session));
  return {
    place(picture: Picture, region: Region, longSidePx: number | null): Placement {
      if (picture.rgb.length !== picture.width * picture.height * 3) throw new Error('a picture of the wrong length');
      return placeRegion(picture, region, spec.size, format.letterbox, longSidePx);
    },
    async runView(picture: Picture, placement: Placement) {
      const startMs = performance.now();
      const tensor = inputs.fill(picture, placement);
      const preparedMs = performance.now();
      const outputs = await session.run(feedsOf(session, tensor, placement.region));
      return { outputs: readable(outputs), prepareMs: preparedMs - startMs, runMs: performance.now() - preparedMs };
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
async function probeLayout(session: InferenceSession, { size, format }: ModelSpec): Promise<LayoutName> {
  const channels = channelCount({ colour: format.colour ?? 'rgb' });
  const width = size.kind === 'fixed' ? size.width : probeSidePx;
  const height = size.kind === 'fixed' ? size.height : probeSidePx;
  const blank = blankInput(inputKind(session), channels, width, height).tensor;
  const outputs = await session.run(feedsOf(session, blank, { width, height }));
  const fact = (name: string, type: string, shape: readonly number[]): TensorFact => ({ name, type, shape });
  const guess = guessLayout({
    inputs: session.inputNames.map((name, i) => fact(name, i === 0 ? blank.type : 'int64', i === 0 ? blank.dims : [1, 2])),
    outputs: Object.entries(outputs).map(([name, tensor]) => fact(name, tensor.type, tensor.dims)),
  });
  if (guess.kind === 'told') return guess.layout;
  throw new Error(guess.kind === 'unknown' ? guess.reason : 'its layout can not be told: name it in a card');
}

function inputKind({ inputMetadata: [first] }: InferenceSession): InputKind {
  return first?.isTensor === true && first.type === 'uint8' ? 'pixels' : 'planes';
}

function wantedClasses(labels: readonly string[]): WantedClass[] {
  return labels.flatMap((name, index) => {
    const label = productLabels.find((known) => known === name.toLowerCase());
    return label === undefined ? [] : [{ index, label }];
  });
}

function sumTimes(outcomes: readonly Outcome[]): Pick<Outcome, 'prepareMs' | 'runMs' | 'decodeMs'> {
  const sum = (key: 'prepareMs' | 'runMs' | 'decodeMs') => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  return { prepareMs: sum('prepareMs'), runMs: sum('runMs'), decodeMs: sum('decodeMs') };
}
