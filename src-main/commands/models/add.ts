/**
 * `npm run models -- add FILE.onnx`: looks a model over, tries it on a picture, and puts it with a card among the station's models. It
 * asks where the file leaves two readings open, and refuses with a reason what a station could not use.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { type LayoutName, layoutNames } from '../../detection/layouts/layout.ts';
import { layoutOf } from '../../detection/layouts/registry.ts';
import { knownModelsSchema } from '../../detection/model-card.ts';
import { findModels } from '../../detection/model-files.ts';
import type { ModelInfo } from '../../detection/models.ts';
import { type OnnxFacts, readOnnxFacts } from '../../detection/onnx-facts.ts';
import { repositoryRoot } from '../station-process.ts';
import { modelFolders } from './folders.ts';
import { parseNormalisation } from './normalisation.ts';
import { type Trial, trialLines, tryModel } from './trial.ts';

export interface AddOptions {
  readonly file: string;
  readonly layout?: string | undefined;
  readonly classes?: string | undefined;
  readonly normalise?: string | undefined;
  readonly licence?: string | undefined;
  readonly name?: string | undefined;
  /** What it is tried on; a picture of the twin when left out. */
  readonly picture?: string | undefined;
  readonly folder?: string | undefined;
}

type Card = Record<string, unknown>;

export async function addModel(options: AddOptions): Promise<void> {
  const { file } = options;
  if (!file.endsWith('.onnx')) throw new Error(`${file} is not an .onnx file; export the model to ONNX first`);
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) throw new Error(`${file} can't be read`);
  const name = options.name ?? basename(file, '.onnx');
  if (!/^[\w.-]{1,80}$/.test(name)) throw new Error(`"${name}" can't be a model's name; allowed: letters, digits, _ . -`);
  const { own } = modelFolders(options.folder);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await refuseTaken(own, name, sha256);
  const card = await cardOf(options, readOnnxFacts(bytes), sha256);
  const workshop = await mkdtemp(join(tmpdir(), 'kavach-add-'));
  try {
    await copyFile(file, join(workshop, `${name}.onnx`));
    const { model, trial } = await inspect(workshop, name, card, options);
    await mkdir(own, { recursive: true });
    await install(workshop, own, name, trial);
    process.stdout.write(`${[...trialLines(model, trial, join(own, `${name}.trial.jpg`)), `added to ${own}`].join('\n')}\n`);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function refuseTaken(own: string, name: string, sha256: string): Promise<void> {
  const models = await findModels([own]);
  const same = models.find((model) => model.sha256 === sha256);
  if (same !== undefined) throw new Error(`the same file is there already, as ${same.name}; remove it first to add it anew`);
  if (models.some((model) => model.name === name)) {
    throw new Error(`another model is called ${name}; choose another with --name, or "models -- remove ${name}" first`);
  }
}

/** What the file says, and what was said on the command line; everything else follows from the layout. */
async function cardOf(options: AddOptions, facts: OnnxFacts, sha256: string): Promise<Card> {
  const layout = options.layout === undefined ? await askWhenSeveralFit(facts) : layoutNamed(options.layout);
  const labels = options.classes?.split(',').map((label) => label.trim());
  const scale = options.normalise === undefined ? undefined : parseNormalisation(options.normalise);
  const licence = options.licence ?? facts.notes['license']?.split(' ')[0];
  const source = `added from ${basename(options.file)} on ${new Date().toISOString().slice(0, 10)}`;
  return {
    licence: 'not stated',
    ...(await wellKnown(sha256)),
    ...(layout && { layout }),
    ...(labels && { labels }),
    ...(scale && { input: { scale } }),
    ...(licence && { licence }),
    ...{ sha256, source },
  };
}

/** What the product knows of the file beforehand. */
async function wellKnown(sha256: string): Promise<Card> {
  const known = knownModelsSchema.parse(JSON.parse(await readFile(join(repositoryRoot, 'models/known.json'), 'utf8')));
  return known.models.find((model) => model.sha256 === sha256) ?? {};
}

function layoutNamed(text: string): LayoutName {
  const layout = layoutNames.find((name) => name === text);
  if (layout === undefined) throw new Error(`there is no layout "${text}"; allowed: ${layoutNames.join(', ')}`);
  return layout;
}

/** Null when the file tells by itself, or only a run will. */
async function askWhenSeveralFit(facts: OnnxFacts): Promise<LayoutName | null> {
  const fitting = layoutNames.filter((name) => layoutOf(name).fits(facts) === 'yes');
  if (fitting.length < 2) return null;
  const question = `its output can be read as ${fitting.join(' or ')}`;
  if (!process.stdin.isTTY) throw new Error(`${question}: say which with --layout`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question}. Which? `);
  terminal.close();
  return layoutNamed(answer.trim());
}

/** Reads the model with its card as a station would, and runs it. */
async function inspect(
  workshop: string,
  name: string,
  card: Card,
  { picture }: AddOptions,
): Promise<{ model: ModelInfo; trial: Trial }> {
  const read = async (text: Card): Promise<ModelInfo> => {
    await writeFile(join(workshop, `${name}.json`), `${JSON.stringify(text, null, 2)}\n`);
    const [model] = await findModels([workshop]);
    if (model === undefined) throw new Error('the file is gone');
    return model;
  };
  const model = await read(card);
  if (model.use.kind === 'unusable') throw new Error(refusal(model.use.reason));
  const trial = await tryModel(model, model.use.spec, workshop, picture ?? null);
  // On the card stands what was found out, so that the next start needs no trial.
  const { labels } = model.use.spec;
  return { model: await read({ ...card, layout: trial.layout, labels, threshold: model.threshold }), trial };
}

function refusal(reason: string): string {
  if (reason.includes('fit none of')) return `${reason}; say how to read it with --layout, or export it in another way`;
  return reason.includes('nothing names its classes')
    ? 'nothing in the file names its classes: say them with --classes person,…'
    : reason;
}

/** The card first: a station that runs takes up a new .onnx within seconds. */
async function install(workshop: string, own: string, name: string, trial: Trial): Promise<void> {
  await copyFile(join(workshop, `${name}.json`), join(own, `${name}.json`));
  await copyFile(trial.drawnFile, join(own, `${name}.trial.jpg`));
  await copyFile(join(workshop, `${name}.onnx`), join(own, `${name}.onnx.part`));
  await rename(join(own, `${name}.onnx.part`), join(own, `${name}.onnx`));
}
