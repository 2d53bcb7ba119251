/** `npm run models -- list` and `remove`: the models at hand, and taking one away. */
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findModels } from '../../detection/model-files.ts';
import { chooseModel, type ModelInfo } from '../../detection/models.ts';
import { modelFolders } from './folders.ts';
import { alignedRows } from './text-table.ts';

/** What a camera that names no model gets stands first. */
export async function listModels(folder?: string): Promise<void> {
  const folders = modelFolders(folder);
  const models = await findModels(folders.all);
  const choice = chooseModel(models, folders.all);
  const chosen = choice.kind === 'model' ? choice.model.name : null;
  const rows = models.map((model) => row(model, model.name === chosen));
  const header = ['model', 'finds', 'layout', 'licence', 'person AP50', 'ms', 'known from', 'folder'];
  const lines = models.length === 0 ? ['no model'] : alignedRows([header, ...rows]);
  const note = choice.kind === 'model' ? `* what a camera gets that names no model` : choice.reason;
  process.stdout.write(`${[...lines, '', note].join('\n')}\n`);
}

function row(model: ModelInfo, isChosen: boolean): string[] {
  const { use } = model;
  const what =
    use.kind === 'ready'
      ? [findsOf(use.spec.labels), use.spec.layout ?? 'told by its first run']
      : ['can not be used:', use.reason];
  return [
    `${isChosen ? '* ' : '  '}${model.name}`,
    ...what,
    model.licence ?? 'not stated',
    model.personAp50?.toFixed(3) ?? '–',
    model.runMs?.toFixed(1) ?? '–',
    model.origin,
    dirname(model.path),
  ];
}

function findsOf(labels: readonly string[]): string {
  return ['person', 'face'].filter((label) => labels.includes(label)).join(', ') || 'neither persons nor faces';
}

/** Only the station's own: the product's come back with the next version, and others belong to somebody else. */
export async function removeModel(name: string, folder?: string): Promise<void> {
  const { own, all } = modelFolders(folder);
  const model = (await findModels([own])).find((candidate) => candidate.name === name);
  if (model === undefined) {
    const elsewhere = (await findModels(all)).find((candidate) => candidate.name === name);
    throw new Error(
      elsewhere === undefined
        ? `there is no model ${name} in ${own}`
        : `${name} lies in ${dirname(elsewhere.path)}, not among the station's own in ${own}; name its folder with --folder`,
    );
  }
  for (const ending of ['.onnx', '.json', '.trial.jpg']) await rm(join(own, name + ending), { force: true });
  process.stdout.write(`removed ${name} from ${own}\n`);
}
