/** Who a caller is to an incident, and which incidents they may see. */
import type { Incident } from '../../src-contract/domain/incident.ts';
import { type IncidentActor, isTaskFor } from '../../src-contract/domain/incident-command.ts';
import { type Caller, mayAccess } from './auth/caller.ts';

/** The one place that turns a credential into an actor. */
export function actorOf({ kind, name, role }: Caller): IncidentActor {
  const isOperator = mayAccess(role, 'operator');
  // The credential's kind keeps a service apart from a person of the same name.
  const actorKind = kind === 'service' ? 'service' : isOperator ? 'operator' : 'staff';
  return { id: `${kind}:${name}`, name, kind: actorKind, role, mayDirect: isOperator, zone: null };
}

/** A service's user: what it says of them is kept under its own name. */
export function userOf(actor: IncidentActor, reporterId: string | undefined): IncidentActor {
  if (actor.kind !== 'service' || reporterId === undefined || reporterId.trim() === '') return actor;
  return { ...actor, id: `${actor.id}/${reporterId}`, name: `${actor.name}/${reporterId}` };
}

/**
 * Operators see all. Staff see every panic of the station, since all of it is in range of whoever is in it, what they have a part in,
 * and what happens in their zone; staff without a zone of their own see the whole station. Viewers see none.
 */
export function mayReadIncident(caller: Caller, incident: Incident): boolean {
  if (mayAccess(caller.role, 'operator')) return true;
  if (!mayAccess(caller.role, 'staff')) return false;
  const actor = actorOf(caller);
  if (incident.kind === 'panic' || actor.zone === null || incident.place.zoneId === actor.zone) return true;
  return incident.createdBy.id === actor.id || incident.tasks.some((task) => isTaskFor(task, actor));
}
