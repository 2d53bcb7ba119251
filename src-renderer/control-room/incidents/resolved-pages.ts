/** Pages of resolved incidents and what the store knows of them, as one list. Pure. */
import type { IncidentState } from '../../../src-contract/api/incidents.ts';
import { resolvedIncidents } from '../../client/incident-order.ts';

/** The newer state of each counts: one that was reopened since its page was read is no longer resolved. */
export function withPages(pages: readonly IncidentState[], known: Readonly<Record<string, IncidentState>>): IncidentState[] {
  const all = { ...known };
  for (const incident of pages) if (incident.seq > (all[incident.id]?.seq ?? -1)) all[incident.id] = incident;
  return resolvedIncidents(all);
}
