/** One camera on a wall or in a panel: name, state, moving picture, what counting says, and what can be done with it. */
import { Expand, Maximize } from 'lucide-react';
import { memo, type ReactNode, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { MarkButton } from '../evidence/mark-button.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import { cameraIcons } from './camera-icons.ts';
import styles from './camera-tile.module.css';
import { CountedChip } from './counted-chip.tsx';
import { LiveView } from './live-view.tsx';
import { SnapshotButton } from './snapshot-button.tsx';
import { StatePlate } from './state-plate.tsx';
import { useShownKind } from './use-shown-kind.ts';

interface CameraTileProps {
  readonly cameraId: string;
  /** Shows this camera alone on the wall. */
  readonly onAlone?: (cameraId: string) => void;
  /** What the tile is moved by. */
  readonly grip?: ReactNode;
}

export const CameraTile = memo(function CameraTile({ cameraId, onAlone, grip }: CameraTileProps) {
  const t = useText();
  const tile = useRef<HTMLElement>(null);
  const name = useCameras((state) => state.cameras[cameraId]?.name);
  const kind = useShownKind(cameraId);
  if (name === undefined || kind === undefined) return <div className={styles['empty']}>{t.cameras.noPicture}</div>;
  const toggleFullScreen = () => {
    const done = document.fullscreenElement === null ? tile.current?.requestFullscreen() : document.exitFullscreen();
    done?.catch(() => {});
  };
  return (
    <article
      ref={tile}
      className={styles['tile']}
      data-camera={cameraId}
      data-state={kind}
      aria-label={`${name}: ${t.cameras.states[kind]}`}
    >
      <header className={styles['head']}>
        {grip}
        <StateMark kind={kind} />
        <h3 className={styles['name']}>{name}</h3>
        {kind === 'live' ? <Technical cameraId={cameraId} /> : null}
        <div className={styles['tools']}>
          <MarkButton cameraId={cameraId} />
          <SnapshotButton cameraId={cameraId} name={name} />
          {onAlone === undefined ? null : (
            <Button tone="quiet" label={t.cameras.alone} icon={<Expand size={15} />} onClick={() => onAlone(cameraId)} />
          )}
          <Button tone="quiet" label={t.cameras.fullScreen} icon={<Maximize size={15} />} onClick={toggleFullScreen} />
        </div>
      </header>
      <div className={styles['picture']}>
        <LiveView cameraId={cameraId} dimmed={kind !== 'live'}>
          {(picture) => (
            <>
              <StatePlate cameraId={cameraId} picture={picture} />
              <CountedChip cameraId={cameraId} />
            </>
          )}
        </LiveView>
      </div>
    </article>
  );
});

function StateMark({ kind }: { readonly kind: keyof typeof cameraIcons }) {
  const t = useText();
  const Icon = cameraIcons[kind];
  return (
    <span className={styles['state']} data-kind={kind}>
      <Icon size={14} aria-hidden="true" />
      <span>{t.cameras.states[kind]}</span>
    </span>
  );
}

function Technical({ cameraId }: { readonly cameraId: string }) {
  const t = useText();
  const format = useFormat();
  const fps = useCameras((state) => state.cameras[cameraId]?.fps ?? 0);
  const codec = useCameras((state) => state.cameras[cameraId]?.codec ?? null);
  return (
    <span className={styles['technical']}>
      {codec === null ? '' : `${codec.toUpperCase()} · `}
      {format.number(fps, 1)} {t.units.fps}
    </span>
  );
}
