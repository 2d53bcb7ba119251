/**
 * What people and programs ask of incidents, as the server passes it on. Who may ask is decided before, by the server. Texts are cleaned
 * and bounded by then.
 */
import type {
  Actor,
  Assignee,
  Attachment,
  Incident,
  IncidentKind,
  People,
  Severity,
  SourceAlarm,
  Task,
  TaskState,
} from './incident.ts';

/** Who acts, with what decides whether a task is theirs. */
export interface IncidentActor extends Actor {
  readonly role: string;
  /** Directs others: may move and cancel everybody's tasks. */
  readonly mayDirect: boolean;
  /** Where this person stands; null = no place of their own. */
  readonly zone: string | null;
}

/** Whom a task is meant for. */
export function isTaskFor({ assignee: { kind, to } }: Task, actor: IncidentActor): boolean {
  switch (kind) {
    case 'person':
      // With or without what the id begins with: the lists of people and phones show it without.
      return to === actor.name || to === actor.id || to === actor.id.slice(actor.id.indexOf(':') + 1);
    case 'role':
      return to === actor.role;
    case 'zone':
      return to === actor.zone;
  }
}

/** Where something happened, as far as somebody said it. */
export interface SaidPlace {
  readonly location: readonly [lon: number, lat: number] | null;
  readonly zoneId: string | null;
  readonly text: string | null;
}

interface By {
  readonly by: IncidentActor;
}

/** To an incident that is there. */
interface To extends By {
  readonly incidentId: string;
}

export type IncidentCommand =
  | (By & {
      readonly kind: 'panic';
      /** The sender's own key for this report; null: a report of its own whatever comes before. */
      readonly key: string | null;
      readonly severity: Severity;
      readonly description: string;
      readonly place: SaidPlace;
      readonly clientMs: number | null;
    })
  | (By & {
      readonly kind: 'open';
      readonly key: string | null;
      readonly incidentKind: Exclude<IncidentKind, 'panic'>;
      readonly severity: Severity;
      readonly title: string | null;
      readonly description: string;
      readonly place: SaidPlace;
      readonly alarmId: string | null;
      readonly source: SourceAlarm | null;
    })
  | (To & { readonly kind: 'acknowledge' })
  | (To & { readonly kind: 'seen' })
  | (To & { readonly kind: 'start' })
  | (To & {
      readonly kind: 'change';
      readonly title?: string | undefined;
      readonly description?: string | undefined;
      readonly severity?: Severity | undefined;
      readonly place?: SaidPlace | undefined;
      readonly people?: Partial<People> | undefined;
    })
  | (To & { readonly kind: 'assign'; readonly text: string; readonly assignee: Assignee })
  | (To & { readonly kind: 'step'; readonly taskId: string; readonly state: TaskState })
  | (To & { readonly kind: 'comment'; readonly text: string })
  | (To & { readonly kind: 'attach'; readonly attachment: Omit<Attachment, 'by' | 'atMs'> })
  | (To & { readonly kind: 'resolve'; readonly outcome: string })
  | (To & { readonly kind: 'reopen'; readonly reason: string });

/** This person's page has shown the tasks of events up to `seq`, or one of them. */
export interface TasksShown extends By {
  readonly seq: number;
  readonly taskId: string | null;
}

export type IncidentCommandOf<K extends IncidentCommand['kind']> = Extract<IncidentCommand, { kind: K }>;

/** A report of this reporter: when the station had it. */
export interface OwnReport {
  readonly reportId: string;
  readonly key: string;
  readonly atMs: number;
}

export interface IncidentQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly status?: Incident['status'] | undefined;
  readonly kind?: IncidentKind | undefined;
  /** Reported or opened by this actor's id. */
  readonly mineOf?: string | undefined;
}

export interface IncidentPage {
  readonly incidents: readonly Incident[];
  readonly nextCursor: string | null;
}
