/** The cameras and their states. */
import { create } from 'zustand';
import type { CameraReply } from '../../../src-contract/api/cameras.ts';
import { sameValue, shareById } from '../../client/same-value.ts';

interface CamerasStore {
  readonly cameraIds: readonly string[];
  readonly cameras: Readonly<Record<string, CameraReply>>;
  readonly loaded: boolean;
}

export const useCameras = create<CamerasStore>(() => ({ cameraIds: [], cameras: {}, loaded: false }));

export function applyCameras(cameras: readonly CameraReply[]): void {
  useCameras.setState((old) => {
    const shared = shareById(old.cameras, cameras);
    if (old.loaded && shared === old.cameras) return old;
    const ids = cameras.map((camera) => camera.id);
    return { cameras: shared, cameraIds: sameValue(old.cameraIds, ids) ? old.cameraIds : ids, loaded: true };
  });
}

/** True when a camera can't be counted on because no model is installed. */
export function anyWithoutModel(cameras: Readonly<Record<string, CameraReply>>): boolean {
  return Object.values(cameras).some((camera) => camera.detection.kind === 'no-model');
}
