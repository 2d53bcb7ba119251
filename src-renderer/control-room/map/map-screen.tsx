/** The station's plan in full: zones and sensors in lists, the map, the drawer of what is selected, one camera's picture. What is selected is in the address. */
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Panel } from '../../ui/panel.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { useEscape } from '../keyboard/use-escape.ts';
import { searchFieldId } from '../keyboard/use-shortcuts.ts';
import { ReplayScreen } from '../replay/replay-screen.tsx';
import { PlacedSensors, sensorRowId } from '../sensors/placed-sensors.tsx';
import { SensorDrawer, sensorDrawerId } from '../sensors/sensor-drawer.tsx';
import { useStaff } from '../staff/use-staff.ts';
import { followSensors } from '../station/session.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { ZoneDrawer, zoneDrawerId } from '../zones/zone-drawer.tsx';
import { ZoneTable, zoneRowId } from '../zones/zone-table.tsx';
import { CameraPopUp } from './camera-pop-up.tsx';
import { useShownLayers } from './layers.ts';
import { LayersMenu } from './layers-menu.tsx';
import { Legend } from './legend.tsx';
import styles from './map-screen.module.css';
import { PlanView } from './plan-view.tsx';
import { useSelection } from './use-selection.ts';

/** The drawer and its margin. */
const drawerPx = 420;

/** `at` in the address: the past is shown, not now. */
export function MapScreen() {
  const [params, setParams] = useSearchParams();
  const mayReplay = mayAct(useSession((state) => state.caller));
  const atMs = Date.parse(params.get('at') ?? '');
  if (mayReplay && !Number.isNaN(atMs)) return <ReplayScreen atMs={atMs} onLive={() => setParams({}, { replace: true })} />;
  return <LiveMap />;
}

function LiveMap() {
  const t = useText();
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const filter = search.trim().toLowerCase();
  const { zoneId, sensorId, cameraId, selectZone, selectSensor, showCamera } = useSelection();
  const showSensors = useShownLayers().includes('mapSensors');
  const staff = useStaff();
  useEffect(followSensors, []);
  const close = () => {
    focusRowOf(zoneId, sensorId);
    selectZone(null);
  };
  useEscape(() => (cameraId === null ? close() : showCamera(null)));
  return (
    <div className={styles['screen']}>
      <div className={styles['side']}>
        <SearchField id={searchFieldId} label={t.map.zones} keys="/" value={search} onChange={setSearch} />
        <Panel title={t.zones.title} aside={t.zones.timeToRed} scroll className={styles['list']}>
          <ZoneTable selectedZoneId={zoneId} onSelect={selectZone} filter={filter} />
        </Panel>
        {showSensors ? <PlacedSensors selectedId={sensorId} onSelect={selectSensor} filter={filter} /> : null}
        <Legend staff={staff} />
      </div>
      <Panel title={t.map.title} aside={<LayersMenu />} className={styles['map']}>
        <PlanView
          selectedZoneId={zoneId}
          selectedCameraId={cameraId}
          insetPx={zoneId === null && sensorId === null ? 0 : drawerPx}
          marks={{ staff, selectedSensorId: sensorId, onSensor: selectSensor }}
          onZone={selectZone}
          onCamera={showCamera}
          onIncident={(id) => navigate(`/incidents?incident=${encodeURIComponent(id)}`)}
        />
        {cameraId === null ? null : <CameraPopUp key={cameraId} cameraId={cameraId} onClose={() => showCamera(null)} />}
        {zoneId === null ? null : (
          <div className={styles['drawer']}>
            <ZoneDrawer
              key={zoneId}
              zoneId={zoneId}
              staff={staff}
              shownCameraId={cameraId}
              onCamera={showCamera}
              onClose={close}
            />
          </div>
        )}
        {sensorId === null ? null : (
          <div className={styles['drawer']}>
            <SensorDrawer key={sensorId} sensorId={sensorId} onClose={close} />
          </div>
        )}
      </Panel>
    </div>
  );
}

/** Out of a drawer that closes, the focus goes back to the row that opened it. */
function focusRowOf(zoneId: string | null, sensorId: string | null): void {
  const leaves = (drawerId: string) => document.getElementById(drawerId)?.contains(document.activeElement) === true;
  if (sensorId !== null && leaves(sensorDrawerId)) document.getElementById(sensorRowId(sensorId))?.focus();
  if (zoneId !== null && leaves(zoneDrawerId)) document.getElementById(zoneRowId(zoneId))?.focus();
}
