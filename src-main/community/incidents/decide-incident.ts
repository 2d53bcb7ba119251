/**
 * What a command does to an incident that is there. In: the incident, the command, its time. Out: the changes to store (none when it is
 * done already), or why it is refused and what to do. Pure; ids of new things are passed in.
 */
import { type Incident, incidentLimits, type Place, type Task, type TaskState } from '../../../src-contract/domain/incident.ts';
import {
  type IncidentActor,
  type IncidentCommand,
  type IncidentCommandOf,
  isTaskFor,
  type SaidPlace,
} from '../../../src-contract/domain/incident-command.ts';
import type { IncidentChange } from '../../../src-contract/domain/incident-event.ts';
import { assertNever, type KavachErrorCode } from '../../errors.ts';

/** A command to one incident. */
export type DirectCommand = Exclude<IncidentCommand, { kind: 'panic' | 'open' }>;

export interface Refusal {
  readonly ok: false;
  readonly code: KavachErrorCode;
  readonly message: string;
  readonly details?: unknown;
}
export type Decision = { readonly ok: true; readonly changes: readonly IncidentChange[] } | Refusal;

interface Tools {
  readonly newId: () => string;
  readonly findPlace: (said: SaidPlace) => Place;
}

/**
 * A resolved incident takes comments and pictures (evidence comes late), and can be reopened; all else is refused until then. What is
 * true already (acknowledged, seen, started, a task's present state) changes nothing and is no error.
 */
export function decideIncident(incident: Incident, command: DirectCommand, tools: Tools): Decision {
  const isOver = incident.status === 'resolved';
  switch (command.kind) {
    case 'acknowledge':
      return changes(incident.acknowledged === null && !isOver ? [{ kind: 'acknowledged' }] : []);
    case 'seen':
      return changes(isNewToThem(incident, command.by) ? [{ kind: 'seen' }] : []);
    case 'comment':
      if (incident.comments.length >= incidentLimits.comments) return full('comments', incidentLimits.comments);
      return changes([{ kind: 'commented', commentId: tools.newId(), text: command.text }]);
    case 'attach':
      if (incident.attachments.length >= incidentLimits.attachments) return full('pictures', incidentLimits.attachments);
      return changes([{ kind: 'attached', attachment: command.attachment }]);
    case 'reopen':
      return isOver
        ? changes([{ kind: 'reopened', reason: command.reason }])
        : refuse('CONFLICT', 'This incident is open already.');
    case 'start':
    case 'change':
    case 'assign':
    case 'step':
    case 'resolve':
      return isOver ? overAlready(incident) : decideOpen(incident, command, tools);
    default:
      return assertNever(command);
  }
}

type OpenCommand = IncidentCommandOf<'start' | 'change' | 'assign' | 'step' | 'resolve'>;

function decideOpen(incident: Incident, command: OpenCommand, tools: Tools): Decision {
  switch (command.kind) {
    case 'start':
      return changes(incident.status === 'open' ? [{ kind: 'started' }] : []);
    case 'change':
      return changes([changeOf(incident, command, tools)]);
    case 'assign':
      if (incident.tasks.length >= incidentLimits.tasks) return full('tasks', incidentLimits.tasks);
      return changes([{ kind: 'task-assigned', taskId: tools.newId(), text: command.text, assignee: command.assignee }]);
    case 'step':
      return decideStep(incident, command);
    case 'resolve':
      if (command.outcome.trim() === '') return refuse('BAD_REQUEST', 'Say how it ended: resolving needs an outcome.');
      return changes([{ kind: 'resolved', outcome: command.outcome }]);
    default:
      return assertNever(command);
  }
}

function changeOf(incident: Incident, command: IncidentCommandOf<'change'>, tools: Tools): IncidentChange {
  const { title, description, severity, place, people } = command;
  return {
    kind: 'changed',
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(severity === undefined ? {} : { severity }),
    ...(place === undefined ? {} : { place: tools.findPlace(place) }),
    ...(people === undefined ? {} : { people: { ...incident.people, ...people } }),
  };
}

/** How far along; a task only goes forward, and may skip. */
const rankOfState: Readonly<Record<TaskState, number>> = {
  sent: 0,
  delivered: 1,
  seen: 2,
  'on-the-way': 3,
  done: 4,
  cancelled: 4,
};

function isFinished(task: Task): boolean {
  return rankOfState[task.state] === rankOfState.done;
}

function decideStep(incident: Incident, { taskId, state, by }: IncidentCommandOf<'step'>): Decision {
  const task = incident.tasks.find(({ id }) => id === taskId);
  if (task === undefined) return refuse('NOT_FOUND', `This incident has no task ${taskId}.`);
  if (!by.mayDirect && !isTaskFor(task, by))
    return refuse('FORBIDDEN', 'This task is somebody else’s. Ask the control room to assign it to you.');
  if (state === 'cancelled' && !by.mayDirect) return refuse('FORBIDDEN', 'Only the control room cancels a task.');
  if (task.state === state) return changes([]);
  if (isFinished(task)) return refuse('CONFLICT', `This task is ${task.state} already. Assign a new one.`);
  // What comes late (a phone that was away) is true all the same, and no news.
  if (rankOfState[state] <= rankOfState[task.state]) return changes([]);
  return changes([{ kind: 'task-stepped', taskId, state }]);
}

/** Something was reported since this person's page last showed it. */
function isNewToThem(incident: Incident, actor: IncidentActor): boolean {
  const seen = incident.seenBy.find(({ id }) => id === actor.id);
  if (seen === undefined) return incident.seenBy.length < incidentLimits.seenBy;
  return incident.newestReportMs !== null && incident.newestReportMs > seen.lastMs;
}

function overAlready({ outcome }: Incident): Refusal {
  const by = outcome === null ? '' : ` by ${outcome.by} at ${new Date(outcome.atMs).toISOString()}`;
  return refuse('CONFLICT', `This incident was resolved${by}. Reopen it first.`);
}

function full(what: string, most: number): Refusal {
  return refuse('CONFLICT', `An incident holds at most ${most} ${what}. Open another one for what comes now.`);
}

export function refuse(code: KavachErrorCode, message: string, details?: unknown): Refusal {
  return details === undefined ? { ok: false, code, message } : { ok: false, code, message, details };
}

function changes(list: readonly IncidentChange[]): Decision {
  return { ok: true, changes: list };
}
