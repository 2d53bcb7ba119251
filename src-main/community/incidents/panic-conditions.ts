/**
 * Open panic incidents → conditions for alarms/: at once, latching, one an incident, so that the first of a flood keeps its place. An
 * incident that is resolved is no longer listed.
 */
import type { AlarmPriority, Condition } from '../../../src-contract/domain/alarm.ts';
import type { Incident, Severity } from '../../../src-contract/domain/incident.ts';

/** Somebody called for help: even what they call slight is more than a low alarm. */
const priorityOf: Readonly<Record<Severity, AlarmPriority>> = { low: 'medium', medium: 'medium', high: 'high', critical: 'high' };
/** As long as for a crowd of that priority. */
const timeToActS: Readonly<Record<AlarmPriority, number>> = { low: 300, medium: 120, high: 60 };
/** Enough to know what it is about; the whole text is in the incident. */
const quotedCharacters = 160;

export function panicKey(incidentId: string): string {
  return `panic:incident:${incidentId}`;
}

export function panicConditions(open: readonly Incident[]): Condition[] {
  return open.filter(({ kind, status }) => kind === 'panic' && status !== 'resolved').map(panicCondition);
}

function panicCondition(incident: Incident): Condition {
  const priority = priorityOf[incident.severity];
  const [first] = incident.reports;
  return {
    key: panicKey(incident.id),
    kind: 'panic',
    subject: { type: 'incident', id: incident.id },
    priority,
    facts: {
      zoneId: incident.place.zoneId,
      zoneName: incident.place.zoneName,
      cameraId: incident.place.cameraId,
      place: incident.place.text,
      position: positionText(incident.place.location),
      severity: incident.severity,
      reporter: first?.reporter ?? incident.createdBy.name,
      description: quoted(first?.description ?? ''),
      reports: incident.reportCount,
      confidence: incident.confidence,
    },
    onDelayMs: 0,
    offDelayMs: 0,
    latching: true,
    timeToActS: timeToActS[priority],
    inhibitedBy: [],
  };
}

/** Latitude first, as people and their maps write it; five digits are a metre. */
function positionText(location: Incident['place']['location']): string | null {
  return location === null ? null : `${location[1].toFixed(5)}, ${location[0].toFixed(5)}`;
}

function quoted(text: string): string | null {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const characters = [...line];
  if (characters.length === 0) return null;
  return characters.length <= quotedCharacters ? line : `${characters.slice(0, quotedCharacters).join('')}…`;
}
