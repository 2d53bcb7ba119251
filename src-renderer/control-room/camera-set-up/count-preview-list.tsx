/** How many stand in each zone of the draft just now, before it is saved. */
import type { LiveOverlay } from '../../client/live-picture.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import { calibrate } from './calibration.ts';
import styles from './camera-set-up.module.css';
import { previewCounts } from './count-preview.ts';
import { draftFor, useSetUp } from './set-up-store.ts';
import { useSiteConfig } from './site-config.ts';
import { groundOf } from './site-zones.ts';
import { useZoneName } from './use-shape-names.ts';

interface CountPreviewProps {
  readonly cameraId: string;
  readonly tracks: LiveOverlay['tracks'];
}

export function CountPreview({ cameraId, tracks }: CountPreviewProps) {
  const t = useText();
  const format = useFormat();
  const counts = usePreview(cameraId, tracks);
  const nameOf = useZoneName(cameraId);
  if (counts.size === 0) return null;
  return (
    <dl className={styles['counts']} aria-label={t.cameraSetUp.counts}>
      {[...counts].map(([zone, count]) => (
        <div key={zone} data-zone={zone}>
          <dt>{nameOf(zone)}</dt>
          <dd>{count === null ? t.cameraSetUp.noCount : format.number(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function usePreview(cameraId: string, tracks: LiveOverlay['tracks']): ReadonlyMap<string, number | null> {
  const draft = useSetUp((state) => draftFor(state, cameraId).now);
  const width = useCameras((state) => state.cameras[cameraId]?.width ?? 16);
  const height = useCameras((state) => state.cameras[cameraId]?.height ?? 9);
  const zones = useSiteConfig((state) => state.config?.site.zones);
  const found = calibrate(draft.pairs, width, height);
  const homography = found.kind === 'solved' ? found.homography : null;
  return previewCounts({ draft, tracks, homography, aspect: width / height, groundOf: (zone) => groundOf(zones, zone) });
}
