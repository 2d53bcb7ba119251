/** One zone: now, why this band, its last hour, its cameras, its alarms. */
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useShallow } from 'zustand/react/shallow';
import { Button } from '../../ui/button.tsx';
import { AlarmList } from '../alarms/alarm-list.tsx';
import { selectAlarm, useOpenAlarms } from '../alarms/alarms-store.ts';
import { CameraTile } from '../cameras/camera-tile.tsx';
import { capital, useText, useWords } from '../i18n/use-text.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { TimeToRed } from './time-to-red.tsx';
import { WhyBand } from './why-band.tsx';
import { ZoneBand } from './zone-band.tsx';
import styles from './zone-drawer.module.css';
import { ZoneFigure, type ZoneQuantity } from './zone-figure.tsx';
import { ZoneTrend } from './zone-trend.tsx';

const nowFigures: readonly ZoneQuantity[] = ['count', 'density', 'occupancy'];
const moreFigures: readonly ZoneQuantity[] = [
  'density_mean',
  'speed',
  'inflow_per_min',
  'outflow_per_min',
  'counter_flow_share',
  'pressure',
  'dwell_s',
];

/** It takes the focus when it opens; where the focus goes afterwards is left to the screen. */
export const zoneDrawerId = 'zone-drawer';

export function ZoneDrawer({ zoneId, onClose }: { readonly zoneId: string; readonly onClose: () => void }) {
  const t = useText();
  const words = useWords();
  const [name, kind, platform] = useCrowd(
    useShallow((state) => {
      const zone = state.zones[zoneId];
      return [zone?.name ?? zoneId, zone?.kind ?? 'waiting', zone?.platform ?? null] as const;
    }),
  );
  const note = useCrowd((state) => state.zones[zoneId]?.note ?? null);
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => drawer.current?.focus({ preventScroll: true }), []);
  return (
    <aside ref={drawer} tabIndex={-1} id={zoneDrawerId} className={styles['drawer']} aria-label={name}>
      <header className={styles['head']}>
        <div>
          <h2>{name}</h2>
          <p>
            {capital(words.zoneKinds[kind])}
            {platform === null ? '' : ` · ${t.platform(platform)}`}
          </p>
        </div>
        <Button tone="quiet" label={t.map.closeDrawer} icon={<X size={16} />} onClick={onClose} />
      </header>
      <div className={styles['body']}>
        <section className={styles['band']}>
          <ZoneBand zoneId={zoneId} size="large" />
          <div>
            <span>{t.zones.timeToRed}</span>
            <TimeToRed zoneId={zoneId} />
          </div>
        </section>
        {note === null ? null : <p className={styles['note']}>{words.zoneNotes[note]}</p>}
        <dl className={styles['figures']}>
          {nowFigures.map((quantity) => (
            <ZoneFigure key={quantity} zoneId={zoneId} quantity={quantity} size="large" />
          ))}
        </dl>
        <WhyBand zoneId={zoneId} />
        <section>
          <h3>{t.zones.lastHour}</h3>
          <div className={styles['trend']}>
            <ZoneTrend zoneId={zoneId} axes />
          </div>
        </section>
        <dl className={styles['more']}>
          {moreFigures.map((quantity) => (
            <ZoneFigure key={quantity} zoneId={zoneId} quantity={quantity} size="small" plain />
          ))}
        </dl>
        <ZoneAlarms zoneId={zoneId} />
        <ZoneCameras zoneId={zoneId} />
      </div>
    </aside>
  );
}

function ZoneAlarms({ zoneId }: { readonly zoneId: string }) {
  const t = useText();
  const navigate = useNavigate();
  const cameraIds = useCrowd(useShallow((state) => state.zones[zoneId]?.camera_ids ?? []));
  const alarms = useOpenAlarms().filter(({ subject }) => subject.id === zoneId || cameraIds.includes(subject.id));
  return (
    <section>
      <h3>{t.zones.alarms}</h3>
      {alarms.length === 0 ? (
        <p className={styles['none']}>{t.zones.noAlarms}</p>
      ) : (
        <AlarmList
          alarms={alarms}
          compact
          onOpen={(id) => {
            selectAlarm(id);
            navigate('/alarms');
          }}
        />
      )}
    </section>
  );
}

function ZoneCameras({ zoneId }: { readonly zoneId: string }) {
  const t = useText();
  const cameraIds = useCrowd(useShallow((state) => state.zones[zoneId]?.camera_ids ?? []));
  return (
    <section>
      <h3>{t.zones.cameras}</h3>
      {cameraIds.length === 0 ? <p className={styles['none']}>{t.zones.noCameras}</p> : null}
      {cameraIds.map((cameraId) => (
        <div key={cameraId} className={styles['camera']}>
          <CameraTile cameraId={cameraId} />
        </div>
      ))}
    </section>
  );
}
