/** One page of the wall: tiles that are moved by dragging their head, or by the arrow keys on their grip. */
import { GripVertical } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { WallSize } from '../../../src-contract/domain/screen-layout.ts';
import { Button } from '../../ui/button.tsx';
import { useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import { CameraTile } from './camera-tile.tsx';
import styles from './cameras-screen.module.css';
import { neighbourPlace, type Places } from './wall-places.ts';

interface WallProps {
  readonly places: Places;
  readonly size: WallSize;
  readonly onMove: (from: number, to: number) => void;
  readonly onAlone: (cameraId: string) => void;
}

/** Its own kind, so that nothing else that is dragged over the page can be dropped here. */
const dragKind = 'application/x-kavach-place';

export function Wall({ places, size, onMove, onAlone }: WallProps) {
  const t = useText();
  const move = useMovedByKeys(places, size, onMove);
  return (
    <div className={styles['wall']} data-layout={size}>
      {places.map((cameraId, place) => (
        <Place key={cameraId ?? `free-${place}`} onDropped={(from) => onMove(from, place)}>
          {cameraId === null ? (
            <div className={styles['free']}>{t.cameras.emptySlot}</div>
          ) : (
            <CameraTile
              cameraId={cameraId}
              {...(size === 1 ? {} : { onAlone, grip: <Grip cameraId={cameraId} place={place} onKey={move.onKey} /> })}
            />
          )}
        </Place>
      ))}
      <p role="status" className="visually-hidden">
        {move.said}
      </p>
    </div>
  );
}

interface PlaceProps {
  readonly onDropped: (from: number) => void;
  readonly children: ReactNode;
}

function Place({ onDropped, children }: PlaceProps) {
  const [over, setOver] = useState(false);
  const takes = (event: DragEvent) => event.dataTransfer.types.includes(dragKind);
  return (
    // Nothing but what is dragged by its grip, which keys move as well.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={styles['place']}
      data-over={over}
      onDragOver={(event) => {
        if (!takes(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!takes(event)) return;
        event.preventDefault();
        onDropped(Number(event.dataTransfer.getData(dragKind)));
      }}
    >
      {children}
    </div>
  );
}

interface GripProps {
  readonly cameraId: string;
  readonly place: number;
  readonly onKey: (event: KeyboardEvent, cameraId: string, place: number) => void;
}

function Grip({ cameraId, place, onKey }: GripProps) {
  const t = useText();
  return (
    // The button in it does the same by keys.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <span
      draggable
      className={styles['grip']}
      onDragStart={(event) => {
        event.dataTransfer.setData(dragKind, String(place));
        const tile = event.currentTarget.closest('article');
        if (tile !== null) event.dataTransfer.setDragImage(tile, 20, 16);
      }}
    >
      <Button
        tone="quiet"
        label={t.cameras.move}
        icon={<GripVertical size={15} />}
        data-grip={cameraId}
        onKeyDown={(event) => onKey(event, cameraId, place)}
      />
    </span>
  );
}

/** Arrow keys on a grip move its tile; the focus goes with it, and the new place is said. */
function useMovedByKeys(places: Places, size: WallSize, onMove: WallProps['onMove']) {
  const t = useText();
  const names = useCameras((state) => state.cameras);
  const [said, setSaid] = useState('');
  const moved = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the tiles stand where they were moved to
  useLayoutEffect(() => {
    if (moved.current !== null) document.querySelector<HTMLElement>(`[data-grip="${CSS.escape(moved.current)}"]`)?.focus();
    moved.current = null;
  }, [places]);
  const onKey = (event: KeyboardEvent, cameraId: string, place: number) => {
    const to = neighbourPlace(event.key, place, size);
    if (to === null) return;
    event.preventDefault();
    moved.current = cameraId;
    setSaid(t.cameras.movedTo(names[cameraId]?.name ?? cameraId, String(to + 1), String(size)));
    onMove(place, to);
  };
  return { onKey, said };
}
