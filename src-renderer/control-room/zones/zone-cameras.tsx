/** The cameras that see a zone, live, and the way to the same picture larger over the map. A picture that is there already is not played twice. */
import { Maximize2 } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import { Button } from '../../ui/button.tsx';
import { CameraTile } from '../cameras/camera-tile.tsx';
import { useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import { useCrowd } from '../station/crowd-store.ts';
import styles from './zone-drawer.module.css';

export interface ZoneCamerasProps {
  readonly zoneId: string;
  /** The one whose picture is over the map. */
  readonly shownCameraId: string | null;
  readonly onCamera: (cameraId: string | null) => void;
}

export function ZoneCameras({ zoneId, shownCameraId, onCamera }: ZoneCamerasProps) {
  const t = useText();
  const cameraIds = useCrowd(useShallow((state) => state.zones[zoneId]?.camera_ids ?? []));
  return (
    <section>
      <h3>{t.zones.cameras}</h3>
      {cameraIds.length === 0 ? <p className={styles['none']}>{t.zones.noCameras}</p> : null}
      {cameraIds.map((cameraId) => (
        <ZoneCamera
          key={cameraId}
          cameraId={cameraId}
          isShown={cameraId === shownCameraId}
          onToggle={() => onCamera(cameraId === shownCameraId ? null : cameraId)}
        />
      ))}
    </section>
  );
}

interface ZoneCameraProps {
  readonly cameraId: string;
  readonly isShown: boolean;
  readonly onToggle: () => void;
}

function ZoneCamera({ cameraId, isShown, onToggle }: ZoneCameraProps) {
  const t = useText();
  const name = useCameras((state) => state.cameras[cameraId]?.name ?? cameraId);
  return (
    <div className={styles['camera']}>
      {isShown ? (
        <p className={styles['none']}>{t.zones.cameraOnMap(name)}</p>
      ) : (
        <div className={styles['picture']}>
          <CameraTile cameraId={cameraId} />
        </div>
      )}
      <Button
        pressed={isShown}
        icon={<Maximize2 size={14} aria-hidden="true" />}
        aria-label={`${t.zones.showOnMap}: ${name}`}
        onClick={onToggle}
      >
        {t.zones.showOnMap}
      </Button>
    </div>
  );
}
