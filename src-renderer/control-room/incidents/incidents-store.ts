/**
 * The incidents as the station last told them, by id. Written by the session, by the replies to commands, and by the screen when it asks
 * for resolved ones. Messages carry only the first and newest entries of long lists; the details ask for the rest.
 */
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { IncidentState, IncidentUpdate } from '../../../src-contract/api/incidents.ts';
import { firstOutIncident, openIncidents, resolvedIncidents } from '../../client/incident-order.ts';

/** What the dialog that opens an incident is about: an alarm, or nothing yet. */
export interface Opening {
  readonly alarmId: string | null;
}

interface IncidentsStore {
  readonly incidents: Readonly<Record<string, IncidentState>>;
  readonly loaded: boolean;
  /** Number of the newest event that is in here: the socket goes on from it after a lost link. */
  readonly seq: number | null;
  /** Rises each time the list began anew, so that a screen asks again for what only it needs. */
  readonly generation: number;
  readonly opening: Opening | null;
}

/** Resolved incidents pile up while the page stays open for days; the open ones are bounded by the station. */
const mostResolved = 300;

export const useIncidents = create<IncidentsStore>(() => ({
  incidents: {},
  loaded: false,
  seq: null,
  generation: 0,
  opening: null,
}));

/** The list begins anew with these: at the start, and when too much was missed to be told one by one. */
export function replaceIncidents(incidents: readonly IncidentState[], seq: number): void {
  useIncidents.setState(({ generation }) => ({
    incidents: Object.fromEntries(incidents.map((incident) => [incident.id, incident])),
    loaded: true,
    seq,
    generation: generation + 1,
  }));
}

export function applyIncidentUpdate({ incident, seq }: IncidentUpdate): void {
  applyIncidents([incident]);
  useIncidents.setState((old) => ({ seq: Math.max(old.seq ?? 0, seq) }));
}

/** Replies, which may be overtaken by the socket: an older state changes nothing. */
export function applyIncidents(given: readonly IncidentState[]): void {
  useIncidents.setState((old) => {
    const newer = given.filter(({ id, seq }) => seq >= (old.incidents[id]?.seq ?? 0));
    if (newer.length === 0) return old;
    return { incidents: bounded({ ...old.incidents, ...Object.fromEntries(newer.map((one) => [one.id, one])) }) };
  });
}

export function askToOpen(opening: Opening | null): void {
  useIncidents.setState({ opening });
}

function bounded(incidents: Record<string, IncidentState>): Record<string, IncidentState> {
  for (const { id } of resolvedIncidents(incidents).slice(mostResolved)) delete incidents[id];
  return incidents;
}

export function useOpenIncidents(): IncidentState[] {
  return useIncidents(useShallow((state) => openIncidents(state.incidents)));
}

export function useFirstOutIncidentId(): string | null {
  return useIncidents((state) => firstOutIncident(state.incidents)?.id ?? null);
}

/** The incident that an alarm belongs to: the one it is about, or the one that was made from it. */
export function incidentOfAlarm(
  alarm: { readonly id: string; readonly subject: { readonly type: string; readonly id: string } },
  incidents: Readonly<Record<string, IncidentState>>,
): string | null {
  if (alarm.subject.type === 'incident') return alarm.subject.id;
  return Object.values(incidents).find(({ alarm_id }) => alarm_id === alarm.id)?.id ?? null;
}
