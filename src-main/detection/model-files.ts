/**
 * Reads model folders. Out: a list in which every .onnx file is either usable or says why not: from its card, from known.json
 * by its sha256, or from its tensors. No model is loaded here.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import type { ZodError } from 'zod';
import { errorText } from '../errors.ts';
import { guessFormat, guessInputSize, guessLabels, guessLayout, inputProblem, usualMultiple } from './layout-guess.ts';
import { type LayoutName, pictureInput, usualNmsIou, usualThreshold } from './layouts/layout.ts';
import { layoutOf } from './layouts/registry.ts';
import { type KnownModel, knownModelsSchema, type ModelCard, modelCardSchema } from './model-card.ts';
import type { ModelInfo } from './models.ts';
import { type OnnxFacts, readOnnxFacts } from './onnx-facts.ts';
import { channelCount, type PictureFormat } from './picture.ts';
import type { InputSize } from './placement.ts';

/** Every model of the folders; a folder that isn't there holds none. A name found twice is the first folder's. */
export async function findModels(folders: readonly string[]): Promise<ModelInfo[]> {
  const known = (await Promise.all(folders.map(readKnownModels))).flat();
  const models = new Map<string, ModelInfo>();
  for (const folder of folders) {
    for (const file of await onnxFiles(folder)) {
      const model = await readModel(join(folder, file), known);
      if (!models.has(model.name)) models.set(model.name, model);
    }
  }
  return [...models.values()];
}

/** Names, sizes and times of all files that `findModels` would read: equal text means that nothing has changed. */
export async function modelFilesStamp(folders: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const folder of folders) {
    const files = await readdir(folder).catch(() => []);
    for (const file of files.filter((name) => /\.(onnx|json)$/.test(name)).sort()) {
      const facts = await stat(join(folder, file)).catch(() => null);
      lines.push(`${folder}/${file} ${facts?.size} ${facts?.mtimeMs}`);
    }
  }
  return lines.join('\n');
}

/** A path that a site file names: only a file inside the site's folder, by real path. Null when there is none. */
export async function readSiteModel(siteFolder: string, path: string): Promise<ModelInfo | null> {
  const folder = await realpath(siteFolder).catch(() => null);
  const file = folder === null ? null : await realpath(join(folder, path)).catch(() => null);
  if (folder === null || file === null) return null;
  const inside = relative(folder, file);
  const isOutside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return isOutside || !file.endsWith('.onnx') ? null : readModel(file, []);
}

async function onnxFiles(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => []);
  return files.filter((file) => file.endsWith('.onnx')).sort();
}

async function readKnownModels(folder: string): Promise<KnownModel[]> {
  const text = await readFile(join(folder, 'known.json'), 'utf8').catch(() => null);
  const parsed = text === null ? null : knownModelsSchema.safeParse(parseJson(text));
  return parsed?.success === true ? parsed.data.models : [];
}

async function readModel(path: string, known: readonly KnownModel[]): Promise<ModelInfo> {
  const name = basename(path, '.onnx');
  try {
    const bytes = await readFile(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const facts = readOnnxFacts(bytes);
    const cardText = await readFile(path.replace(/\.onnx$/, '.json'), 'utf8').catch(() => null);
    if (cardText !== null) return fromCardText(name, path, sha256, facts, cardText);
    const entry = known.find((model) => model.sha256 === sha256);
    return entry === undefined ? fromTensors(name, path, sha256, facts) : fromCard(name, path, sha256, facts, entry, 'known');
  } catch (error) {
    return unusable(name, path, '', 'guessed', errorText(error));
  }
}

function fromCardText(name: string, path: string, sha256: string, facts: OnnxFacts, text: string): ModelInfo {
  const card = modelCardSchema.safeParse(parseJson(text));
  if (!card.success) return unusable(name, path, sha256, 'card', `its card ${name}.json: ${faultsOf(card.error)}`);
  if (card.data.sha256 !== undefined && card.data.sha256 !== sha256) {
    return unusable(
      name,
      path,
      sha256,
      'card',
      `its sha256 is not the one on its card (${name}.json): one of the two was changed`,
    );
  }
  return fromCard(name, path, sha256, facts, card.data, 'card');
}

function fromCard(
  name: string,
  path: string,
  sha256: string,
  facts: OnnxFacts,
  card: ModelCard,
  origin: ModelInfo['origin'],
): ModelInfo {
  const guess = guessLayout(facts);
  const layout = card.layout ?? (guess.kind === 'told' ? guess.layout : null);
  const labels = card.labels ?? guessLabels(facts, facts.notes, layout);
  const problem =
    inputProblem(facts) ??
    (card.layout === undefined && guess.kind === 'unknown' ? guess.reason : null) ??
    colourProblem(facts, card) ??
    (labels === null ? `nothing names its classes: write a card ${name}.json with labels` : null);
  const own = layout === null ? null : layoutOf(layout);
  const boxes = own?.finds === 'boxes' ? own : null;
  const ap50 = card.accuracy.flatMap((entry) => entry.person_ap50 ?? []);
  return {
    ...{ name, path, sha256, origin, licence: card.licence },
    threshold: card.threshold ?? boxes?.threshold ?? usualThreshold,
    personAp50: ap50.length > 0 ? Math.min(...ap50) : null,
    runMs: card.speed.find((entry) => entry.threads === 1)?.ms ?? null,
    use:
      problem === null
        ? {
            kind: 'ready',
            spec: {
              ...{ layout, size: sizeOf(facts, card), format: formatOf(facts, card, layout), labels: labels ?? [] },
              nmsIou: card.nms_iou ?? boxes?.nmsIou ?? usualNmsIou,
            },
          }
        : { kind: 'unusable', reason: problem },
  };
}

function sizeOf(facts: OnnxFacts, { input }: ModelCard): InputSize {
  if (input?.width !== undefined && input.height !== undefined)
    return { kind: 'fixed', width: input.width, height: input.height };
  const told = guessInputSize(facts);
  return told.kind === 'any' ? { kind: 'any', multiple: input?.multiple ?? usualMultiple } : told;
}

function formatOf(facts: OnnxFacts, { input }: ModelCard, layout: LayoutName | null): Partial<PictureFormat> {
  const { width: _width, height: _height, multiple: _multiple, ...format } = input ?? {};
  return { ...guessFormat(facts, layout), ...defined(format) };
}

/** A card that speaks of another number of colours than the file has, or of a scale where the file takes bytes. */
function colourProblem(facts: OnnxFacts, { input }: ModelCard): string | null {
  const picture = pictureInput(facts);
  if (picture === null || input === undefined) return null;
  if (input.colour !== undefined && channelCount({ colour: input.colour }) !== picture.channels)
    return `its card says ${input.colour}, and its input has ${picture.channels} colour planes`;
  const isScaled = input.scale !== undefined && input.scale !== '0-255';
  return picture.kind === 'pixels' && isScaled ? 'its card names a scale, and its input takes bytes as they are' : null;
}

function fromTensors(name: string, path: string, sha256: string, facts: OnnxFacts): ModelInfo {
  const licence = facts.notes['license']?.split(' ')[0] ?? null;
  const nothing = modelCardSchema.parse({ licence: licence ?? 'not stated' });
  return { ...fromCard(name, path, sha256, facts, nothing, 'guessed'), licence };
}

function unusable(name: string, path: string, sha256: string, origin: ModelInfo['origin'], reason: string): ModelInfo {
  return {
    name,
    path,
    sha256,
    origin,
    licence: null,
    threshold: usualThreshold,
    personAp50: null,
    runMs: null,
    use: { kind: 'unusable', reason },
  };
}

function defined(format: { [K in keyof PictureFormat]?: PictureFormat[K] | undefined }): Partial<PictureFormat> {
  return Object.fromEntries(Object.entries(format).filter(([, value]) => value !== undefined));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return errorText(error);
  }
}

function faultsOf(error: ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`).join('; ');
}
