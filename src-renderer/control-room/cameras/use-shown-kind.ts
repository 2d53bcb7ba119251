/** What the page may say of a camera: while the station can't be heard, none is live. */
import type { CameraReply } from '../../../src-contract/api/cameras.ts';
import { useCameras } from '../station/cameras-store.ts';
import { isCut, useSession } from '../station/session-store.ts';

export function useShownKind(cameraId: string): CameraReply['state']['kind'] | undefined {
  const kind = useCameras((state) => state.cameras[cameraId]?.state.kind);
  const cut = useSession((state) => isCut(state.link));
  return cut && kind === 'live' ? 'reconnecting' : kind;
}
