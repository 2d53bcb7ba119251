/**
 * The words of an incident. In: a locale, an incident or one of its events. Out: its title, its place, and what an event says. Text that people wrote
 * comes out as it is: escape it where it is shown.
 */
import type { Incident, IncidentKind, SourceAlarm } from '../domain/incident.ts';
import type { IncidentChange } from '../domain/incident-event.ts';
import { type IncidentNote, type NotedPlace, notedPlace } from '../domain/incident-note.ts';
import { alarmTexts } from './alarm-texts.ts';
import { en } from './incidents/en.ts';
import { hi } from './incidents/hi.ts';
import type { IncidentLanguage } from './incidents/language.ts';
import { mr } from './incidents/mr.ts';
import type { AlarmText, Locale } from './language.ts';

const languages: Readonly<Record<Locale, IncidentLanguage>> = { en, hi, mr };

export function incidentWords(locale: Locale): IncidentLanguage {
  return languages[locale];
}

export function incidentTitle(words: IncidentLanguage, { title, kind, place, source }: Incident): string {
  return title ?? madeTitle(words, { kind, source, place: notedPlace(place) });
}

export function incidentDescription(words: IncidentLanguage, { description, source }: Incident): string {
  return description === '' && source !== null ? sourceText(words, source).cause : description;
}

interface Unnamed {
  readonly kind: IncidentKind;
  readonly place: NotedPlace;
  readonly source: SourceAlarm | null;
}

/** Of one that nobody named. */
export function madeTitle(words: IncidentLanguage, { kind, place, source }: Unnamed): string {
  return source === null ? words.title(words.kinds[kind], placeName(words, place)) : sourceText(words, source).title;
}

export function sourceText({ locale }: IncidentLanguage, source: SourceAlarm): AlarmText {
  return alarmTexts(locale)(source);
}

/** Null when it isn't known at all. */
export function placeName({ outsideZones }: IncidentLanguage, { named, located }: NotedPlace): string | null {
  return named ?? (located ? outsideZones : null);
}

/** What was written, or what changed; null when the event's name says it all. */
export function noteText(
  words: IncidentLanguage,
  { assignee, severity, state, changed, text, source }: IncidentNote,
): string | null {
  const parts = [
    assignee === undefined ? '' : words.assignees[assignee.kind](assignee.to),
    severity === undefined ? '' : words.severities[severity],
    state === undefined ? '' : words.taskStates[state],
    changed === undefined ? '' : changedText(words, changed),
    text ?? '',
    source === undefined ? '' : sourceText(words, source).title,
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(': ');
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

function changedText(words: IncidentLanguage, changed: NonNullable<IncidentNote['changed']>): string {
  const { terms, severities } = words;
  const { title, description, severity, place, people } = changed;
  const figure = (value: number | null): string => (value === null ? terms.unknown : String(value));
  const parts: [string, string | undefined][] = [
    [terms.title, title],
    [terms.description, description],
    [terms.severity, severity === undefined ? undefined : severities[severity]],
    [terms.place, place === undefined ? undefined : (placeName(words, place) ?? terms.unknown)],
    [terms.injured, people === undefined ? undefined : figure(people.injured)],
    [terms.involved, people === undefined ? undefined : figure(people.involved)],
  ];
  return parts.flatMap(([term, value]) => (value === undefined ? [] : [`${term}: ${value}`])).join('; ');
}
