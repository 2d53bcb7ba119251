/** The camera of a new alarm of high priority, marked, in the corner of the wall until it is pinned, put away or acknowledged. */
import { Pin, X } from 'lucide-react';
import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { Button } from '../../ui/button.tsx';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { useAlarms } from '../alarms/alarms-store.ts';
import { useAlarmText, useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { alarmPopUp, type PopUp, popUpKey } from './alarm-pop-up.ts';
import { CameraTile } from './camera-tile.tsx';
import styles from './pop-up-tile.module.css';

interface PopUpTileProps {
  /** Cameras that are on the wall now. */
  readonly inSight: readonly (string | null)[];
  /** Gives the camera a place of its own. */
  readonly onPin: (cameraId: string) => void;
}

export function PopUpTile({ inSight, onPin }: PopUpTileProps) {
  const t = useText();
  const words = useAlarmText();
  const [putAway, setPutAway] = useState<ReadonlySet<string>>(new Set());
  const popUp = usePopUp(putAway, inSight);
  const alarm = useAlarms((state) => (popUp === null ? undefined : state.alarms[popUp.alarmId]));
  if (popUp === null || alarm === undefined) return null;
  const dismiss = () => setPutAway(new Set([...putAway, popUpKey(alarm)]));
  return (
    <section className={styles['tile']} aria-label={t.cameras.popUp}>
      <header className={styles['head']}>
        <PriorityMark priority="high" letter={t.alarms.letters.high} label={t.alarms.priorities.high} size={18} calling />
        <strong role="status">{words(alarm).title}</strong>
        <Button tone="quiet" label={t.cameras.pin} icon={<Pin size={15} />} onClick={() => onPin(popUp.cameraId)} />
        <Button tone="quiet" label={t.cameras.putAway} icon={<X size={15} />} onClick={dismiss} />
      </header>
      <CameraTile key={popUp.cameraId} cameraId={popUp.cameraId} />
    </section>
  );
}

/** Of a camera that there still is. */
function usePopUp(putAway: ReadonlySet<string>, inSight: readonly (string | null)[]): PopUp | null {
  const alarms = useAlarms((state) => state.alarms);
  const popUp = useCrowd(useShallow((state) => alarmPopUp(alarms, state.zones, putAway, inSight)));
  const isKnown = useCameras((state) => popUp !== null && popUp.cameraId in state.cameras);
  return isKnown ? popUp : null;
}
