/** The station's plan in full: zones and sensors in lists, the map, and the drawer of what is selected. The selection is in the address. */
import { useCallback, useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { useEscape } from '../keyboard/use-escape.ts';
import { searchFieldId } from '../keyboard/use-shortcuts.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { PlacedSensors, sensorRowId } from '../sensors/placed-sensors.tsx';
import { SensorDrawer, sensorDrawerId } from '../sensors/sensor-drawer.tsx';
import { useCrowd } from '../station/crowd-store.ts';
import { followSensors } from '../station/session.ts';
import { ZoneDrawer, zoneDrawerId } from '../zones/zone-drawer.tsx';
import { ZoneTable, zoneRowId } from '../zones/zone-table.tsx';
import { Legend } from './legend.tsx';
import styles from './map-screen.module.css';
import { PlanView } from './plan-view.tsx';

/** The drawer and its margin. */
const drawerPx = 420;

export function MapScreen() {
  const t = useText();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState('');
  const wanted = params.get('zone');
  const zoneId = useCrowd((state) => (wanted !== null && wanted in state.zones ? wanted : null));
  const select = useCallback((id: string | null) => setParams(id === null ? {} : { zone: id }, { replace: true }), [setParams]);
  const sensorId = zoneId === null ? params.get('sensor') : null;
  const selectSensor = useCallback((sensor: string) => setParams({ sensor }, { replace: true }), [setParams]);
  const showSensors = usePreferences((state) => state.mapSensors);
  useEffect(followSensors, []);
  const close = () => {
    if (sensorId !== null && document.getElementById(sensorDrawerId)?.contains(document.activeElement)) {
      document.getElementById(sensorRowId(sensorId))?.focus();
    }
    if (zoneId !== null && document.getElementById(zoneDrawerId)?.contains(document.activeElement)) {
      document.getElementById(zoneRowId(zoneId))?.focus();
    }
    select(null);
  };
  useEscape(close);
  return (
    <div className={styles['screen']}>
      <div className={styles['side']}>
        <SearchField id={searchFieldId} label={t.map.zones} keys="/" value={search} onChange={setSearch} />
        <Panel title={t.zones.title} aside={t.zones.timeToRed} scroll className={styles['list']}>
          <ZoneTable selectedZoneId={zoneId} onSelect={select} filter={search.trim().toLowerCase()} />
        </Panel>
        {showSensors ? (
          <PlacedSensors selectedId={sensorId} onSelect={selectSensor} filter={search.trim().toLowerCase()} />
        ) : null}
        <Legend />
      </div>
      <Panel title={t.map.title} aside={<Layers />} className={styles['map']}>
        <PlanView
          selectedZoneId={zoneId}
          insetPx={zoneId === null && sensorId === null ? 0 : drawerPx}
          selectedSensorId={sensorId}
          onSensor={showSensors ? selectSensor : null}
          onZone={select}
          onCamera={(id) => navigate(`/cameras?camera=${encodeURIComponent(id)}`)}
        />
        {zoneId === null ? null : (
          <div className={styles['drawer']}>
            <ZoneDrawer key={zoneId} zoneId={zoneId} onClose={close} />
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

function Layers() {
  const t = useText();
  const { mapViews, mapFlows, mapSensors, set } = usePreferences();
  return (
    <fieldset className={styles['layers']} aria-label={t.map.layers}>
      <Button pressed={mapFlows} onClick={() => set({ mapFlows: !mapFlows })}>
        {t.map.flows}
      </Button>
      <Button pressed={mapViews} onClick={() => set({ mapViews: !mapViews })}>
        {t.map.views}
      </Button>
      <Button pressed={mapSensors} onClick={() => set({ mapSensors: !mapSensors })}>
        {t.sensors.onMap.layer}
      </Button>
    </fieldset>
  );
}
