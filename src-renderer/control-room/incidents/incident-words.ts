/** How an incident is worded in the operator's language. What people wrote stays as it is. */
import type { IncidentState, TimelineEntry } from '../../../src-contract/api/incidents.ts';
import type { Assignee } from '../../../src-contract/domain/incident.ts';
import type { IncidentEventKind } from '../../../src-contract/domain/incident-event.ts';
import { type NotedPlace, notedPlace } from '../../../src-contract/domain/incident-note.ts';
import { incidentWords, madeTitle, noteText, sourceText } from '../../../src-contract/texts/incident-texts.ts';
import type { IncidentLanguage } from '../../../src-contract/texts/incidents/language.ts';
import { usePreferences } from '../preferences/preferences-store.ts';

export function useIncidentWords(): IncidentLanguage {
  return incidentWords(usePreferences((state) => state.locale));
}

/** As somebody named it, else made of the alarm that it was opened from, or of its kind and place. */
export function titleOf({ title, is_own_title, kind, place, source }: IncidentState, words: IncidentLanguage): string {
  return is_own_title ? title : madeTitle(words, { kind, source, place: notedPlaceOf(place) });
}

/** As somebody wrote it, else the cause of the alarm that it was opened from. */
export function descriptionOf({ description, is_own_description, source }: IncidentState, words: IncidentLanguage): string {
  return is_own_description || source === null ? description : sourceText(words, source).cause;
}

export function notedPlaceOf({ zone_name: zoneName, text, location }: IncidentState['place']): NotedPlace {
  return notedPlace({ zoneName, text, location });
}

/** What a line of the timeline says beside its event, roles and zones by their names. */
export function timelineNote({ said }: TimelineEntry, words: IncidentLanguage, names: Omit<Names, 'phones'>): string | null {
  const assigneeOf = (kind: Assignee['kind']) => (to: string) => assigneeText({ kind, to }, words, { ...names, phones: noNames });
  const assignees = { person: assigneeOf('person'), role: assigneeOf('role'), zone: assigneeOf('zone') };
  return noteText({ ...words, assignees }, said);
}

const noNames: ReadonlyMap<string, string> = new Map();

/** What a line of the timeline says happened; a kind from a newer station as it calls it. */
export function eventWord(event: string, words: IncidentLanguage): string {
  return isEvent(event, words) ? words.events[event] : event;
}

function isEvent(event: string, words: IncidentLanguage): event is IncidentEventKind {
  return Object.hasOwn(words.events, event);
}

interface Names {
  readonly roles: Readonly<Record<string, string>>;
  /** Zone id → name. */
  readonly zones: ReadonlyMap<string, string>;
  /** Session id → name, of phones whose name isn't enough. */
  readonly phones: ReadonlyMap<string, string>;
}

/** Whom a task is for, with names in place of ids where they are known. */
export function assigneeText({ kind, to }: Assignee, words: IncidentLanguage, { roles, zones, phones }: Names): string {
  switch (kind) {
    case 'person':
      return words.assignees.person(phones.get(to) ?? to);
    case 'role':
      return words.assignees.role(roles[to] ?? to);
    case 'zone':
      return words.assignees.zone(zones.get(to) ?? to);
  }
}
