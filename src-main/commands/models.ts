/**
 * `npm run models -- COMMAND`: what a station's engineer does with detection models. Each command parses its own options, and says
 * what is allowed when one is wrong. Results go to stdout, progress to stderr.
 */
import { parseArgs } from 'node:util';
import { errorText } from '../errors.ts';
import { addModel } from './models/add.ts';
import { printEvaluation } from './models/eval.ts';
import { fetchModel, listReleases } from './models/fetch.ts';
import { labelFaces } from './models/label-faces.ts';
import { listModels, removeModel } from './models/list.ts';
import { train } from './models/train.ts';
import { renderTwinPictures } from './models/twin-pictures.ts';

const usage = `Usage: npm run models -- COMMAND
  list                        the models at hand, and what is known of each
  add FILE.onnx               looks a model over, tries it, and puts it among the station's models
      --layout L              how its output is read, where the file doesn't tell
      --classes A,B           its class names in order ("person" and "face" are used)
      --normalise N           0-255, 0-1, or MEAN/STD in grey values (one number each, or three as R,G,B)
      --licence L             SPDX name of the licence of the weights
      --name N                another name than the file's
      --picture FILE          what to try it on; a picture of the twin without it
  remove NAME                 takes a model away
  fetch [NAME]                an official release of a permissive model; without NAME: which there are
  eval                        accuracy on labelled pictures, and speed
      --model M               a card's name or a file; may be repeated
      --data DIR              pictures in YOLO layout (images/, labels/; 0 = person, 1 = face); the twin's without it
      --size N                longer side of the pictures given to a model of any size (416)
      --threads N             threads of one run (1)
      --json                  the figures as JSON
  twin DIR                    labelled pictures of the simulated station (--pictures 800, --seed 1)
  label-faces DIR             faces where two models agree (--model A --model B)
  train DATA.tar.gz           trains the shipped model: see models/training/README.md
      --work DIR              where pictures and checkpoints are kept
      --model A --model B     the two face models
      --python P              a Python with PyTorch and OpenCV (python3)
Models lie in the product's models/, in the data folder's models/ (--folder DIR for another), and in KAVACH_MODELS_DIR.`;

class UsageError extends Error {}

const string = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

const commands: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  list: async (args) => {
    await listModels(parse(args, { folder: string }).values.folder);
  },
  add: async (args) => {
    const options = { layout: string, classes: string, normalise: string, licence: string, name: string, picture: string };
    const { values, positionals } = parse(args, { ...options, folder: string });
    await addModel({ ...values, file: one(positionals, 'add FILE.onnx') });
  },
  remove: async (args) => {
    const { values, positionals } = parse(args, { folder: string });
    await removeModel(one(positionals, 'remove NAME'), values.folder);
  },
  fetch: async (args) => {
    const { values, positionals } = parse(args, { folder: string });
    if (positionals.length === 0) await listReleases();
    else await fetchModel(one(positionals, 'fetch NAME'), values.folder);
  },
  eval: async (args) => {
    const { values } = parse(args, { model: many, data: string, size: string, threads: string, json: flag });
    await printEvaluation({
      models: values.model ?? [],
      data: values.data ?? null,
      sizePx: whole('--size', values.size ?? '416', 32, 4096),
      threads: whole('--threads', values.threads ?? '1', 1, 64),
      json: values.json === true,
    });
  },
  twin: async (args) => {
    const { values, positionals } = parse(args, { pictures: string, seed: string });
    const folder = one(positionals, 'twin DIR');
    const pictures = whole('--pictures', values.pictures ?? '800', 1, 100_000);
    const made = await renderTwinPictures(folder, pictures, whole('--seed', values.seed ?? '1', 0, 2 ** 31));
    process.stdout.write(`${made.pictures} pictures with ${made.boxes} people in ${folder}\n`);
  },
  'label-faces': async (args) => {
    const { values, positionals } = parse(args, { model: many });
    const { faces, unsure } = await labelFaces(one(positionals, 'label-faces DIR'), values.model ?? []);
    process.stdout.write(`${faces} faces, ${unsure} doubtful\n`);
  },
  train: async (args) => {
    // What follows -- is train.py's.
    const end = args.indexOf('--');
    const [own, options] = end < 0 ? [args, []] : [args.slice(0, end), args.slice(end + 1)];
    const { values, positionals } = parse(own, { work: string, model: many, python: string });
    if (values.work === undefined) throw new UsageError('wanted: train DATA.tar.gz --work DIR');
    await train({
      archive: one(positionals, 'train DATA.tar.gz'),
      work: values.work,
      faceModels: values.model ?? [],
      python: values.python ?? 'python3',
      options,
    });
  },
};

function parse<O extends NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(errorText(error));
  }
}

function one(positionals: readonly string[], wanted: string): string {
  const [first] = positionals;
  if (first === undefined || positionals.length > 1) throw new UsageError(`wanted: ${wanted}`);
  return first;
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new UsageError(`${name} is "${text}"; allowed: a whole number from ${least} to ${most}`);
  }
  return value;
}

const [name = '', ...rest] = process.argv.slice(2);
const command = commands[name];
try {
  if (command === undefined) throw new UsageError(name === '' ? 'which command?' : `there is no command "${name}"`);
  await command(rest);
} catch (error) {
  process.stderr.write(`kavach: ${errorText(error)}\n${error instanceof UsageError ? `${usage}\n` : ''}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
