/**
 * An incident from its events: the only place where one is made or changed. In: the incident before (null for its first event) and an
 * event; out: the incident after. Pure, so that the stored events always tell how the stored incident came about.
 */
import {
  type Incident,
  incidentLimits,
  type Report,
  severityRank,
  type Task,
  type TaskState,
  worseSeverity,
} from '../../../src-contract/domain/incident.ts';
import type { IncidentChange, IncidentEvent } from '../../../src-contract/domain/incident-event.ts';
import { assertNever } from '../../errors.ts';
import { confidence, witnessWeight } from './corroboration.ts';

type ChangeOf<K extends IncidentChange['kind']> = Extract<IncidentChange, { kind: K }>;

export function foldIncident(before: Incident | null, event: IncidentEvent): Incident {
  const { change } = event;
  if (before === null) {
    if (change.kind !== 'opened') throw new Error(`incident ${event.incidentId} begins with the event ${change.kind}`);
    return stamped(opened(event, change), event);
  }
  return stamped(changed(before, event, change), event);
}

function stamped(incident: Incident, { seq, atMs }: IncidentEvent): Incident {
  return { ...incident, seq, updatedMs: atMs };
}

function opened({ incidentId, atMs, actor, seq }: IncidentEvent, change: ChangeOf<'opened'>): Incident {
  const { incidentKind: kind, severity, title, description, place, alarmId, source = null, band } = change;
  // A panic is as credible as its reports, which follow; of any other incident the one who opened it is the first witness.
  const witnesses = kind === 'panic' ? [] : [{ id: actor.id, weight: witnessWeight(actor.kind) }];
  return {
    ...{ id: incidentId, kind, status: 'open', severity, title, description, place, alarmId, source, band, witnesses },
    ...{ reports: [], reportCount: 0, newestReportMs: null, people: { injured: null, involved: null } },
    ...{ tasks: [], comments: [], attachments: [], outcome: null, seenBy: [], acknowledged: null },
    confidence: confidence(weightsOf(witnesses), band),
    ...{ createdBy: actor, createdMs: atMs, updatedMs: atMs, seq },
  };
}

function changed(incident: Incident, event: IncidentEvent, change: IncidentChange): Incident {
  const { atMs, actor } = event;
  switch (change.kind) {
    case 'opened':
      throw new Error(`incident ${incident.id} is opened twice`);
    case 'reported':
      return withReport(incident, change);
    case 'alarm-raised':
      return { ...incident, alarmId: change.alarmId };
    case 'acknowledged':
      return { ...incident, acknowledged: { by: actor.name, atMs } };
    case 'seen':
      return withSeen(incident, event);
    case 'started':
      return { ...incident, status: 'in-progress' };
    case 'changed':
      return withChange(incident, change);
    case 'task-assigned':
      return withTask(incident, event, change);
    case 'task-stepped':
      return {
        ...incident,
        tasks: incident.tasks.map((task) => (task.id === change.taskId ? stepped(task, event, change.state) : task)),
      };
    case 'commented': {
      const comment = { id: change.commentId, text: change.text, by: actor.name, atMs };
      return { ...incident, comments: [...incident.comments, comment] };
    }
    case 'attached':
      return { ...incident, attachments: [...incident.attachments, { ...change.attachment, by: actor.name, atMs }] };
    case 'resolved':
      return { ...incident, status: 'resolved', outcome: { text: change.outcome, by: actor.name, atMs } };
    case 'reopened':
      return { ...incident, status: 'open', outcome: null, acknowledged: null };
    default:
      return assertNever(change);
  }
}

/** The same person's second report counts as a report and not as a second witness. */
function withReport(incident: Incident, { report, band }: ChangeOf<'reported'>): Incident {
  const weight = witnessWeight(report.reporterKind);
  const isKnown = incident.witnesses.some(({ id }) => id === report.reporterId);
  const hasRoom = !isKnown && incident.witnesses.length < incidentLimits.witnesses;
  const witnesses = hasRoom ? [...incident.witnesses, { id: report.reporterId, weight }] : incident.witnesses;
  const isWorse = severityRank(report.severity) > severityRank(incident.severity);
  return {
    ...incident,
    reports: keptReports([...incident.reports, report]),
    reportCount: incident.reportCount + 1,
    newestReportMs: report.atMs,
    severity: worseSeverity(incident.severity, report.severity),
    acknowledged: isWorse ? null : incident.acknowledged,
    witnesses,
    band,
    confidence: confidence(weightsOf(witnesses), band),
  };
}

/** The first ones stay (the first-out among them), the middle gives way to the newest. */
function keptReports(reports: Report[]): Report[] {
  if (reports.length <= incidentLimits.reports) return reports;
  return reports.toSpliced(incidentLimits.reports / 2, 1);
}

function withSeen(incident: Incident, { actor, atMs }: IncidentEvent): Incident {
  const known = incident.seenBy.some(({ id }) => id === actor.id);
  const seenBy = known
    ? incident.seenBy.map((seen) => (seen.id === actor.id ? { ...seen, lastMs: atMs } : seen))
    : [...incident.seenBy, { id: actor.id, name: actor.name, atMs, lastMs: atMs }];
  return { ...incident, seenBy };
}

function withChange(incident: Incident, { title, description, severity, place, people }: ChangeOf<'changed'>): Incident {
  return {
    ...incident,
    title: title ?? incident.title,
    description: description ?? incident.description,
    severity: severity ?? incident.severity,
    place: place ?? incident.place,
    people: people ?? incident.people,
  };
}

function withTask(incident: Incident, event: IncidentEvent, { taskId, text, assignee }: ChangeOf<'task-assigned'>): Incident {
  const { seq, atMs, actor } = event;
  const task: Task = {
    ...{ id: taskId, text, assignee, state: 'sent', seq },
    steps: [{ state: 'sent', by: actor.name, atMs }],
  };
  // Whoever is sent somewhere is work on the incident.
  const status = incident.status === 'open' ? 'in-progress' : incident.status;
  return { ...incident, status, tasks: [...incident.tasks, task] };
}

function stepped(task: Task, { actor, atMs }: IncidentEvent, state: TaskState): Task {
  return { ...task, state, steps: [...task.steps, { state, by: actor.name, atMs }] };
}

function weightsOf(witnesses: Incident['witnesses']): number[] {
  return witnesses.map(({ weight }) => weight);
}
