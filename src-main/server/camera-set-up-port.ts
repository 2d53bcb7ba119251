/** What the server needs to try and to find cameras before they are saved; kavach.ts fills it. Nothing rejects but for too many at once. */
import type { OnvifDevicesReply, OnvifStreamsReply } from '../../src-contract/api/camera-set-up.ts';
import type { Frame } from '../../src-contract/domain/frame.ts';

export interface CameraSetUpPort {
  /** Throws RATE_LIMITED while too many are tried, VALIDATION_FAILED for a kept password that isn't there. */
  test(
    asked: { readonly address: string; readonly cameraId: string | null },
    signal: AbortSignal,
  ): Promise<
    | { readonly ok: true; readonly frame: Frame; readonly fps: number; readonly codec: string | null }
    | { readonly ok: false; readonly reason: string }
  >;
  discover(signal: AbortSignal): Promise<OnvifDevicesReply['devices']>;
  streams(
    asked: { readonly address: string; readonly user: string; readonly password: string },
    signal: AbortSignal,
  ): Promise<OnvifStreamsReply>;
}
