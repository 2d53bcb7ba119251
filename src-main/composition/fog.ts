/** The fog model of the settings, as a part, as the desk's model and as a line of the station's health; none where none is set. */
import { resolve } from 'node:path';
import type { PartHealth } from '../../src-contract/api/system.ts';
import type { Log } from '../log.ts';
import type { PredictBatch } from '../sensors/desk/prepare-batch.ts';
import { createFogModel, type FogModel } from '../sensors/fog-model.ts';
import type { Settings } from '../settings.ts';
import type { AppFiles } from './app-files.ts';
import type { Part } from './parts.ts';

export interface StationFog {
  readonly predict: PredictBatch | null;
  readonly parts: readonly Part[];
  health(): PartHealth[];
}

export function createStationFog({
  settings,
  files,
  log,
}: {
  readonly settings: Settings;
  readonly files: AppFiles;
  readonly log: Log;
}): StationFog {
  const path = settings.FOG_MODEL_PATH;
  if (path === undefined) return { predict: null, parts: [], health: () => [] };
  const model = createFogModel({ path: resolve(path), workerUrl: files.fogWorker, log: log.child({ part: 'fog model' }) });
  return {
    predict: model.predict,
    parts: [{ name: 'fog model', start: () => model.start(), stop: () => model.stop() }],
    health: () => [fogHealth(model)],
  };
}

export function fogHealth({ name, state, leftToRule }: Pick<FogModel, 'name' | 'state' | 'leftToRule'>): PartHealth {
  const part = { name: 'fog model', latency_ms: null };
  const now = state();
  const left = leftToRule() === 0 ? '' : `; ${leftToRule()} batches were left to the rule`;
  switch (now.kind) {
    case 'ready':
      return { ...part, state: 'ok', detail: `${name}${left}` };
    case 'starting':
      return { ...part, state: 'degraded', detail: `${name} is being loaded; the rule decides` };
    case 'failing':
    case 'unusable':
      return { ...part, state: 'degraded', detail: `${name}: ${now.reason}; the rule decides` };
  }
}
