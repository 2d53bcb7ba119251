/** Who a caller is to an incident, and which incidents they may see. */
import type { Incident } from '../../src-contract/domain/incident.ts';
import { type IncidentActor, isTaskFor } from '../../src-contract/domain/incident-command.ts';
import { type Caller, hasRole, roleName } from './auth/caller.ts';

/** The one place that turns a credential into an actor. */
export function actorOf(caller: Caller): IncidentActor {
  const { kind, id, name, zone } = caller;
  const isOperator = hasRole(caller, 'operator');
  const actorKind = kind === 'service' ? 'service' : isOperator ? 'operator' : 'staff';
  return { id: `${kind}:${id}`, name, kind: actorKind, role: roleName(caller), mayDirect: isOperator, zone };
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
  if (hasRole(caller, 'operator')) return true;
  if (!hasRole(caller, 'staff')) return false;
  const actor = actorOf(caller);
  if (incident.kind === 'panic' || actor.zone === null || incident.place.zoneId === actor.zone) return true;
  return incident.createdBy.id === actor.id || incident.tasks.some((task) => isTaskFor(task, actor));
}
