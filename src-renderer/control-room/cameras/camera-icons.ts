/** A shape for each state of a camera, so that it is told without its colour. */
import { EyeOff, type LucideIcon, RefreshCw, Snowflake, Video, VideoOff } from 'lucide-react';
import type { CameraStateKind } from '../../../src-contract/domain/camera.ts';

export const cameraIcons: Record<CameraStateKind, LucideIcon> = {
  live: Video,
  reconnecting: RefreshCw,
  frozen: Snowflake,
  covered: EyeOff,
  offline: VideoOff,
};
