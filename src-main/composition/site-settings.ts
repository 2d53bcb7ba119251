/** The site file with what the settings say where it leaves something open. */
import { basename } from 'node:path';
import type { CameraConfig, SiteConfig } from '../../src-contract/site-config.ts';
import type { Settings } from '../settings.ts';

export function withSettings(site: SiteConfig, { CONFIDENCE_THRESHOLD, BODY_MODEL_PATH }: Settings): SiteConfig {
  const model = BODY_MODEL_PATH === undefined ? undefined : basename(BODY_MODEL_PATH);
  const fill = (camera: CameraConfig): CameraConfig => ({
    ...camera,
    ...(camera.confidence === undefined && CONFIDENCE_THRESHOLD !== undefined ? { confidence: CONFIDENCE_THRESHOLD } : {}),
    // A body model finds persons one by one, which a camera in mode density has no use for.
    ...(camera.model === undefined && model !== undefined && camera.mode !== 'density' ? { model } : {}),
  });
  return { ...site, cameras: site.cameras.map(fill) };
}
