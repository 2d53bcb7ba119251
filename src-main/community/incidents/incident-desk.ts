/**
 * The desk of incidents: takes commands, decides by the pure functions beside it, stores, and only then tells. In: commands of the
 * server. Out: answers, and news in the order of their numbers. Open incidents stand in memory, all others are read when asked for. A
 * panic waits for nothing but its own write.
 */
import type { Band } from '../../../src-contract/domain/band.ts';
import type { Actor, Incident, Place, Task } from '../../../src-contract/domain/incident.ts';
import {
  type IncidentActor,
  type IncidentCommand,
  type IncidentCommandOf,
  isTaskFor,
  type SaidPlace,
  type TasksShown,
} from '../../../src-contract/domain/incident-command.ts';
import type {
  IncidentChange,
  IncidentEvent,
  IncidentNews,
  NewIncidentEvent,
  ReportKey,
} from '../../../src-contract/domain/incident-event.ts';
import { incidentToJoin } from './corroboration.ts';
import { type DirectCommand, decideIncident, type Refusal, refuse } from './decide-incident.ts';
import { foldIncident } from './fold-incident.ts';

/** What the desk needs of the store. */
export interface IncidentRecords {
  /** All or nothing, and on the disk when it returns. `fold` makes the incident of the numbered events. */
  append(entry: {
    readonly events: readonly NewIncidentEvent[];
    readonly report: ReportKey | null;
    readonly fold: (events: readonly IncidentEvent[]) => Incident;
  }): IncidentNews;
  findReport(reporterId: string, key: string): { readonly incidentId: string } | null;
  find(id: string): Incident | null;
  /** Every incident that isn't resolved. */
  open(): Incident[];
}

export type IncidentAnswer = { readonly ok: true; readonly incident: Incident } | Refusal;

export interface IncidentDesk {
  command(command: IncidentCommand): IncidentAnswer;
  /** Tasks that this person's page has shown; how many were news. */
  deliver(shown: TasksShown): number;
  /** The station's own word: this alarm tells of the incident. */
  linkAlarm(incidentId: string, alarmId: string): void;
  find(id: string): Incident | null;
  /** In the order in which they were opened. */
  open(): readonly Incident[];
  /** Returns the way to leave. A listener that throws is the caller's business: see composition/listeners.ts. */
  subscribe(listener: (news: IncidentNews) => void): () => void;
}

interface DeskOptions {
  readonly records: IncidentRecords;
  readonly findPlace: (said: SaidPlace) => Place;
  /** What the sensors say of a zone just now. */
  readonly bandOf: (zoneId: string) => Band;
  readonly newId: () => string;
  readonly nowMs: () => number;
}

/** More open incidents than a control room could ever hold in mind; panics are never refused. */
const mostOpen = 500;
const station: Actor = { id: 'station', name: 'station', kind: 'station' };

export function createIncidentDesk({ records, findPlace, bandOf, newId, nowMs }: DeskOptions): IncidentDesk {
  const open = new Map(records.open().map((incident) => [incident.id, incident]));
  const listeners = new Set<(news: IncidentNews) => void>();
  const waiting: IncidentNews[] = [];
  let telling = false;

  /** A listener may itself cause news: they come after these, for everybody. */
  const tell = (news: IncidentNews): void => {
    waiting.push(news);
    if (telling) return;
    telling = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        for (const listener of listeners) listener(next);
    } finally {
      telling = false;
    }
  };

  const commit = (
    before: Incident | null,
    id: string,
    by: Actor,
    changes: readonly IncidentChange[],
    report: ReportKey | null,
  ): void => {
    const atMs = nowMs();
    const actor = { id: by.id, name: by.name, kind: by.kind };
    const news = records.append({
      events: changes.map((change) => ({ incidentId: id, atMs, actor, change })),
      report,
      fold: (events) => events.reduce<Incident | null>(foldIncident, before) ?? missing(id),
    });
    if (news.incident.status === 'resolved') open.delete(id);
    else open.set(id, news.incident);
    tell(news);
  };
  const find = (id: string): Incident | null => open.get(id) ?? records.find(id);
  const answer = (id: string): IncidentAnswer => {
    const incident = find(id);
    return incident === null ? unknown(id) : { ok: true, incident };
  };
  const bandAt = (place: Place): Band => (place.zoneId === null ? 'unknown' : bandOf(place.zoneId));

  const panic = (command: IncidentCommandOf<'panic'>): IncidentAnswer => {
    const { by, severity, description } = command;
    const place = findPlace(command.place);
    const reportId = newId();
    const band = bandAt(place);
    const joined = incidentToJoin([...open.values()], place, nowMs());
    const id = joined?.id ?? newId();
    const report = {
      ...{ id: reportId, reporterId: by.id, reporter: by.name, reporterKind: by.kind, severity, description },
      ...{ location: place.location, atMs: nowMs(), clientMs: command.clientMs },
    };
    const opening = {
      kind: 'opened',
      incidentKind: 'panic',
      severity,
      title: null,
      description,
      place,
      alarmId: null,
      band,
    } as const;
    const changes: IncidentChange[] = [...(joined === null ? [opening] : []), { kind: 'reported', report, band }];
    commit(joined, id, by, changes, { reporterId: by.id, key: command.key ?? reportId, reportId });
    return answer(id);
  };

  const openByHand = (command: IncidentCommandOf<'open'>): IncidentAnswer => {
    const { by, incidentKind, severity, title, description, alarmId, source } = command;
    if (open.size >= mostOpen) return refuse('CONFLICT', `${mostOpen} incidents are open. Resolve some, then open this one.`);
    const same = [...open.values()].find((incident) => alarmId !== null && incident.alarmId === alarmId);
    if (same !== undefined)
      return refuse('CONFLICT', `This alarm has an incident already: ${same.id}.`, { incident_id: same.id });
    const place = findPlace(command.place);
    const id = newId();
    const said = { incidentKind, severity, title, description, place, alarmId, source } as const;
    const opening = { kind: 'opened', ...said, band: bandAt(place) } as const;
    commit(null, id, by, [opening], { reporterId: by.id, key: command.key ?? id, reportId: id });
    return answer(id);
  };

  /** A key that was used before, also before a restart, gets the incident that it made. */
  const once = (by: IncidentActor, key: string | null, act: () => IncidentAnswer): IncidentAnswer => {
    const before = key === null ? null : records.findReport(by.id, key);
    return before === null ? act() : answer(before.incidentId);
  };

  const direct = (command: DirectCommand): IncidentAnswer => {
    const incident = find(command.incidentId);
    if (incident === null) return unknown(command.incidentId);
    const decision = decideIncident(incident, command, { newId, findPlace });
    if (!decision.ok) return decision;
    if (decision.changes.length > 0) commit(incident, incident.id, command.by, decision.changes, null);
    return answer(incident.id);
  };

  return {
    command(command) {
      if (command.kind === 'panic') return once(command.by, command.key, () => panic(command));
      if (command.kind === 'open') return once(command.by, command.key, () => openByHand(command));
      return direct(command);
    },
    deliver({ by, seq, taskId }) {
      const wanted = (task: Task): boolean =>
        task.state === 'sent' && isTaskFor(task, by) && (taskId === null ? task.seq <= seq : task.id === taskId);
      let news = 0;
      for (const incident of [...open.values()]) {
        const tasks = incident.tasks.filter(wanted);
        if (tasks.length === 0) continue;
        news += tasks.length;
        commit(
          incident,
          incident.id,
          by,
          tasks.map(({ id }) => ({ kind: 'task-stepped', taskId: id, state: 'delivered' })),
          null,
        );
      }
      return news;
    },
    linkAlarm(incidentId, alarmId) {
      const incident = open.get(incidentId);
      if (incident === undefined || incident.alarmId === alarmId) return;
      commit(incident, incidentId, station, [{ kind: 'alarm-raised', alarmId }], null);
    },
    find,
    open: () => [...open.values()],
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function missing(id: string): never {
  throw new Error(`incident ${id} has no events`);
}

function unknown(id: string): Refusal {
  return refuse('NOT_FOUND', `No incident ${id} here.`);
}
