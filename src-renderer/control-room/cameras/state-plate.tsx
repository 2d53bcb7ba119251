/** Says over the picture what is wrong with it, since when and why; nothing while it is live and moving. */
import { LoaderCircle, MonitorX, TimerOff, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStationNow } from '../../client/station-clock.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import { cameraIcons } from './camera-icons.ts';
import styles from './state-plate.module.css';
import type { LivePicture } from './use-live-picture.ts';

export function StatePlate({ cameraId, picture }: { readonly cameraId: string; readonly picture: LivePicture }) {
  const t = useText();
  const state = useCameras((store) => store.cameras[cameraId]?.state);
  if (state === undefined) return null;
  if (state.kind !== 'live') {
    const Icon = cameraIcons[state.kind];
    return (
      <Plate icon={<Icon size={26} />} title={t.cameras.states[state.kind]} strong>
        <Since sinceMs={Date.parse(state.since)} />
        <span className={styles['reason']}>{state.reason}</span>
        <span className={styles['reason']}>{picture.hasPicture ? t.cameras.lastPicture : t.cameras.noPicture}</span>
      </Plate>
    );
  }
  switch (picture.phase) {
    case 'playing':
      return null;
    case 'waiting':
      return <Plate icon={<LoaderCircle size={22} className={styles['turning']} />} title={t.cameras.waiting} />;
    case 'stalled':
      return <Plate icon={<TimerOff size={24} />} title={t.cameras.behind} />;
    case 'lost':
      return <Plate icon={<Unplug size={24} />} title={t.link.reconnecting} />;
    case 'unsupported':
      return <Plate icon={<MonitorX size={24} />} title={t.cameras.noPlayer} />;
  }
}

interface PlateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly strong?: boolean;
  readonly children?: ReactNode;
}

function Plate({ icon, title, strong = false, children }: PlateProps) {
  return (
    <div className={styles['plate']} data-strong={strong}>
      {icon}
      <strong>{title}</strong>
      {children}
    </div>
  );
}

function Since({ sinceMs }: { readonly sinceMs: number }) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  return (
    <span>
      {t.common.since(format.clock(sinceMs))} · {format.age(nowMs - sinceMs)}
    </span>
  );
}
