/** Where the commands look for models, and where they put new ones: the station's own folder unless told otherwise. */
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { findAppFiles } from '../../composition/app-files.ts';
import { sitesOf } from '../../composition/site-profiles.ts';
import { findModels } from '../../detection/model-files.ts';
import { chooseModel, type ModelInfo, type ModelSpec } from '../../detection/models.ts';
import { readStartOptions } from '../../settings.ts';
import { repositoryRoot } from '../station-process.ts';

export interface ModelFolders {
  /** Earlier ones go first. */
  readonly all: readonly string[];
  /** Where `add` and `fetch` put models: `models/` of the data folder. */
  readonly own: string;
}

/** `folder` names another than the station's own. */
export function modelFolders(folder?: string): ModelFolders {
  const options = readStartOptions([], process.env, sitesOf(findAppFiles(import.meta.dirname)));
  if (options === 'help') throw new Error('no options were given');
  const own = folder === undefined ? join(options.dataFolder, 'models') : resolve(folder);
  const further = options.settings.KAVACH_MODELS_DIR;
  return { own, all: [join(repositoryRoot, 'models'), own, ...(further === undefined ? [] : [resolve(further)])] };
}

/** A card's name, a file of the model folders, or a path; without one what a station would choose. Throws with what to do. */
export async function namedModel(
  name: string | undefined,
  { all }: ModelFolders,
): Promise<{ readonly model: ModelInfo; readonly spec: ModelSpec }> {
  const isPath = name?.endsWith('.onnx') === true && existsSync(name);
  const folders = isPath ? [dirname(resolve(name))] : all;
  const choice = chooseModel(await findModels(folders), folders, isPath ? basename(name) : name);
  if (choice.kind === 'none') throw new Error(choice.reason);
  return choice;
}
