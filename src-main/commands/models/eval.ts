/**
 * `npm run models -- eval [--model M]… [--data DIR] [--size N] [--threads N] [--json]`: how well models find people and faces in
 * labelled pictures, through the station's own detection code. Without --data, pictures of the twin are made for it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Detection, DetectionLabel } from '../../../src-contract/domain/detection.ts';
import type { Box } from '../../../src-contract/domain/geometry-types.ts';
import { lowestScore } from '../../detection/detector.ts';
import type { ModelInfo, ModelSpec } from '../../detection/models.ts';
import { openModel } from '../../detection/open-model.ts';
import type { Picture } from '../../detection/picture.ts';
import { median, progress } from '../bench/figures.ts';
import { type JudgedPicture, type ModelEvaluation, measureAccuracy } from './accuracy.ts';
import { accuracyTable } from './accuracy-table.ts';
import { modelFolders, namedModel } from './folders.ts';
import { type LabelledObject, type LabelledPicture, loadPicture, readLabelledPictures } from './labelled-pictures.ts';
import { renderTwinPictures } from './twin-pictures.ts';

export interface EvalOptions {
  /** Empty: what a station would choose. */
  readonly models: readonly string[];
  readonly data: string | null;
  /** Longer side of the pictures that a model of any size is given, px. */
  readonly sizePx: number;
  readonly threads: number;
}

/** Low enough that average precision sees the whole curve. A station decodes less, so times are taken at its own lowest score. */
const curveScore = 0.01;
const timedEvery = 3;
const twinPictures = 60;
const twinSeed = 20_261;
const progressEvery = 50;

export async function evaluate(options: EvalOptions): Promise<ModelEvaluation[]> {
  const folders = modelFolders();
  const wanted = options.models.length === 0 ? [undefined] : options.models;
  const models = await Promise.all(wanted.map((name) => namedModel(name, folders)));
  return withPictures(options.data, async (pictures, data) => {
    const results: ModelEvaluation[] = [];
    for (const { model, spec } of models) results.push({ ...(await evaluateModel(model, spec, pictures, options)), data });
    return results;
  });
}

export async function printEvaluation(options: EvalOptions & { readonly json: boolean }): Promise<void> {
  const results = await evaluate(options);
  process.stdout.write(options.json ? `${JSON.stringify(results, null, 2)}\n` : `${accuracyTable(results)}\n`);
}

async function withPictures<T>(data: string | null, work: (pictures: LabelledPicture[], data: string) => Promise<T>): Promise<T> {
  if (data !== null) return work(await readLabelledPictures(data), data);
  const folder = await mkdtemp(join(tmpdir(), 'kavach-eval-'));
  try {
    progress(`no --data: ${twinPictures} pictures of the twin are made`);
    await renderTwinPictures(folder, twinPictures, twinSeed);
    return await work(await readLabelledPictures(folder), `${twinPictures} pictures of the twin`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function evaluateModel(
  info: ModelInfo,
  spec: ModelSpec,
  pictures: readonly LabelledPicture[],
  { sizePx, threads }: EvalOptions,
): Promise<Omit<ModelEvaluation, 'data'>> {
  const model = await openModel(info.path, spec, threads);
  const judged: Record<DetectionLabel, JudgedPicture[]> = { person: [], face: [] };
  const [allMs, runMs]: [number[], number[]] = [[], []];
  for (const [i, labelled] of pictures.entries()) {
    const picture = await loadPicture(labelled.file, sizePx);
    const outcome = await model.detect(picture, { tiles: 1, minScore: curveScore });
    if (i % timedEvery === 0) {
      const timed = await model.detect(picture, { tiles: 1, minScore: lowestScore });
      allMs.push(timed.prepareMs + timed.runMs + timed.decodeMs);
      runMs.push(timed.runMs);
    }
    for (const label of ['person', 'face'] as const)
      judged[label].push(judgedPicture(label, labelled, outcome.detections, picture));
    if ((i + 1) % progressEvery === 0 || i + 1 === pictures.length)
      progress(`${info.name}: ${i + 1} of ${pictures.length} pictures`);
  }
  await model.close();
  const labels = spec.labels.filter((label): label is DetectionLabel => label === 'person' || label === 'face');
  // A class that no picture has labels of was not labelled: what is found of it says nothing.
  const known = labels.filter((label) => judged[label].some(({ truth }) => truth.length > 0));
  return {
    model: info.name,
    input: spec.size.kind === 'fixed' ? `${spec.size.width}×${spec.size.height}` : `${sizePx} px long side`,
    ...{ threads, threshold: info.threshold, msPerPicture: median(allMs), runMs: median(runMs) },
    classes: Object.fromEntries(known.map((label) => [label, measureAccuracy(judged[label], info.threshold)])),
  };
}

/** Everything of one class, in pixels of the picture as the model was given it. */
function judgedPicture(
  label: DetectionLabel,
  { objects, unsure }: LabelledPicture,
  detections: readonly Detection[],
  { width, height }: Picture,
): JudgedPicture {
  const inPixels = ([x1, y1, x2, y2]: Box): Box => [x1 * width, y1 * height, x2 * width, y2 * height];
  const boxesOf = (list: readonly LabelledObject[]) =>
    list.filter((object) => object.label === label).map(({ box }) => inPixels(box));
  return {
    truth: boxesOf(objects),
    unsure: boxesOf(unsure),
    found: detections.filter((detection) => detection.label === label).map(({ box, score }) => ({ box: inPixels(box), score })),
  };
}
