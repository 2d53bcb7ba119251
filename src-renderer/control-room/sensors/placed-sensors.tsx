/** The sensors that are on the plan, as a list beside it: the same for the keyboard and for screen readers. Nothing where there is none. */
import { useMemo } from 'react';
import { Panel } from '../../ui/panel.tsx';
import { useText } from '../i18n/use-text.ts';
import { useSensors } from '../station/sensors-store.ts';
import { isCut, useSession } from '../station/session-store.ts';
import styles from './placed-sensors.module.css';
import { placedSensors, sensorLook, warnedRisk } from './sensor-look.ts';
import { SensorState } from './sensor-state.tsx';
import { NewestFigure } from './sensor-table.tsx';

interface PlacedSensorsProps {
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
  /** In lower case. */
  readonly filter: string;
}

export function sensorRowId(sensorId: string): string {
  return `placed-sensor-${sensorId}`;
}

export function PlacedSensors({ selectedId, onSelect, filter }: PlacedSensorsProps) {
  const t = useText();
  const sensors = useSensors((state) => state.sensors);
  const cut = useSession((state) => isCut(state.link));
  const placed = useMemo(() => placedSensors(sensors), [sensors]);
  const shown = placed.filter(({ id, name }) => `${name}\n${id}`.toLowerCase().includes(filter));
  if (placed.length === 0) return null;
  return (
    <Panel title={t.sensors.onMap.list} scroll className={styles['list']}>
      {shown.length === 0 ? <p className={styles['none']}>{t.sensors.noMatch}</p> : null}
      {shown.map((sensor) => (
        <button
          key={sensor.id}
          id={sensorRowId(sensor.id)}
          type="button"
          className={styles['sensor']}
          aria-pressed={sensor.id === selectedId}
          onClick={() => onSelect(sensor.id)}
        >
          <span className={styles['name']}>{sensor.name}</span>
          <SensorState look={sensorLook(sensor, cut)} risk={warnedRisk(sensor, sensorLook(sensor, cut))} />
          <NewestFigure sensor={sensor} look={sensorLook(sensor, cut)} />
        </button>
      ))}
    </Panel>
  );
}
