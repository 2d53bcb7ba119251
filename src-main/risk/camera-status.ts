/** What this stage has to know of a camera to judge it. */
import type { CameraState } from '../../src-contract/domain/camera.ts';
import type { DetectionState } from '../../src-contract/domain/detection.ts';

export interface CameraStatus {
  readonly id: string;
  readonly state: CameraState;
  readonly detection: DetectionState;
}
