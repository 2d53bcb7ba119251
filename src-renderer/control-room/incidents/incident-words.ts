/** How an incident is worded in the operator's language. What people wrote stays as it is. */
import type { IncidentState } from '../../../src-contract/api/incidents.ts';
import type { Assignee } from '../../../src-contract/domain/incident.ts';
import type { IncidentEventKind } from '../../../src-contract/domain/incident-event.ts';
import { incidentWords } from '../../../src-contract/texts/incident-texts.ts';
import type { IncidentLanguage } from '../../../src-contract/texts/incidents/language.ts';
import { usePreferences } from '../preferences/preferences-store.ts';

export function useIncidentWords(): IncidentLanguage {
  return incidentWords(usePreferences((state) => state.locale));
}

/** As somebody named it, else made of its kind and place. */
export function titleOf({ title, is_own_title, kind, place }: IncidentState, words: IncidentLanguage): string {
  return is_own_title ? title : words.title(words.kinds[kind], place.zone_name ?? place.text);
}

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
