/** Sensors in rows, the worst first: state, newest figure with its age, rate, approval. A row opens its details. */
import { BadgeCheck } from 'lucide-react';
import { memo } from 'react';
import type { SensorReply } from '../../../src-contract/api/sensors.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Table } from '../../ui/table.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { isStale, mainField, type SensorLook, sensorLook } from './sensor-look.ts';
import { SensorState } from './sensor-state.tsx';
import styles from './sensors.module.css';
import { useSensorWords } from './use-sensor-words.ts';

/** The browser draws some hundreds of rows at once without a stop; a station has at most thousands, and there is a search. */
export const mostRows = 300;

/** What the station calls the type of a reading that says none. */
const unnamedType = 'unknown';

interface SensorTableProps {
  readonly sensors: readonly SensorReply[];
  readonly selectedId: string | null;
  readonly isCut: boolean;
  readonly onSelect: (id: string) => void;
}

export function SensorTable({ sensors, selectedId, isCut, onSelect }: SensorTableProps) {
  const t = useText();
  const { name, type, state, figure, rate, approved } = t.sensors.columns;
  return (
    <>
      <Table caption={t.sensors.title} head={[name, type, state, figure, rate, approved]}>
        {sensors.slice(0, mostRows).map((sensor) => (
          <SensorRow
            key={sensor.id}
            sensor={sensor}
            look={sensorLook(sensor, isCut)}
            isSelected={sensor.id === selectedId}
            onSelect={onSelect}
          />
        ))}
      </Table>
      {sensors.length > mostRows ? <p className={styles['note']}>{t.sensors.file.firstOf(sensors.length - mostRows)}</p> : null}
    </>
  );
}

interface SensorRowProps {
  readonly sensor: SensorReply;
  readonly look: SensorLook;
  readonly isSelected: boolean;
  readonly onSelect: (id: string) => void;
}

const SensorRow = memo(function SensorRow({ sensor, look, isSelected, onSelect }: SensorRowProps) {
  const t = useText();
  const format = useFormat();
  const words = useSensorWords();
  const { id, name, type, known_type, approved, rate_per_minute } = sensor;
  return (
    <tr className={styles['row']} aria-selected={isSelected} onClick={() => onSelect(id)}>
      <td>
        <button type="button" className={styles['open']} aria-pressed={isSelected} onClick={() => onSelect(id)}>
          {name}
        </button>
        {name === id ? null : <span className={styles['dim']}>{id}</span>}
      </td>
      <td>
        {known_type || type !== unnamedType ? words.type(type) : null}
        {known_type ? null : <span className={styles['unknown']}>{t.sensors.unknownType}</span>}
      </td>
      <td>
        <SensorState look={look} />
      </td>
      <td className={styles['nowrap']}>
        <NewestFigure sensor={sensor} look={look} />
      </td>
      <td className={styles['number']}>{rate_per_minute === null ? '—' : format.number(rate_per_minute, 1)}</td>
      <td className={styles['nowrap']}>
        {approved ? (
          <span className={styles['dim']}>
            <BadgeCheck size={14} aria-hidden="true" /> {t.sensors.approved}
          </span>
        ) : (
          <strong>{t.sensors.unapproved}</strong>
        )}
      </td>
    </tr>
  );
});

/** With its unit and age; hatched where it is no present. */
export function NewestFigure({ sensor, look }: { readonly sensor: SensorReply; readonly look: SensorLook }) {
  const t = useText();
  const format = useFormat();
  const words = useSensorWords();
  const nowMs = useStationNow();
  const field = mainField(sensor);
  const value = field === null ? undefined : sensor.latest?.values[field];
  if (sensor.latest === null || field === null || value === undefined) return <span className={styles['dim']}>—</span>;
  const age = format.age(nowMs - Date.parse(sensor.latest.timestamp));
  return (
    <span className={styles['figure']} data-stale={isStale(look)} title={words.field(field)}>
      <span>{words.value(sensor.type, field, value)}</span>
      <span className={styles['age']}>{t.common.ago(age)}</span>
    </span>
  );
}
