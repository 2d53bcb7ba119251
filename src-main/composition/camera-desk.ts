/**
 * Every camera with what is known of it in one place: its picture, whether it is looked at, its counters. In: cameras and the
 * detector. Out: the server's port, and the states that the pipeline judges.
 */
import type { CameraReply } from '../../src-contract/api/cameras.ts';
import { maskAddress } from '../../src-contract/camera-address.ts';
import type { CameraState } from '../../src-contract/domain/camera.ts';
import type { DetectionState } from '../../src-contract/domain/detection.ts';
import { solveHomography } from '../../src-contract/geometry/homography.ts';
import type { CameraConfig } from '../../src-contract/site-config.ts';
import type { CameraOverlay } from '../crowd/camera-overlays.ts';
import { gainOf } from '../crowd/spot-checks.ts';
import type { DetectionCounters } from '../detection/camera-tally.ts';
import type { CameraStatus } from '../risk/camera-status.ts';
import type { Camera } from '../sources/camera.ts';

export interface CameraSeat {
  readonly config: CameraConfig;
  readonly camera: Camera;
  readonly overlay: CameraOverlay;
}

/** What detection says of one camera. */
export interface DetectionDesk {
  state(cameraId: string): DetectionState;
  counters(cameraId: string): DetectionCounters | null;
}

export function cameraStatus({ camera }: CameraSeat, detection: DetectionDesk): CameraStatus {
  return { id: camera.id, state: camera.state(), detection: detection.state(camera.id) };
}

export function cameraReply({ config, camera, overlay }: CameraSeat, detection: DetectionDesk): CameraReply {
  const { fps, framesTotal, corruptTotal, restartsTotal, width, height, codec } = camera.counters();
  return {
    id: config.id,
    name: config.name,
    address: maskAddress(config.source),
    state: stateReply(camera.state()),
    detection: detectionReply(detection.state(config.id)),
    mode: config.mode,
    gain: config.mode === 'density' ? gainOf(config.spot_checks).gain : null,
    ...{ fps, width, height, codec },
    frames_total: framesTotal,
    dropped_total: detection.counters(config.id)?.droppedTotal ?? 0,
    corrupt_total: corruptTotal,
    restarts_total: restartsTotal,
    ...calibrationReply(config),
    zones: overlay.zones.map(({ zoneId, polygon }) => ({ zone: zoneId, polygon: polygon.map(([x, y]) => [x, y]) })),
    lines: config.lines.map(({ id, from, to, into }) => ({ id, from, to, into: into ?? null })),
  };
}

function stateReply(state: CameraState): CameraReply['state'] {
  return { kind: state.kind, since: new Date(state.sinceMs).toISOString(), reason: state.kind === 'live' ? null : state.reason };
}

function detectionReply(state: DetectionState): CameraReply['detection'] {
  return { kind: state.kind, model: 'model' in state ? state.model : null, reason: 'reason' in state ? state.reason : null };
}

function calibrationReply({ calibration }: CameraConfig): Pick<CameraReply, 'calibrated' | 'calibration_error_m'> {
  const solved = calibration === undefined ? null : solveHomography(calibration);
  return solved?.ok
    ? { calibrated: true, calibration_error_m: solved.rmsErrorM }
    : { calibrated: false, calibration_error_m: null };
}
