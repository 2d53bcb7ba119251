/** What an operator may do with an incident. Each asks the station and keeps its answer; nothing changes on screen before it has. Throws StationError. */
import type { z } from 'zod';
import type { IncidentReply } from '../../../src-contract/api/incidents.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import type { Assignee } from '../../../src-contract/domain/incident.ts';
import type { Locale } from '../../../src-contract/texts/language.ts';
import { pathOf } from '../../client/rest.ts';
import { rest } from '../station/session.ts';
import { applyIncidents, useIncidents } from './incidents-store.ts';

export type IncidentChanges = Omit<z.input<typeof routes.changeIncident.body>, 'expected_seq'>;
export type NewIncident = z.input<typeof routes.openIncident.body>;

export function openIncident(body: NewIncident): Promise<IncidentReply> {
  return kept(rest.call(routes.openIncident, { body }));
}

/** `expectedSeq`: of the state that the operator decided on; the station refuses what somebody overtook. */
export function changeIncident(id: string, changes: IncidentChanges, expectedSeq: number): Promise<IncidentReply> {
  return kept(rest.call(routes.changeIncident, { params: { id }, body: { ...changes, expected_seq: expectedSeq } }));
}

export function acknowledgeIncident(id: string): Promise<IncidentReply> {
  return kept(rest.call(routes.acknowledgeIncident, { params: { id } }));
}

export function commentIncident(id: string, text: string): Promise<IncidentReply> {
  return kept(rest.call(routes.commentIncident, { params: { id }, body: { text } }));
}

export function assignTask(id: string, text: string, assignee: Assignee): Promise<IncidentReply> {
  return kept(rest.call(routes.assignTask, { params: { id }, body: { text, assignee } }));
}

export function cancelTask(taskId: string): Promise<IncidentReply> {
  return kept(rest.call(routes.stepTask, { params: { id: taskId }, body: { state: 'cancelled' } }));
}

/** The present state after a refusal; what is known stays when it can't be asked for. */
export async function reloadIncident(id: string): Promise<number> {
  await kept(rest.call(routes.incident, { params: { id } })).catch(() => {});
  return useIncidents.getState().incidents[id]?.seq ?? 0;
}

export function reportAddress(id: string, lang: Locale): string {
  return pathOf(routes.incidentReport.path, { params: { id }, query: { lang } });
}

export function pictureAddress(id: string, attachment: string): string {
  return pathOf(routes.attachment.path, { params: { id, attachment } });
}

async function kept(answer: Promise<IncidentReply>): Promise<IncidentReply> {
  const incident = await answer;
  applyIncidents([incident]);
  return incident;
}
