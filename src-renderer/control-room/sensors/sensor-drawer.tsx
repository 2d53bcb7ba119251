/** One sensor beside the map: its state, what it says now, its last hour, and the way to its settings. */
import { Settings2, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { SensorReply } from '../../../src-contract/api/sensors.ts';
import { Button } from '../../ui/button.tsx';
import { useText } from '../i18n/use-text.ts';
import { useSensors } from '../station/sensors-store.ts';
import { isCut, mayAct, useSession } from '../station/session-store.ts';
import styles from '../zones/zone-drawer.module.css';
import { NewestReading } from './newest-reading.tsx';
import { SensorHistory } from './sensor-history.tsx';
import { sensorLook } from './sensor-look.ts';
import { SensorState } from './sensor-state.tsx';
import { useSensorWords } from './use-sensor-words.ts';

/** It takes the focus when it opens; where the focus goes afterwards is left to the screen. */
export const sensorDrawerId = 'sensor-drawer';

export function SensorDrawer({ sensorId, onClose }: { readonly sensorId: string; readonly onClose: () => void }) {
  const t = useText();
  const words = useSensorWords();
  const sensor = useSensors((state) => state.sensors[sensorId]);
  const loaded = useSensors((state) => state.loaded);
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => drawer.current?.focus({ preventScroll: true }), []);
  return (
    <aside ref={drawer} tabIndex={-1} id={sensorDrawerId} className={styles['drawer']} aria-label={sensor?.name ?? sensorId}>
      <header className={styles['head']}>
        <div>
          <h2>{sensor?.name ?? sensorId}</h2>
          <p>{sensor === undefined ? '' : words.type(sensor.type)}</p>
        </div>
        <Button tone="quiet" label={t.sensors.onMap.close} icon={<X size={16} />} onClick={onClose} />
      </header>
      <div className={styles['body']}>
        {sensor !== undefined ? <Body sensor={sensor} /> : null}
        {sensor === undefined && loaded ? <p>{t.sensors.gone}</p> : null}
      </div>
    </aside>
  );
}

function Body({ sensor }: { readonly sensor: SensorReply }) {
  const t = useText();
  const navigate = useNavigate();
  const cut = useSession((state) => isCut(state.link));
  const mayOpen = useSession((state) => mayAct(state.caller));
  const look = sensorLook(sensor, cut);
  return (
    <>
      <section>
        <SensorState look={look} />
      </section>
      <NewestReading sensor={sensor} look={look} />
      <section>
        <h3>{t.sensors.history.spans[1]}</h3>
        <SensorHistory sensor={sensor} hours={1} />
      </section>
      {mayOpen ? (
        <div>
          <Button
            icon={<Settings2 size={15} />}
            onClick={() => navigate(`/setup?section=sensors&sensor=${encodeURIComponent(sensor.id)}`)}
          >
            {t.sensors.onMap.open}
          </Button>
        </div>
      ) : null}
    </>
  );
}
