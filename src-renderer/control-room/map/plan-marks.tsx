/** Sensors, staff and trains on the plan, as elements over it; each can be switched off. */
import { useMemo } from 'react';
import { createPortal } from 'react-dom';
import type { SiteReply } from '../../../src-contract/api/site.ts';
import { placedSensors } from '../sensors/sensor-look.ts';
import { StaffMark } from '../staff/staff-mark.tsx';
import type { StaffPost } from '../staff/staff-posts.ts';
import { useSensors } from '../station/sensors-store.ts';
import { TrainPlate } from '../trains/train-plate.tsx';
import { useShownLayers } from './layers.ts';
import { type MarkPlace, zonePlaces } from './mark-places.ts';
import type { PlanMap } from './plan-map.ts';
import styles from './plan-marks.module.css';
import { SensorMark } from './sensor-mark.tsx';
import { usePlanMarks } from './use-plan-marks.ts';

export interface PlanMarksOptions {
  readonly staff: readonly StaffPost[];
  readonly selectedSensorId: string | null;
  readonly onSensor: (sensorId: string) => void;
}

interface PlanMarksProps extends PlanMarksOptions {
  readonly plan: PlanMap;
  readonly site: SiteReply;
  readonly onZone: (zoneId: string) => void;
}

export function PlanMarks({ plan, site, staff, selectedSensorId, onSensor, onZone }: PlanMarksProps) {
  const shown = useShownLayers();
  return (
    <>
      {shown.includes('mapSensors') ? <Sensors plan={plan} selectedId={selectedSensorId} onSelect={onSensor} /> : null}
      <ZoneMarks
        plan={plan}
        site={site}
        staff={shown.includes('mapStaff') ? staff : nobody}
        trains={shown.includes('mapTrains')}
        onZone={onZone}
      />
    </>
  );
}

const nobody: readonly StaffPost[] = [];

/** Elements over the map; with more of them it no longer moves smoothly. Those that are not well come first. */
const mostSensors = 300;

interface SensorsProps {
  readonly plan: PlanMap;
  readonly selectedId: string | null;
  readonly onSelect: (sensorId: string) => void;
}

function Sensors({ plan, selectedId, onSelect }: SensorsProps) {
  // As text: figures change twice a second, places hardly ever.
  const text = useSensors(({ sensors }) =>
    JSON.stringify(
      placedSensors(sensors)
        .slice(0, mostSensors)
        .map(({ id, location }): MarkPlace => ({ id, at: location })),
    ),
  );
  const places = useMemo(() => JSON.parse(text) as MarkPlace[], [text]);
  const elements = usePlanMarks(plan, 'sensors', places);
  return [...elements].map(([id, element]) =>
    createPortal(<SensorMark sensorId={id} isSelected={id === selectedId} onSelect={onSelect} />, element, id),
  );
}

interface ZoneMarksProps extends Pick<PlanMarksProps, 'plan' | 'site' | 'staff' | 'onZone'> {
  readonly trains: boolean;
}

/** A zone's train and its people, one under the other: in a narrow zone they would cover each other. */
function ZoneMarks({ plan, site, staff, trains, onZone }: ZoneMarksProps) {
  const places = useMemo(() => zonePlaces(site), [site]);
  const elements = usePlanMarks(plan, 'zones', places);
  return places.map(({ id, platform }) => {
    const element = elements.get(id);
    if (element === undefined) return null;
    const marks = (
      <div className={styles['zone']}>
        {platform === null || !trains ? null : <TrainPlate platform={platform} zoneId={id} onSelect={onZone} />}
        <StaffMark zoneId={id} staff={staff} onSelect={onZone} />
      </div>
    );
    return createPortal(marks, element, id);
  });
}
