/** One camera's live picture over the map. It takes the focus when it opens and gives it back when it closes; with it goes the stream. */
import { Cctv, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { Button } from '../../ui/button.tsx';
import { CameraTile } from '../cameras/camera-tile.tsx';
import { useText } from '../i18n/use-text.ts';
import styles from './camera-pop-up.module.css';

interface CameraPopUpProps {
  readonly cameraId: string;
  readonly onClose: () => void;
}

export function CameraPopUp({ cameraId, onClose }: CameraPopUpProps) {
  const t = useText();
  const popUp = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    popUp.current?.focus({ preventScroll: true });
    return () => {
      // What had the focus may be gone by now, or somebody has gone on to something else.
      const wasInside = document.activeElement === document.body || document.activeElement === null;
      if (wasInside && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <section ref={popUp} tabIndex={-1} className={styles['pop-up']} aria-label={t.map.cameraPopUp} data-camera-pop-up={cameraId}>
      <header className={styles['head']}>
        <Link to={`/cameras?camera=${encodeURIComponent(cameraId)}`}>
          <Cctv size={14} aria-hidden="true" />
          {t.map.openInCameras}
        </Link>
        <Button tone="quiet" label={t.map.closeCamera} icon={<X size={16} />} onClick={onClose} />
      </header>
      <CameraTile cameraId={cameraId} />
    </section>
  );
}
