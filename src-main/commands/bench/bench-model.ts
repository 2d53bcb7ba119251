/** The person model that a bench runs: the one the station itself would choose. */
import { join } from 'node:path';
import { findModels } from '../../detection/model-files.ts';
import { chooseModel } from '../../detection/models.ts';
import { repositoryRoot } from '../station-process.ts';

/** Throws with what to do when there is no model at hand. */
export async function benchModelPath(): Promise<string> {
  const own = process.env['KAVACH_MODELS_DIR'];
  const folders = [join(repositoryRoot, 'models'), ...(own === undefined ? [] : [own])];
  const choice = chooseModel(await findModels(folders), folders, undefined);
  if (choice.kind === 'none') throw new Error(choice.reason);
  return choice.model.path;
}
