/** One glance: is anything wrong, where, how bad, how long. Plan, zones, open alarms, the camera that shows it, and four trends. */
import { BellRing } from 'lucide-react';
import { lazy, Suspense, useCallback, useRef } from 'react';
import { useNavigate } from 'react-router';
import { isOpen } from '../../client/alarm-order.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AlarmList } from '../alarms/alarm-list.tsx';
import { cameraOfAlarm } from '../alarms/alarm-subject.ts';
import { selectAlarm, useAlarms, useOpenAlarms } from '../alarms/alarms-store.ts';
import { CameraTile } from '../cameras/camera-tile.tsx';
import { NoModelNotice } from '../cameras/no-model-notice.tsx';
import { FirstRunNotice } from '../first-run/first-run-notice.tsx';
import { useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useCameras } from '../station/cameras-store.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { ZoneTable } from '../zones/zone-table.tsx';
import { cameraOfWorst } from './most-urgent.ts';
import styles from './overview-screen.module.css';
import { StatusLine } from './status-line.tsx';
import { TrendCards, trendCards } from './trend-cards.tsx';

const PlanView = lazy(() => import('../map/plan-view.tsx').then((module) => ({ default: module.PlanView })));

export function OverviewScreen() {
  const t = useText();
  const navigate = useNavigate();
  const manyZones = useCrowd((state) => state.zoneIds.length > trendCards);
  const arrangement = usePreferences((state) => state.overview);
  const showZone = useCallback(
    (id: string | null) => navigate(id === null ? '/map' : `/map?zone=${encodeURIComponent(id)}`),
    [navigate],
  );
  const onMapZone = useCallback((id: string | null) => id !== null && showZone(id), [showZone]);
  return (
    <div className={styles['screen']}>
      <StatusLine />
      <FirstRunNotice />
      <NoModelNotice />
      <div className={styles['grid']} data-many={manyZones} data-arrangement={arrangement}>
        <Panel title={t.map.title} className={styles['map']}>
          <Suspense>
            <PlanView
              selectedZoneId={null}
              onZone={onMapZone}
              onCamera={(id) => navigate(`/cameras?camera=${encodeURIComponent(id)}`)}
            />
          </Suspense>
        </Panel>
        {/* The cards below say the same of a few zones. */}
        {manyZones ? (
          <Panel title={t.zones.title} aside={t.zones.timeToRed} scroll className={styles['zones']}>
            <ZoneTable selectedZoneId={null} onSelect={showZone} />
          </Panel>
        ) : null}
        <div className={styles['camera']}>
          <RelevantCamera />
        </div>
        <Panel title={t.alarms.list} className={styles['alarms']}>
          <OpenAlarms />
        </Panel>
        <div className={styles['trends']}>
          <TrendCards onSelect={showZone} />
        </div>
      </div>
    </div>
  );
}

function OpenAlarms() {
  const t = useText();
  const navigate = useNavigate();
  const alarms = useOpenAlarms();
  if (alarms.length === 0) {
    return <EmptyState icon={<BellRing size={24} strokeWidth={1.25} />} title={t.alarms.noneOpen} />;
  }
  const open = (id: string) => {
    selectAlarm(id);
    navigate('/alarms');
  };
  return <AlarmList alarms={alarms} compact onOpen={open} />;
}

/** The camera of the selected alarm, else of the first alarm that has one, else of the zone nearest to trouble, else the first. */
function RelevantCamera() {
  const t = useText();
  const kept = useRef<string | null>(null);
  const selected = useAlarms((state) => {
    const alarm = state.selectedId === null ? undefined : state.alarms[state.selectedId];
    return alarm !== undefined && isOpen(alarm) ? alarm : undefined;
  });
  const open = useOpenAlarms();
  const fallback = useCameras((state) => state.cameraIds[0] ?? null);
  const cameraId = useCrowd((state) => {
    for (const alarm of selected === undefined ? open : [selected, ...open]) {
      const found = cameraOfAlarm(alarm, state.zones);
      if (found !== null) return found;
    }
    return cameraOfWorst(Object.values(state.zones), kept.current) ?? fallback;
  });
  kept.current = cameraId;
  if (cameraId === null) return <EmptyState title={t.cameras.empty}>{t.cameras.emptyHint}</EmptyState>;
  return <CameraTile key={cameraId} cameraId={cameraId} />;
}
