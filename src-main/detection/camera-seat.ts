/** One camera's place in detection: its settings, its model, its counts, and the state that follows from them. */
import type { DetectionState } from '../../src-contract/domain/detection.ts';
import type { CameraConfig } from '../../src-contract/site-config.ts';
import { assertNever } from '../errors.ts';
import { type CameraTally, createCameraTally } from './camera-tally.ts';
import type { ModelLane } from './model-lane.ts';
import type { ModelChoice } from './models.ts';

export type CameraDetectionConfig = Pick<CameraConfig, 'id' | 'model' | 'confidence' | 'mode' | 'tiles' | 'detect_width' | 'fps'>;

export interface CameraSeat {
  config: CameraDetectionConfig;
  readonly tally: CameraTally;
  choice: ModelChoice;
  lane: ModelLane | null;
  /** Why its newest picture could not be detected. */
  error: string | null;
  /** What was last said of it. */
  announced: DetectionState | null;
}

export function createCameraSeat(config: CameraDetectionConfig): CameraSeat {
  const choice: ModelChoice = { kind: 'none', reason: 'detection is not running' };
  return { config, tally: createCameraTally(), choice, lane: null, error: null, announced: null };
}

/** True while nothing looks at its pictures and only another model file would help. */
export function needsModel({ lane }: CameraSeat): boolean {
  return lane === null || lane.state().kind === 'unusable';
}

export function seatState({ choice, lane, error, tally }: CameraSeat, nowMs: number): DetectionState {
  if (choice.kind === 'none') return { kind: 'no-model', reason: choice.reason };
  if (lane === null) return { kind: 'no-model', reason: 'detection is not running' };
  const model = lane.model.name;
  const worker = lane.state();
  switch (worker.kind) {
    case 'starting':
      return { kind: 'starting', model };
    case 'failing':
      return { kind: 'degraded', model, reason: worker.reason };
    case 'unusable':
      return {
        kind: 'degraded',
        model,
        reason: `it can't be loaded (${worker.reason}); replace the file, or name another model`,
      };
    case 'ready':
      if (error !== null) return { kind: 'degraded', model, reason: `its run failed: ${error}` };
      if (!tally.isOverloaded(nowMs)) return { kind: 'running', model };
      return {
        kind: 'degraded',
        model,
        reason: 'too slow for the frames that come: lower fps or detect_width, or use a faster model',
      };
    default:
      return assertNever(worker);
  }
}

export function seatThreshold({ config, lane }: CameraSeat): number {
  return config.confidence ?? lane?.model.threshold ?? 0.35;
}
