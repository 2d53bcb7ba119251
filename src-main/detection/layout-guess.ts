/**
 * Tells a model's layout, input size and classes from the names and shapes of its tensors, when no card does. It says so when
 * it can't: two layouts that fit are a question for a card, not for a guess. Pure.
 */
import { colourFormat } from './layouts/density.ts';
import { inputSize, type LayoutName, layoutNames, pictureInput, type TensorFact, type TensorFacts } from './layouts/layout.ts';
import { layoutOf, layouts } from './layouts/registry.ts';
import type { PictureFormat } from './picture.ts';
import type { InputSize } from './placement.ts';

/** Every detector met so far has a stride of at most 32. */
export const usualMultiple = 32;

export type LayoutGuess =
  | { readonly kind: 'told'; readonly layout: LayoutName }
  /** The shapes vary; a run on a picture of known size will tell. */
  | { readonly kind: 'after-run' }
  | { readonly kind: 'unknown'; readonly reason: string };

export function guessLayout(facts: TensorFacts): LayoutGuess {
  const problem = inputProblem(facts);
  if (problem !== null) return { kind: 'unknown', reason: problem };
  const fitting = layoutNames.filter((name) => layouts[name].fits(facts) === 'yes');
  if (fitting.length > 1)
    return { kind: 'unknown', reason: `it fits several layouts (${fitting.join(', ')}): name one in its card` };
  if (fitting[0] !== undefined) return { kind: 'told', layout: fitting[0] };
  if (layoutNames.some((name) => layouts[name].fits(facts) === 'after-run')) return { kind: 'after-run' };
  return { kind: 'unknown', reason: `its outputs (${describe(facts.outputs)}) fit none of ${layoutNames.join(', ')}` };
}

/** Why the product can't feed the model; null when it can. */
export function inputProblem(facts: TensorFacts): string | null {
  if (pictureInput(facts) !== null) return null;
  const wanted = 'a float32 picture [1,3,height,width] or [1,1,height,width], or a uint8 one [1,height,width,3]';
  return `its input (${describe(facts.inputs)}) is not ${wanted}`;
}

/** What the number of colour planes says of the picture's format, where no card does. */
export function guessFormat(facts: TensorFacts, layout: LayoutName | null): Partial<PictureFormat> {
  if (pictureInput(facts)?.channels === 1) return { colour: 'gray' };
  return layout === 'density' ? colourFormat : {};
}

export function guessInputSize(facts: TensorFacts): InputSize {
  const { width, height } = inputSize(facts);
  return width === null || height === null ? { kind: 'any', multiple: usualMultiple } : { kind: 'fixed', width, height };
}

/**
 * Class names in order, as far as they can be told: the exporter's own list (`names` of Ultralytics files), what all models of
 * the layout find, or COCO's 80 classes, whose first is the person. Null when nothing says what the classes are.
 */
export function guessLabels(
  facts: TensorFacts,
  notes: Readonly<Record<string, string>>,
  layout: LayoutName | null,
): readonly string[] | null {
  const listed = listedNames(notes['names'] ?? '');
  if (listed.length > 0) return listed;
  const usual = layout === null ? undefined : layoutOf(layout).labels;
  if (usual !== undefined) return usual;
  const shape = facts.outputs.find((output) => output.shape.length === 3)?.shape ?? [];
  const isCoco = shape[2] === 85 || shape[1] === 84;
  return isCoco ? ['person'] : null;
}

/** Names of a Python dictionary as Ultralytics prints it: `{0: 'person', 1: "bicycle"}`. */
function listedNames(dictionary: string): string[] {
  const names: string[] = [];
  for (const [, index, single, double] of dictionary.matchAll(/\b(\d{1,3}):\s*(?:'([^']*)'|"([^"]*)")/g)) {
    names[Number(index)] = (single ?? double ?? '').slice(0, 80);
  }
  return Array.from(names, (name) => name ?? '');
}

function describe(tensors: readonly TensorFact[]): string {
  const shown = tensors.slice(0, 4).map(({ name, type, shape }) => `${name} ${type} [${shape.join(',')}]`);
  return shown.join('; ') + (tensors.length > shown.length ? '; …' : '') || 'none';
}
