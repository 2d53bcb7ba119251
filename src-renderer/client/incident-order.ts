/** In which order incidents stand, and which of them called first. Pure. */
import type { IncidentState } from '../../src-contract/api/incidents.ts';
import { severityRank } from '../../src-contract/domain/incident.ts';

type IncidentsById = Readonly<Record<string, IncidentState>>;

/** Worst severity first, then what nobody has acknowledged, then the oldest: the first-out stays on top. */
export function openIncidents(incidents: IncidentsById): IncidentState[] {
  return Object.values(incidents)
    .filter(({ status }) => status !== 'resolved')
    .sort(byWorst);
}

/** The newest first. */
export function resolvedIncidents(incidents: IncidentsById): IncidentState[] {
  return Object.values(incidents)
    .filter(({ status }) => status === 'resolved')
    .sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at) || a.id.localeCompare(b.id));
}

/** The open one of the worst severity that came first and that nobody has acknowledged; null when none calls. */
export function firstOutIncident(incidents: IncidentsById): IncidentState | null {
  return openIncidents(incidents).find(({ acknowledged }) => !acknowledged) ?? null;
}

function byWorst(a: IncidentState, b: IncidentState): number {
  return (
    severityRank(b.severity) - severityRank(a.severity) ||
    Number(a.acknowledged) - Number(b.acknowledged) ||
    Date.parse(a.created_at) - Date.parse(b.created_at) ||
    a.id.localeCompare(b.id)
  );
}

/** Tasks that somebody still has to finish. */
export function openTasks({ tasks }: IncidentState): number {
  return tasks.filter(({ state }) => state !== 'done' && state !== 'cancelled').length;
}
