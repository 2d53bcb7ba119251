/** Incidents in a store, as the desk writes them. */
import { expect } from 'vitest';
import type { Incident } from '../../src-contract/domain/incident.ts';
import type { IncidentChange, NewIncidentEvent } from '../../src-contract/domain/incident-event.ts';
import { foldIncident } from '../../src-main/community/incidents/fold-incident.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import { morningMs } from './store-fixture.ts';

export const ravi = { id: 'session:ravi', name: 'ravi', kind: 'staff' } as const;
const place = { zoneId: 'p1', zoneName: 'Platform 1', cameraId: 'c1', location: null, plan: null, text: null };
export const opened: IncidentChange = {
  ...{
    kind: 'opened',
    incidentKind: 'manual',
    severity: 'low',
    title: 'x',
    description: '',
    place,
    alarmId: null,
    band: 'unknown',
  },
};

export function append(
  store: Store,
  id: string,
  changes: IncidentChange[],
  { atMs = morningMs, key = id, before = null as Incident | null } = {},
) {
  return store.incidents.append({
    events: changes.map((change): NewIncidentEvent => ({ incidentId: id, atMs, actor: ravi, change })),
    report: before === null ? { reporterId: ravi.id, key, reportId: `report of ${id}` } : null,
    fold: (events) => events.reduce<Incident | null>(foldIncident, before) ?? expect.fail('no events'),
  });
}
