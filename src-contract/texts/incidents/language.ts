/** What every language has to word of incidents: for the API's English, the printed report and the pages. */
import type { Assignee, IncidentKind, IncidentStatus, Severity, TaskState } from '../../domain/incident.ts';
import type { IncidentEventKind } from '../../domain/incident-event.ts';
import type { Locale } from '../language.ts';

export interface IncidentLanguage {
  readonly locale: Locale;
  readonly kinds: Readonly<Record<IncidentKind, string>>;
  readonly statuses: Readonly<Record<IncidentStatus, string>>;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly taskStates: Readonly<Record<TaskState, string>>;
  readonly events: Readonly<Record<IncidentEventKind, string>>;
  readonly assignees: Readonly<Record<Assignee['kind'], (to: string) => string>>;
  /** Of a place whose position is known and lies in no zone of the plan. */
  readonly outsideZones: string;
  /** Title of one that nobody named; `place` is null when it isn't known. */
  readonly title: (kind: string, place: string | null) => string;
  /** Headings and terms of the printed report, and of what an event changed. */
  readonly terms: Readonly<Record<IncidentTerm, string>>;
  readonly reportsLeftOut: (count: string) => string;
}

export type IncidentTerm =
  | 'report'
  | 'station'
  | 'printedAt'
  | 'title'
  | 'status'
  | 'severity'
  | 'kind'
  | 'place'
  | 'location'
  | 'camera'
  | 'openedAt'
  | 'openedBy'
  | 'acknowledgedBy'
  | 'seenBy'
  | 'confidence'
  | 'description'
  | 'people'
  | 'injured'
  | 'involved'
  | 'reports'
  | 'tasks'
  | 'timeline'
  | 'comments'
  | 'pictures'
  | 'outcome'
  | 'time'
  | 'person'
  | 'what'
  | 'note'
  | 'task'
  | 'assignedTo'
  | 'state'
  | 'checksum'
  | 'unknown'
  | 'none';
