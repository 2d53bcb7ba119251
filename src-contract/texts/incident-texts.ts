/**
 * The words of an incident. In: a locale, an incident or one of its events. Out: its title, and what an event says. Text that people wrote
 * comes out as it is: escape it where it is shown.
 */
import type { Incident } from '../domain/incident.ts';
import type { IncidentChange } from '../domain/incident-event.ts';
import { en } from './incidents/en.ts';
import { hi } from './incidents/hi.ts';
import type { IncidentLanguage } from './incidents/language.ts';
import { mr } from './incidents/mr.ts';
import type { Locale } from './language.ts';

const languages: Readonly<Record<Locale, IncidentLanguage>> = { en, hi, mr };

export function incidentWords(locale: Locale): IncidentLanguage {
  return languages[locale];
}

export function incidentTitle(words: IncidentLanguage, { title, kind, place }: Incident): string {
  return title ?? words.title(words.kinds[kind], place.zoneName ?? place.text);
}

/** What was written, or what changed; null when the event's name says it all. */
export function eventNote(words: IncidentLanguage, change: IncidentChange): string | null {
  switch (change.kind) {
    case 'opened':
      return [words.severities[change.severity], change.title ?? change.description].filter((part) => part !== '').join(': ');
    case 'reported':
      return [words.severities[change.report.severity], change.report.description].filter((part) => part !== '').join(': ');
    case 'changed':
      return changedNote(words, change);
    case 'task-assigned':
      return `${words.assignees[change.assignee.kind](change.assignee.to)}: ${change.text}`;
    case 'task-stepped':
      return words.taskStates[change.state];
    case 'commented':
      return change.text;
    case 'attached':
      return change.attachment.name;
    case 'resolved':
      return change.outcome;
    case 'reopened':
      return change.reason === '' ? null : change.reason;
    case 'alarm-raised':
    case 'acknowledged':
    case 'seen':
    case 'started':
      return null;
  }
}

/** Id of what an event is about, beside the incident. */
export function eventRef(change: IncidentChange): string | null {
  switch (change.kind) {
    case 'opened':
    case 'alarm-raised':
      return change.alarmId;
    case 'reported':
      return change.report.id;
    case 'task-assigned':
    case 'task-stepped':
      return change.taskId;
    case 'commented':
      return change.commentId;
    case 'attached':
      return change.attachment.id;
    case 'acknowledged':
    case 'seen':
    case 'started':
    case 'changed':
    case 'resolved':
    case 'reopened':
      return null;
  }
}

function changedNote({ terms, severities }: IncidentLanguage, change: Extract<IncidentChange, { kind: 'changed' }>): string {
  const { title, description, severity, place, people } = change;
  const figure = (value: number | null): string => (value === null ? terms.unknown : String(value));
  const parts: [string, string | undefined][] = [
    [terms.title, title],
    [terms.description, description],
    [terms.severity, severity === undefined ? undefined : severities[severity]],
    [terms.place, place === undefined ? undefined : (place.zoneName ?? place.text ?? terms.unknown)],
    [terms.injured, people === undefined ? undefined : figure(people.injured)],
    [terms.involved, people === undefined ? undefined : figure(people.involved)],
  ];
  return parts.flatMap(([term, value]) => (value === undefined ? [] : [`${term}: ${value}`])).join('; ');
}
