/** Incidents and their events → what clients see of them. */
import type {
  IncidentReply,
  IncidentState,
  IncidentUpdate,
  TaskReply,
  TimelineEntry,
} from '../../../src-contract/api/incidents.ts';
import type { Incident, Report, Task } from '../../../src-contract/domain/incident.ts';
import type { OwnReport } from '../../../src-contract/domain/incident-command.ts';
import type { IncidentEvent } from '../../../src-contract/domain/incident-event.ts';
import { incidentNote } from '../../../src-contract/domain/incident-note.ts';
import {
  eventRef,
  incidentDescription,
  incidentTitle,
  incidentWords,
  noteText,
} from '../../../src-contract/texts/incident-texts.ts';
import { isoTime, isoTimeOrNull, unit } from './figures.ts';

const inEnglish = incidentWords('en');

export function incidentState(incident: Incident): IncidentState {
  const { place, acknowledged, outcome } = incident;
  return {
    id: incident.id,
    kind: incident.kind,
    status: incident.status,
    severity: incident.severity,
    title: incidentTitle(inEnglish, incident),
    is_own_title: incident.title !== null,
    description: incidentDescription(inEnglish, incident),
    is_own_description: incident.description !== '' || incident.source === null,
    source: incident.source,
    place: {
      zone_id: place.zoneId,
      zone_name: place.zoneName,
      camera_id: place.cameraId,
      location: place.location,
      plan: place.plan,
      text: place.text,
    },
    reports: incident.reports.map((report) => reportReply(incident, report)),
    report_count: incident.reportCount,
    reporters: incident.witnesses.length,
    confidence: unit(incident.confidence),
    sensors: incident.band,
    people: incident.people,
    tasks: incident.tasks.map((task) => taskReply(incident.id, task)),
    comments: incident.comments.map(({ id, text, by, atMs }) => ({ id, text, by, at: isoTime(atMs) })),
    comment_count: incident.comments.length,
    attachments: incident.attachments.map(({ atMs, ...rest }) => ({ ...rest, at: isoTime(atMs) })),
    outcome: outcome === null ? null : { text: outcome.text, by: outcome.by, at: isoTime(outcome.atMs) },
    alarm_id: incident.alarmId,
    seen_by: incident.seenBy.map(({ name, atMs, lastMs }) => ({ name, at: isoTime(atMs), last_at: isoTime(lastMs) })),
    acknowledged: acknowledged !== null,
    acknowledged_by: acknowledged?.by ?? null,
    acknowledged_at: isoTimeOrNull(acknowledged?.atMs ?? null),
    created_by: incident.createdBy.name,
    created_at: isoTime(incident.createdMs),
    updated_at: isoTime(incident.updatedMs),
    seq: incident.seq,
  };
}

export function incidentReply(incident: Incident, own: readonly OwnReport[]): IncidentReply {
  const mine = own.map(({ reportId, key, atMs }) => ({
    id: reportId,
    client_id: key,
    at: isoTime(atMs),
    ...deliveryOf(incident, atMs),
  }));
  return { ...incidentState(incident), my_reports: mine };
}

/** One of a list: its own lists are cut as on a socket. */
export function listedReply(incident: Incident, own: readonly OwnReport[]): IncidentReply {
  return { ...incidentReply(incident, own), ...shortState(incident) };
}

export function taskReply(incidentId: string, { id, text, assignee, state, steps, seq }: Task): TaskReply {
  const told = steps.map(({ state, by, atMs }) => ({ state, by, at: isoTime(atMs) }));
  return { id, incident_id: incidentId, text, assignee, state, steps: told, seq };
}

export function timelineEntry({ seq, atMs, actor, change }: IncidentEvent): TimelineEntry {
  const said = incidentNote(change);
  return {
    ...{ seq, event: change.kind, at: isoTime(atMs), by: actor.name },
    note: noteText(inEnglish, said),
    said,
    ref: eventRef(change),
  };
}

/** On a socket that 500 phones share a long list would be a flood; the counts tell what is left out. */
const listedOnSockets = 5;

export function incidentUpdate(events: readonly IncidentEvent[], incident: Incident): IncidentUpdate {
  return {
    type: 'incident_update',
    seq: events.at(-1)?.seq ?? incident.seq,
    events: events.map(timelineEntry),
    incident: shortState(incident),
  };
}

export function shortState(incident: Incident): IncidentState {
  const { reports, comments } = incident;
  const kept = reports.length <= listedOnSockets ? reports : [...reports.slice(0, 1), ...reports.slice(1 - listedOnSockets)];
  const short = incidentState({ ...incident, reports: kept, comments: comments.slice(-listedOnSockets) });
  return { ...short, comment_count: comments.length };
}

function reportReply(incident: Incident, report: Report): IncidentState['reports'][number] {
  return {
    id: report.id,
    reporter: report.reporter,
    reporter_kind: report.reporterKind,
    severity: report.severity,
    description: report.description,
    location: report.location,
    at: isoTime(report.atMs),
    client_at: isoTimeOrNull(report.clientMs),
    ...deliveryOf(incident, report.atMs),
  };
}

/** Seen by those whose page has shown the incident since the report came, and by who acknowledged it since. */
function deliveryOf(
  { seenBy, acknowledged }: Incident,
  reportMs: number,
): Pick<IncidentState['reports'][number], 'delivery' | 'seen_by'> {
  const names = seenBy.filter(({ lastMs }) => lastMs >= reportMs).map(({ name }) => name);
  if (acknowledged !== null && acknowledged.atMs >= reportMs) names.push(acknowledged.by);
  const seen_by = [...new Set(names)];
  return { delivery: seen_by.length > 0 ? 'seen' : 'delivered', seen_by };
}
