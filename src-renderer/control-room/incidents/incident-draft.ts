/** What an operator has typed about an incident, as fields of text, and what of it is a change. Pure. */
import type { IncidentState } from '../../../src-contract/api/incidents.ts';
import type { Severity } from '../../../src-contract/domain/incident.ts';
import type { IncidentChanges } from './incident-commands.ts';

export interface IncidentFields {
  readonly title: string;
  readonly severity: Severity;
  /** Empty: in no zone. */
  readonly zoneId: string;
  readonly place: string;
  readonly description: string;
  /** Empty: not known. */
  readonly injured: string;
  readonly involved: string;
}

const mostPeople = 1_000_000;

export function fieldsOf({
  title,
  is_own_title,
  severity,
  place,
  description,
  is_own_description,
  people,
}: IncidentState): IncidentFields {
  return {
    title: is_own_title ? title : '',
    severity,
    zoneId: place.zone_id ?? '',
    place: place.text ?? '',
    description: is_own_description ? description : '',
    injured: people.injured === null ? '' : String(people.injured),
    involved: people.involved === null ? '' : String(people.involved),
  };
}

/** A whole number that the station takes, or nothing. */
export function isCount(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === '' || (/^\d+$/.test(trimmed) && Number(trimmed) <= mostPeople);
}

/**
 * Only the fields that were typed in and differ: what others changed meanwhile stays theirs. A title that was emptied is none, since the
 * station knows no way back to the made one.
 */
export function changesOf(typed: Partial<IncidentFields>, incident: IncidentState): IncidentChanges {
  const before = fieldsOf(incident);
  const changed = <K extends keyof IncidentFields>(key: K): IncidentFields[K] | undefined =>
    typed[key] === undefined || typed[key] === before[key] ? undefined : typed[key];
  const [title, severity, zoneId] = [changed('title')?.trim(), changed('severity'), changed('zoneId')];
  const [place, description] = [changed('place')?.trim(), changed('description')];
  const [injured, involved] = [changed('injured'), changed('involved')];
  const people = {
    ...(injured === undefined ? {} : { injured: countOf(injured) }),
    ...(involved === undefined ? {} : { involved: countOf(involved) }),
  };
  return {
    ...(title === undefined || title === '' ? {} : { title }),
    ...(severity === undefined ? {} : { severity }),
    ...(zoneId === undefined ? {} : { zone_id: zoneId === '' ? null : zoneId }),
    ...(place === undefined ? {} : { place: place === '' ? null : place }),
    ...(description === undefined ? {} : { description }),
    ...(Object.keys(people).length === 0 ? {} : { people }),
  };
}

function countOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text.trim());
}
