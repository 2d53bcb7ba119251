/**
 * Tries a model on one picture. In: the model as a station would read it, and a picture (of the twin, when none is given). Out: what
 * it found, the picture with that drawn in, and a hint where another normalisation finds more.
 */
import { join } from 'node:path';
import sharp from 'sharp';
import type { LayoutName } from '../../detection/layouts/layout.ts';
import type { ModelInfo, ModelSpec } from '../../detection/models.ts';
import { type Outcome, openModel } from '../../detection/open-model.ts';
import type { Picture, PixelScale } from '../../detection/picture.ts';
import { drawFindings } from './draw-findings.ts';
import { loadPicture } from './labelled-pictures.ts';
import { renderTwinPictures } from './twin-pictures.ts';

export interface Trial {
  readonly layout: LayoutName;
  readonly outcome: Outcome;
  /** Detections at the model's threshold, or a density map's count. */
  readonly found: number;
  readonly drawnFile: string;
  readonly hint: string | null;
}

const trialSidePx = 640;
/** Its one picture shows a platform with seven people. */
const trialSeed = 14;
const otherScales: readonly PixelScale[] = ['0-1', '0-255', { mean: 127.5, std: 128 }];

export async function tryModel(model: ModelInfo, spec: ModelSpec, workshop: string, pictureFile: string | null): Promise<Trial> {
  const file = pictureFile ?? (await twinPicture(workshop));
  const picture = await loadPicture(file, trialSidePx, 'shrink-only').catch(() => null);
  if (picture === null) throw new Error(`${file} is not a picture that can be read`);
  const { layout, outcome } = await run(model, spec, picture);
  const found = foundIn(model, outcome);
  const drawnFile = join(workshop, 'trial.jpg');
  await drawFindings(picture, outcome, model.threshold, drawnFile);
  return { layout, outcome, found, drawnFile, hint: found >= 1 ? null : await hintFor(model, spec, picture) };
}

export function trialLines(model: ModelInfo, { layout, outcome, found, hint }: Trial, drawn: string): string[] {
  const strong = outcome.detections.filter(({ score }) => score >= model.threshold);
  const boxes = strong.map(
    ({ label, score, box }) => `  ${label} ${score.toFixed(2)} at ${box.map((side) => side.toFixed(3)).join(' ')}`,
  );
  const summary =
    outcome.density === null ? `${strong.length} boxes at ${model.threshold} or more` : `a count of ${found.toFixed(1)}`;
  return [
    `${model.name}: layout ${layout}, licence ${model.licence ?? 'not stated'}, ${outcome.runMs.toFixed(1)} ms a run; ${summary}`,
    ...boxes,
    `drawn in ${drawn}`,
    ...(hint === null ? [] : [hint]),
  ];
}

async function run(model: ModelInfo, spec: ModelSpec, picture: Picture): Promise<{ layout: LayoutName; outcome: Outcome }> {
  const open = await openModel(model.path, spec, 1);
  try {
    // The first run of a session is slower.
    await open.detect(picture, { tiles: 1, minScore: 0.01 });
    const outcome = await open.detect(picture, { tiles: 1, minScore: 0.01 });
    if (outcome.detections.some(({ box, score }) => ![...box, score].every(Number.isFinite))) {
      throw new Error('its output holds values that are not numbers: the layout is another, or the file is damaged');
    }
    return { layout: open.layout, outcome };
  } finally {
    await open.close();
  }
}

function foundIn(model: ModelInfo, { detections, density }: Outcome): number {
  return density?.count ?? detections.filter(({ score }) => score >= model.threshold).length;
}

/** Nothing was found: says which other normalisation would find something. */
async function hintFor(model: ModelInfo, spec: ModelSpec, picture: Picture): Promise<string> {
  for (const scale of otherScales) {
    const { outcome } = await run(model, { ...spec, format: { ...spec.format, scale } }, picture);
    const found = foundIn(model, outcome);
    if (found < 1) continue;
    const text = typeof scale === 'string' ? scale : `${scale.mean}/${scale.std}`;
    return `it found nothing; with --normalise ${text} it finds ${Math.round(found)}: remove it and add it anew with that`;
  }
  return 'it found nothing on this picture; try one that shows what it should find with --picture FILE';
}

async function twinPicture(workshop: string): Promise<string> {
  await renderTwinPictures(join(workshop, 'twin'), 1, trialSeed);
  const file = join(workshop, 'trial-twin.jpg');
  await sharp(join(workshop, 'twin/images/twin_00000.jpg')).toFile(file);
  return file;
}
