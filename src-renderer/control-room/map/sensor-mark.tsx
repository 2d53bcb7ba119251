/** A sensor on the plan: its state by shape and colour, and its main figure. Quiet while it is live and has nothing to warn of; hatched when the figure is no present. */
import { memo } from 'react';
import { useText } from '../i18n/use-text.ts';
import { isStale, mainField, sensorLook, warnedRisk } from '../sensors/sensor-look.ts';
import { RiskSign, sensorIcons } from '../sensors/sensor-state.tsx';
import { useSensorWords } from '../sensors/use-sensor-words.ts';
import { useSensors } from '../station/sensors-store.ts';
import { isCut, useSession } from '../station/session-store.ts';
import styles from './sensor-mark.module.css';

interface SensorMarkProps {
  readonly sensorId: string;
  readonly isSelected: boolean;
  readonly onSelect: (sensorId: string) => void;
}

export const SensorMark = memo(function SensorMark({ sensorId, isSelected, onSelect }: SensorMarkProps) {
  const t = useText();
  const words = useSensorWords();
  const sensor = useSensors((state) => state.sensors[sensorId]);
  const cut = useSession((state) => isCut(state.link));
  if (sensor === undefined) return null;
  const look = sensorLook(sensor, cut);
  const Icon = sensorIcons[look];
  const risk = warnedRisk(sensor, look);
  const field = mainField(sensor);
  const value = field === null ? undefined : sensor.latest?.values[field];
  return (
    // The list beside the map is the way in for the keyboard and screen readers.
    <div
      className={styles['sensor']}
      data-look={look}
      data-stale={isStale(look)}
      data-risk={risk}
      data-selected={isSelected}
      title={`${sensor.name}: ${t.sensors.statuses[look]}`}
      aria-hidden="true"
      onClick={() => onSelect(sensorId)}
    >
      {risk === null ? <Icon size={12} /> : <RiskSign risk={risk} />}
      {field === null || value === undefined ? null : <span>{words.value(sensor.type, field, value)}</span>}
    </div>
  );
});
