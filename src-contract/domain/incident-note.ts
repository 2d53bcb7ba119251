/**
 * What a line of an incident's timeline says beside its event: words that people wrote, and what else there is to be worded in the
 * reader's language (texts/incident-texts.ts). In: a stored change. Out: its parts; an event that says it all has none.
 */
import { z } from 'zod';
import { assigneeSchema, type Place, peopleSchema, severities, sourceAlarmSchema, taskStates } from './incident.ts';
import type { IncidentChange } from './incident-event.ts';

/** Every part may be missing, so that a page can read what a newer station says. */
export const incidentNoteSchema = z.object({
  assignee: assigneeSchema.optional().describe('Whom a task is for'),
  severity: z.enum(severities).optional(),
  state: z.enum(taskStates).optional().describe('What a task became'),
  changed: z
    .object({
      title: z.string(),
      description: z.string(),
      severity: z.enum(severities),
      place: z.object({
        named: z.string().nullable(),
        located: z.boolean().describe('Its position is known: without a name, it lies outside all zones'),
      }),
      people: peopleSchema,
    })
    .partial()
    .optional(),
  text: z.string().optional().describe('As a person wrote it'),
  source: sourceAlarmSchema.optional().describe('The alarm whose words stand for what nobody wrote'),
});
export type IncidentNote = z.infer<typeof incidentNoteSchema>;

export function incidentNote(change: IncidentChange): IncidentNote {
  switch (change.kind) {
    case 'opened':
      return openedNote(change);
    case 'reported':
      return { severity: change.report.severity, text: change.report.description };
    case 'changed': {
      const { kind: _, place, ...changed } = change;
      return { changed: place === undefined ? changed : { ...changed, place: notedPlace(place) } };
    }
    case 'task-assigned':
      return { assignee: change.assignee, text: change.text };
    case 'task-stepped':
      return { state: change.state };
    case 'commented':
      return { text: change.text };
    case 'attached':
      return { text: change.attachment.name };
    case 'resolved':
      return { text: change.outcome };
    case 'reopened':
      return { text: change.reason };
    case 'alarm-raised':
    case 'acknowledged':
    case 'seen':
    case 'started':
      return {};
  }
}

function openedNote({ severity, title, description, source }: Extract<IncidentChange, { kind: 'opened' }>): IncidentNote {
  const text = title ?? description;
  return text === '' && source != null ? { severity, source } : { severity, text };
}

export type NotedPlace = NonNullable<NonNullable<IncidentNote['changed']>['place']>;

export function notedPlace({ zoneName, text, location }: Pick<Place, 'zoneName' | 'text' | 'location'>): NotedPlace {
  return { named: zoneName ?? text, located: location !== null };
}
