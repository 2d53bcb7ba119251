/** One zone: now, why this band, its last and next hour, its train, who is there, its alarms, its cameras, and the way out. */
import { Footprints, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { useShallow } from 'zustand/react/shallow';
import { Button } from '../../ui/button.tsx';
import { AlarmList } from '../alarms/alarm-list.tsx';
import { selectAlarm, useOpenAlarms } from '../alarms/alarms-store.ts';
import { capital, useText, useWords } from '../i18n/use-text.ts';
import type { StaffPost } from '../staff/staff-posts.ts';
import { ZoneStaff } from '../staff/zone-staff.tsx';
import { useCrowd } from '../station/crowd-store.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { ZoneTrains } from '../trains/zone-trains.tsx';
import { ZoneNextHour } from './next-hour.tsx';
import { TimeToRed } from './time-to-red.tsx';
import { WhyBand } from './why-band.tsx';
import { ZoneBand } from './zone-band.tsx';
import { ZoneCameras, type ZoneCamerasProps } from './zone-cameras.tsx';
import styles from './zone-drawer.module.css';
import { ZoneEstimate } from './zone-estimate.tsx';
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

interface ZoneDrawerProps extends ZoneCamerasProps {
  readonly staff: readonly StaffPost[];
  readonly onClose: () => void;
}

export function ZoneDrawer({ zoneId, staff, shownCameraId, onCamera, onClose }: ZoneDrawerProps) {
  const t = useText();
  const words = useWords();
  const [name, kind, platform] = useCrowd(
    useShallow((state) => {
      const zone = state.zones[zoneId];
      return [zone?.name ?? zoneId, zone?.kind ?? 'waiting', zone?.platform ?? null] as const;
    }),
  );
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
        <ZoneNow zoneId={zoneId} />
        <section>
          <h3>{t.zones.lastHour}</h3>
          <div className={styles['trend']}>
            <ZoneTrend zoneId={zoneId} axes />
          </div>
        </section>
        <ZoneNextHour zoneId={zoneId} />
        <dl className={styles['more']}>
          {moreFigures.map((quantity) => (
            <ZoneFigure key={quantity} zoneId={zoneId} quantity={quantity} size="small" plain />
          ))}
        </dl>
        <Link className={styles['out']} to={`/site?section=walks&out=${encodeURIComponent(zoneId)}`}>
          <Footprints size={16} aria-hidden="true" />
          {t.zones.wayOut}
        </Link>
        <ZoneHere zoneId={zoneId} platform={platform} staff={staff} />
        <ZoneAlarms zoneId={zoneId} />
        <ZoneCameras zoneId={zoneId} shownCameraId={shownCameraId} onCamera={onCamera} />
      </div>
    </aside>
  );
}

function ZoneNow({ zoneId }: { readonly zoneId: string }) {
  const t = useText();
  const words = useWords();
  const note = useCrowd((state) => state.zones[zoneId]?.note ?? null);
  return (
    <>
      <section className={styles['band']}>
        <ZoneBand zoneId={zoneId} size="large" />
        <div>
          <span>{t.zones.timeToRed}</span>
          <TimeToRed zoneId={zoneId} />
        </div>
      </section>
      {note === null ? null : <p className={styles['note']}>{words.zoneNotes[note]}</p>}
      <ZoneEstimate zoneId={zoneId} />
      <dl className={styles['figures']}>
        {nowFigures.map((quantity) => (
          <ZoneFigure key={quantity} zoneId={zoneId} quantity={quantity} size="large" />
        ))}
      </dl>
      <WhyBand zoneId={zoneId} />
    </>
  );
}

interface ZoneHereProps {
  readonly zoneId: string;
  readonly platform: string | null;
  readonly staff: readonly StaffPost[];
}

/** What the plan marks at the zone: its platform's train, and who is on duty. */
function ZoneHere({ zoneId, platform, staff }: ZoneHereProps) {
  const t = useText();
  const maySeeStaff = mayAct(useSession((state) => state.caller));
  return (
    <>
      {platform === null ? null : (
        <section>
          <h3>{t.trains.atPlatform}</h3>
          <ZoneTrains platform={platform} />
        </section>
      )}
      {maySeeStaff ? (
        <section>
          <h3>{t.staff.title}</h3>
          <ZoneStaff zoneId={zoneId} staff={staff} />
        </section>
      ) : null}
    </>
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
