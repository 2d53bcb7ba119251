/**
 * The models that a station's installer brings: those that its cameras name, and the one that a camera gets which names none, for
 * programs send pictures too and cameras are added later. In: the site and the folders. Out: the files, or what a camera lacks. Which model
 * is whose is decided by the same functions as in a running station.
 */
import type { SiteConfig } from '../../../src-contract/site-config.ts';
import { findModels, readSiteModel } from '../../detection/model-files.ts';
import { choiceForTask, choiceOf, chooseModel, type ModelInfo } from '../../detection/models.ts';

export interface SiteModels {
  /** Of the folders. */
  readonly shelved: readonly ModelInfo[];
  /** Of the site's folder, by the paths that cameras name them with. */
  readonly beside: ReadonlyMap<string, ModelInfo>;
  /** One a camera without a model. */
  readonly faults: readonly string[];
}

export async function modelsOfSite(site: SiteConfig, siteFolder: string, folders: readonly string[]): Promise<SiteModels> {
  const atHand = await findModels(folders);
  const usual = chooseModel(atHand, folders);
  const shelved = new Map<string, ModelInfo>();
  const beside = new Map<string, ModelInfo>();
  const faults: string[] = usual.kind === 'none' ? [usual.reason] : [];
  if (usual.kind === 'model') shelved.set(usual.model.path, usual.model);
  for (const camera of site.cameras) {
    const task = camera.mode === 'density' ? 'density' : 'boxes';
    const path = camera.model?.endsWith('.onnx') === true ? camera.model : null;
    const own = path === null ? null : await readSiteModel(siteFolder, path);
    const found = own === null ? chooseModel(atHand, folders, camera.model, task) : choiceOf(own);
    const choice = choiceForTask(found, task);
    if (choice.kind === 'none') faults.push(`camera ${camera.id}: ${choice.reason}`);
    else if (own === null || path === null) shelved.set(choice.model.path, choice.model);
    else beside.set(path, own);
  }
  return { shelved: [...shelved.values()], beside, faults };
}
