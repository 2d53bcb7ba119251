/** Incidents as one list that is walked with the arrow keys. */
import { type KeyboardEvent, useEffect, useId } from 'react';
import type { IncidentState } from '../../../src-contract/api/incidents.ts';
import { placeAfter } from '../alarms/place-after.ts';
import styles from './incident-list.module.css';
import { IncidentRow } from './incident-row.tsx';
import { useFirstOutIncidentId } from './incidents-store.ts';

interface IncidentListProps {
  readonly label: string;
  readonly incidents: readonly IncidentState[];
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
}

export function IncidentList({ label, incidents, selectedId, onSelect }: IncidentListProps) {
  const id = useId();
  const firstOutId = useFirstOutIncidentId();
  const place = incidents.findIndex((incident) => incident.id === selectedId);
  const optionId = (incidentId: string) => `${id}-${incidentId}`;
  const activeId = place < 0 ? undefined : optionId(incidents[place]?.id ?? '');
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = placeAfter(event.key, place, incidents.length);
    const incident = next === null ? undefined : incidents[next];
    if (incident === undefined) return;
    event.preventDefault();
    onSelect(incident.id);
  };

  return (
    <div
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={activeId}
      className={styles['list']}
      onKeyDown={onKeyDown}
    >
      {incidents.map((incident) => (
        <IncidentRow
          key={incident.id}
          id={optionId(incident.id)}
          incident={incident}
          selected={incident.id === selectedId}
          isFirstOut={incident.id === firstOutId}
          onSelect={onSelect}
        />
      ))}
    </div>
  );
}
