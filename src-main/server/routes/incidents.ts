/** Panics and incidents over REST. What an incident is, and what may be done to it, lives behind the port. */
import { routes } from '../../../src-contract/api/routes.ts';
import { KavachError } from '../../errors.ts';
import { requireAccess } from '../auth/caller.ts';
import { actorOf, mayReadIncident, userOf } from '../incident-access.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { incidentReply, listedReply, timelineEntry } from '../wire/incidents.ts';
import { changesIn, openingFromAlarm, openingOf, refuseOutdated } from './incident-changes.ts';
import { idempotencyKeyOf, incidentTools } from './incident-tools.ts';

type IncidentDeps = Pick<ServerDeps, 'incidents' | 'alarms' | 'station'>;

/** Enough for a page; the events are all in the store. */
const listedEvents = 500;

export function registerIncidentRoutes(register: Register, deps: IncidentDeps): void {
  registerOpening(register, deps);
  registerReading(register, deps);
  const { replyTo, obey, mustRead } = incidentTools(deps.incidents);

  register(routes.changeIncident, ({ params, body, caller }) => {
    let incident = mustRead(caller, params.id);
    if (body.expected_seq !== undefined) refuseOutdated(deps.incidents, incident, body.expected_seq);
    for (const command of changesIn(body, incident, actorOf(caller))) incident = obey(command);
    return replyTo(caller, incident);
  });
  register(routes.acknowledgeIncident, ({ params: { id: incidentId }, caller }) =>
    replyTo(caller, obey({ kind: 'acknowledge', incidentId, by: actorOf(caller) })),
  );
  register(routes.seenIncident, ({ params: { id: incidentId }, caller }) =>
    replyTo(caller, obey({ kind: 'seen', incidentId, by: actorOf(caller) })),
  );
  register(routes.commentIncident, ({ params, body: { text }, caller }) => {
    const { id: incidentId } = mustRead(caller, params.id);
    return replyTo(caller, obey({ kind: 'comment', incidentId, by: actorOf(caller), text }));
  });
}

function registerOpening(register: Register, { incidents, alarms, station }: IncidentDeps): void {
  const { replyTo, obey } = incidentTools(incidents);

  register(routes.panic, ({ body, caller, reply }) => {
    if (body.station_id !== station.id) {
      const message = `This is the station ${station.id} (${station.name}), not ${body.station_id}. Send it to that one.`;
      throw new KavachError('NOT_FOUND', message, { station_id: station.id });
    }
    const { severity, description, location, zone_id, client_id, at } = body;
    const by = userOf(actorOf(caller), body.reporter_id);
    const key = client_id ?? idempotencyKeyOf(reply);
    const place = { location: location ?? null, zoneId: zone_id ?? null, text: null };
    const incident = obey({ kind: 'panic', by, key, severity, description, place, clientMs: at ?? null });
    return incidentReply(incident, incidents.reportsOf(incident.id, by.id));
  });

  register(routes.openIncident, ({ body, caller, reply }) => {
    const by = actorOf(caller);
    const key = body.client_id ?? idempotencyKeyOf(reply);
    if (body.alarm_id === undefined) return replyTo(caller, obey(openingOf(body, by, key)));
    requireAccess(caller, { access: 'operator', scope: 'incidents:write' });
    const alarm = alarms.open().alarms.find(({ id }) => id === body.alarm_id);
    if (alarm === undefined) throw new KavachError('NOT_FOUND', `No open alarm ${body.alarm_id}; look for it in the history.`);
    return replyTo(caller, obey(openingFromAlarm(body, by, key, alarm)));
  });
}

function registerReading(register: Register, { incidents }: IncidentDeps): void {
  const { replyTo, mustRead } = incidentTools(incidents);

  register(routes.incidents, ({ query, caller }) => {
    const { mine, ...rest } = query;
    // The number first: what comes while the list is read is told again rather than missed.
    const seq = incidents.newestSeq();
    const page = incidents.list(mine === 'true' ? { ...rest, mineOf: actorOf(caller).id } : rest);
    const readable = page.incidents.filter((incident) => mayReadIncident(caller, incident));
    const { id } = actorOf(caller);
    const listed = readable.map((incident) => listedReply(incident, incidents.reportsOf(incident.id, id)));
    return { seq, incidents: listed, next_cursor: page.nextCursor };
  });

  register(routes.incident, ({ params, caller }) => {
    const incident = mustRead(caller, params.id);
    const events = incidents.events({ incidentId: incident.id, sinceSeq: 0, limit: listedEvents });
    return { ...replyTo(caller, incident), timeline: events.map(timelineEntry) };
  });

  register(routes.incidentTimeline, ({ params, query: { limit, cursor = '0' }, caller }) => {
    const { id: incidentId } = mustRead(caller, params.id);
    const events = incidents.eventsFrom({ incidentId, sinceSeq: Number(cursor), limit: limit + 1 });
    const page = events.slice(0, limit);
    return {
      timeline: page.map(timelineEntry),
      next_cursor: events.length > limit ? String(page.at(-1)?.seq ?? 0) : null,
    };
  });
}
