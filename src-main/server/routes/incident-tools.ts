/** What the routes of incidents share: who may read which, commands whose refusal is an error, and the reply to one caller. */
import type { FastifyReply } from 'fastify';
import type { IncidentReply } from '../../../src-contract/api/incidents.ts';
import type { Incident } from '../../../src-contract/domain/incident.ts';
import type { IncidentCommand } from '../../../src-contract/domain/incident-command.ts';
import { KavachError } from '../../errors.ts';
import type { Caller } from '../auth/caller.ts';
import { actorOf, mayReadIncident } from '../incident-access.ts';
import type { IncidentsPort } from '../incidents-port.ts';
import { incidentReply } from '../wire/incidents.ts';

export interface IncidentTools {
  /** Throws NOT_FOUND, also for one that this caller may not see. */
  mustRead(caller: Caller, incidentId: string): Incident;
  /** Throws what the command was refused with. */
  obey(command: IncidentCommand): Incident;
  replyTo(caller: Caller, incident: Incident): IncidentReply;
}

export function incidentTools(incidents: IncidentsPort): IncidentTools {
  return {
    mustRead(caller, incidentId) {
      const incident = incidents.find(incidentId);
      if (incident === null || !mayReadIncident(caller, incident))
        throw new KavachError('NOT_FOUND', `No incident ${incidentId} here.`);
      return incident;
    },
    obey(command) {
      const answer = incidents.command(command);
      if (!answer.ok) throw new KavachError(answer.code, answer.message, answer.details);
      return answer.incident;
    },
    replyTo: (caller, incident) => incidentReply(incident, incidents.reportsOf(incident.id, actorOf(caller).id)),
  };
}

/** A report's key outlives a restart, which the server's own memory of answers doesn't. */
export function idempotencyKeyOf(reply: FastifyReply): string | null {
  const key = reply.request.headers['idempotency-key'];
  return typeof key === 'string' && key !== '' ? key : null;
}
