/** Incidents for the page's tests. */
import { type IncidentState, incidentState } from '../../src-contract/api/incidents.ts';

export function incident(change: Partial<IncidentState> = {}): IncidentState {
  return incidentState.parse({
    id: 'i1',
    kind: 'panic',
    status: 'open',
    severity: 'high',
    title: 'Call for help: Platform 1',
    is_own_title: false,
    description: '',
    is_own_description: true,
    source: null,
    place: { zone_id: 'p1', zone_name: 'Platform 1', camera_id: 'c1', location: null, plan: null, text: null },
    reports: [],
    report_count: 0,
    reporters: 0,
    confidence: 0.5,
    sensors: 'unknown',
    people: { injured: null, involved: null },
    tasks: [],
    comments: [],
    comment_count: 0,
    attachments: [],
    outcome: null,
    alarm_id: null,
    seen_by: [],
    acknowledged: false,
    acknowledged_by: null,
    acknowledged_at: null,
    created_by: 'ravi',
    created_at: '2026-11-20T10:00:00.000Z',
    updated_at: '2026-11-20T10:00:00.000Z',
    seq: 1,
    ...change,
  });
}
