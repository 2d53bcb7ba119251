/**
 * What the product knows of a model at hand, and which one a camera gets. In: the list that model-files.ts read. Out: a model,
 * or a reason that says what to do. Pure.
 */
import type { LayoutName } from './layouts/layout.ts';
import { layoutOf } from './layouts/registry.ts';
import type { PictureFormat } from './picture.ts';
import type { InputSize } from './placement.ts';

/** What a worker needs to run a model. */
export interface ModelSpec {
  /** Null when only a first run can tell. */
  readonly layout: LayoutName | null;
  readonly size: InputSize;
  /** What the card says of the picture's format; the rest is the layout's. */
  readonly format: Partial<PictureFormat>;
  /** Class names by index; later classes are ignored. */
  readonly labels: readonly string[];
  readonly nmsIou: number;
}

export interface ModelInfo {
  /** The file's name without `.onnx`. */
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  readonly origin: 'card' | 'known' | 'guessed';
  /** SPDX name, or null when nothing states one. */
  readonly licence: string | null;
  /** Detections below it are not counted, unless the camera says otherwise. */
  readonly threshold: number;
  /** AP50 for persons on the hardest data set that the card names, 0..1; null when not measured. */
  readonly personAp50: number | null;
  /** One run with one thread, ms; null when not measured. */
  readonly runMs: number | null;
  readonly use: { readonly kind: 'ready'; readonly spec: ModelSpec } | { readonly kind: 'unusable'; readonly reason: string };
}

export type ModelChoice =
  | { readonly kind: 'model'; readonly model: ModelInfo; readonly spec: ModelSpec }
  | { readonly kind: 'none'; readonly reason: string };

const permissive = /^(apache|mit|bsd|isc|unlicense|cc0|cc-by-[0-9]|0bsd|zlib)/i;
const copyleft = /gpl/i;

/** What a camera wants of its model: persons one by one, or how many stand where. */
export type ModelTask = 'boxes' | 'density';

/** `wanted` names a model (a card's name); without it the best at hand that finds persons in the way that `task` says. */
export function chooseModel(
  models: readonly ModelInfo[],
  folders: readonly string[],
  wanted?: string,
  task: ModelTask = 'boxes',
): ModelChoice {
  if (wanted === undefined) return bestPersonModel(models, folders, task);
  const named = models.find((model) => model.name === wanted || `${model.name}.onnx` === wanted);
  if (named !== undefined) return choiceOf(named);
  const names = models.map((model) => model.name).join(', ') || 'none';
  return { kind: 'none', reason: `model ${wanted} is not at hand (found: ${names}); copy it into ${folders.join(' or ')}` };
}

export function choiceOf(model: ModelInfo): ModelChoice {
  if (model.use.kind === 'unusable') return { kind: 'none', reason: `model ${model.name} can't be used: ${model.use.reason}` };
  return { kind: 'model', model, spec: model.use.spec };
}

/** The choice itself, or none with a reason when the model does another task. */
export function choiceForTask(choice: ModelChoice, task: ModelTask): ModelChoice {
  if (choice.kind === 'none' || taskOf(choice.spec) === task) return choice;
  const { name } = choice.model;
  const reason =
    task === 'boxes'
      ? `model ${name} makes density maps: set mode: density, or name a detector`
      : `model ${name} finds persons one by one: name a density model, or set mode: detect`;
  return { kind: 'none', reason };
}

/** A layout that only a run can tell is one of boxes: density maps have a shape of their own. */
function taskOf({ layout }: ModelSpec): ModelTask {
  return layout === null ? 'boxes' : layoutOf(layout).finds;
}

function bestPersonModel(models: readonly ModelInfo[], folders: readonly string[], task: ModelTask): ModelChoice {
  const usable = models.filter(
    ({ use }) => use.kind === 'ready' && use.spec.labels.includes('person') && taskOf(use.spec) === task,
  );
  const [best] = usable.sort(compareModels);
  if (best !== undefined) return choiceOf(best);
  const seen = models.map((model) => `${model.name}: ${whyNot(model, task)}`);
  const found = seen.length === 0 ? '' : ` (found ${seen.slice(0, 3).join('; ')})`;
  const [what, kind] = task === 'boxes' ? ['finds persons', 'a detector'] : ['makes density maps', 'a density model'];
  return {
    kind: 'none',
    reason: `no model that ${what} is at hand${found}; copy ${kind} (.onnx) into ${folders.join(' or ')}`,
  };
}

function whyNot({ use }: ModelInfo, task: ModelTask): string {
  if (use.kind === 'unusable') return use.reason;
  if (taskOf(use.spec) !== task) return task === 'boxes' ? 'makes density maps' : 'finds persons one by one';
  return 'no class "person"';
}

/** A licence that lets a station run it as it is, before all; then what is known of it; then accuracy; then speed. */
export function compareModels(a: ModelInfo, b: ModelInfo): number {
  return (
    licenceRank(b.licence) - licenceRank(a.licence) ||
    originRank[b.origin] - originRank[a.origin] ||
    (b.personAp50 ?? 0) - (a.personAp50 ?? 0) ||
    (a.runMs ?? Number.MAX_VALUE) - (b.runMs ?? Number.MAX_VALUE) ||
    a.name.localeCompare(b.name)
  );
}

const originRank = { card: 2, known: 1, guessed: 0 };

function licenceRank(licence: string | null): number {
  if (licence === null) return 1;
  if (copyleft.test(licence)) return 0;
  return permissive.test(licence) ? 2 : 1;
}
