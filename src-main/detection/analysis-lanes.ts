/**
 * The lanes of the models that look at pictures sent in: opened with the first picture, closed when nobody sends any, exchanged when
 * another model is the better choice. In: where models may be. Out: the lanes for bodies and faces, and what each model's state is.
 */
import type { AnalysisModel, AnalysisModels } from '../../src-contract/domain/frame-analysis.ts';
import { assertNever } from '../errors.ts';
import { type AnalysisLane, type AnalysisLaneDeps, createAnalysisLane } from './analysis-lane.ts';
import { type AnalysisChoice, type AnalysisModelPlaces, analysisFolders, chooseAnalysisModels } from './analysis-models.ts';
import { modelFilesStamp } from './model-files.ts';
import type { ModelChoice } from './models.ts';

export interface AnalysisLanesDeps extends Omit<AnalysisLaneDeps, 'choice' | 'limits'> {
  readonly places: AnalysisModelPlaces;
  readonly limits: AnalysisLaneDeps['limits'] & {
    /** How often model folders are looked at while pictures come. */
    readonly rescanMs: number;
  };
}

/** The same lane twice where one model finds both; or why there is none. */
export interface OpenLanes {
  readonly body: AnalysisLane | string;
  readonly face: AnalysisLane | string;
}

export interface AnalysisLanes {
  open(): Promise<OpenLanes>;
  /** How many are open now. */
  count(): number;
  close(): Promise<void>;
  /** Closes them, and opens none again. */
  stop(): Promise<void>;
  models(): Promise<AnalysisModels>;
}

export function createAnalysisLanes(deps: AnalysisLanesDeps): AnalysisLanes {
  const { places, limits, clock, log } = deps;
  const lanes = new Map<string, AnalysisLane>();
  let choice: Promise<AnalysisChoice> | null = null;
  let stamp = '';
  let lookedMs = Number.NEGATIVE_INFINITY;
  let isStopped = false;

  /** The folders' choice; read again when a file has changed, and not for every picture. */
  async function look(): Promise<AnalysisChoice> {
    if (choice !== null && clock.nowMs() - lookedMs < limits.rescanMs) return choice;
    lookedMs = clock.nowMs();
    const found = await modelFilesStamp(analysisFolders(places));
    if (choice === null || found !== stamp) choice = chooseAnalysisModels(places);
    stamp = found;
    return choice;
  }

  function laneOf(wanted: ModelChoice): AnalysisLane | string {
    if (wanted.kind === 'none') return wanted.reason;
    const key = keyOf(wanted);
    const open = lanes.get(key);
    if (open !== undefined) return open;
    const lane = createAnalysisLane({ ...deps, choice: wanted });
    lanes.set(key, lane);
    lane.start();
    return lane;
  }

  function closeOthers({ body, face }: AnalysisChoice): void {
    const wanted = [body, face].flatMap((one) => (one.kind === 'model' ? [keyOf(one)] : []));
    for (const [key, lane] of lanes) {
      if (wanted.includes(key)) continue;
      lanes.delete(key);
      log.info({ model: lane.model.path }, 'another model takes over pictures sent in');
      void lane.stop();
    }
  }

  async function close(): Promise<void> {
    const open = [...lanes.values()];
    lanes.clear();
    await Promise.all(open.map((lane) => lane.stop()));
  }

  return {
    async open() {
      const found = await look();
      if (isStopped) return { body: 'the station stops', face: 'the station stops' };
      closeOthers(found);
      return { body: laneOf(found.body), face: laneOf(found.face) };
    },
    count: () => lanes.size,
    close,
    stop() {
      isStopped = true;
      return close();
    },
    async models() {
      const { body, face } = await look();
      const told = (wanted: ModelChoice) =>
        tellModel(wanted, wanted.kind === 'model' ? (lanes.get(keyOf(wanted)) ?? null) : null);
      return { body: told(body), face: told(face) };
    },
  };
}

/** A file that was replaced is another model. */
function keyOf({ model }: Extract<ModelChoice, { kind: 'model' }>): string {
  return `${model.path} ${model.sha256}`;
}

function tellModel(choice: ModelChoice, lane: AnalysisLane | null): AnalysisModel {
  if (choice.kind === 'none') return choice;
  const { name, path } = choice.model;
  if (lane === null) return { kind: 'idle', name, path };
  const state = lane.state();
  switch (state.kind) {
    case 'starting':
    case 'ready':
      return { kind: state.kind, name, path };
    case 'failing':
    case 'unusable':
      return { kind: 'failing', name, path, reason: state.reason };
    default:
      return assertNever(state);
  }
}
