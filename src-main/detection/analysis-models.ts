/**
 * Which models look at pictures that programs send in. In: model folders and the paths that the settings name. Out: one model for
 * bodies and one for faces, which may be the same, each or a reason that says what to do.
 */
import { dirname, resolve } from 'node:path';
import { findModels } from './model-files.ts';
import { choiceForTask, choiceOf, chooseModel, compareModels, type ModelChoice, type ModelInfo } from './models.ts';

export interface AnalysisModelPlaces {
  /** Folders with .onnx files; earlier ones go first. */
  readonly modelFolders: readonly string[];
  /** Files that the settings name; null = the best at hand. */
  readonly bodyModelPath: string | null;
  readonly faceModelPath: string | null;
}

export interface AnalysisChoice {
  readonly body: ModelChoice;
  readonly face: ModelChoice;
}

/** All folders in which a model may appear; those of named files first, because a name found twice is the first folder's. */
export function analysisFolders({ modelFolders, bodyModelPath, faceModelPath }: AnalysisModelPlaces): string[] {
  const named = [bodyModelPath, faceModelPath].flatMap((path) => (path === null ? [] : [dirname(resolve(path))]));
  return [...new Set([...named, ...modelFolders])];
}

export async function chooseAnalysisModels(places: AnalysisModelPlaces): Promise<AnalysisChoice> {
  const { modelFolders, bodyModelPath, faceModelPath } = places;
  const models = await findModels(analysisFolders(places));
  const body = bodyModelPath === null ? chooseModel(models, modelFolders) : namedModel(models, bodyModelPath, 'BODY_MODEL_PATH');
  const face = faceModelPath === null ? chooseFaceModel(models, body) : namedModel(models, faceModelPath, 'FACE_MODEL_PATH');
  return { body: choiceForTask(body, 'boxes'), face: choiceForTask(face, 'boxes') };
}

function namedModel(models: readonly ModelInfo[], path: string, setting: string): ModelChoice {
  const named = models.find((model) => resolve(model.path) === resolve(path));
  if (named !== undefined) return choiceOf(named);
  return { kind: 'none', reason: `there is no model ${path}: correct ${setting}, or put the file (.onnx) there` };
}

/** The body model where it knows faces too: one run then finds both. */
function chooseFaceModel(models: readonly ModelInfo[], body: ModelChoice): ModelChoice {
  if (body.kind === 'model' && knowsFaces(body.model)) return body;
  const [best] = models.filter(knowsFaces).sort(compareModels);
  if (best !== undefined) return choiceOf(best);
  return { kind: 'none', reason: 'no model at hand has a class "face": name one in FACE_MODEL_PATH' };
}

function knowsFaces({ use }: ModelInfo): boolean {
  return use.kind === 'ready' && use.spec.labels.some((label) => label.toLowerCase() === 'face');
}
