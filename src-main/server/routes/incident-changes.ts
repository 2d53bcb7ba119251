/** A body of PATCH or POST /api/incidents → commands, in the order in which they make sense; and the refusal of a view that is out of date. */
import type { z } from 'zod';
import type { routes } from '../../../src-contract/api/routes.ts';
import type { Alarm } from '../../../src-contract/domain/alarm.ts';
import type { Incident, Severity } from '../../../src-contract/domain/incident.ts';
import type {
  IncidentActor,
  IncidentCommand,
  IncidentCommandOf,
  SaidPlace,
} from '../../../src-contract/domain/incident-command.ts';
import { KavachError } from '../../errors.ts';
import type { IncidentsPort } from '../incidents-port.ts';
import { timelineEntry } from '../wire/incidents.ts';

type OpenBody = z.output<typeof routes.openIncident.body>;
type ChangeBody = z.output<typeof routes.changeIncident.body>;
type SaidInBody = Pick<ChangeBody, 'location' | 'zone_id' | 'place'>;

export function openingOf(body: OpenBody, by: IncidentActor, key: string | null): IncidentCommandOf<'open'> {
  const { kind: incidentKind, severity = 'medium', title = null, description } = body;
  return {
    kind: 'open',
    by,
    key,
    incidentKind,
    severity,
    title,
    description,
    place: saidPlace(body),
    alarmId: null,
    source: null,
  };
}

const severityOf: Readonly<Record<Alarm['priority'], Severity>> = { low: 'low', medium: 'medium', high: 'high' };

/** What the body says counts; the rest is the alarm's. */
export function openingFromAlarm(body: OpenBody, by: IncidentActor, key: string | null, alarm: Alarm): IncidentCommandOf<'open'> {
  if (alarm.subject.type === 'incident')
    throw new KavachError('CONFLICT', `This alarm has an incident already: ${alarm.subject.id}.`, {
      incident_id: alarm.subject.id,
    });
  const said = saidPlace(body);
  const text = alarm.facts['cameraName'];
  const { kind, priority, facts, timeToActS } = alarm;
  return {
    ...openingOf(body, by, key),
    alarmId: alarm.id,
    incidentKind: alarm.kind === 'crowd-density' ? 'crowd' : body.kind,
    severity: body.severity ?? severityOf[alarm.priority],
    source: { kind, priority, facts, timeToActS },
    place: {
      location: said.location,
      zoneId: said.zoneId ?? (alarm.subject.type === 'zone' ? alarm.subject.id : null),
      text: said.text ?? (typeof text === 'string' ? text : null),
    },
  };
}

function saidPlace({ location, zone_id, place }: SaidInBody): SaidPlace {
  return { location: location ?? null, zoneId: zone_id ?? null, text: place ?? null };
}

/** Throws BAD_REQUEST before anything is done. */
export function changesIn(body: ChangeBody, incident: Incident, by: IncidentActor): IncidentCommand[] {
  const to = { incidentId: incident.id, by };
  if (body.status === 'resolved' && body.outcome === undefined)
    throw new KavachError('BAD_REQUEST', 'Say how it ended: status "resolved" needs an outcome.');
  if (body.status !== 'resolved' && body.outcome !== undefined)
    throw new KavachError('BAD_REQUEST', 'An outcome goes with status "resolved".');
  const { title, description, severity } = body;
  const place = changedPlace(body, incident);
  const people = body.people === undefined ? undefined : definedOnly(body.people);
  const isChange = [title, description, severity, place, people].some((value) => value !== undefined);
  const isOver = incident.status === 'resolved';
  return [
    ...(isOver && (body.status === 'open' || body.status === 'in-progress')
      ? [{ kind: 'reopen', ...to, reason: '' } as const]
      : []),
    ...(isChange ? [{ kind: 'change', ...to, title, description, severity, place, people } as const] : []),
    ...(body.status === 'in-progress' ? [{ kind: 'start', ...to } as const] : []),
    ...(body.outcome === undefined ? [] : [{ kind: 'resolve', ...to, outcome: body.outcome } as const]),
  ];
}

/** What isn't named stays: a zone that is given anew keeps the fix only when the fix is given too, for it would win over the zone. */
function changedPlace(body: SaidInBody, { place }: Incident): SaidPlace | undefined {
  if (body.location === undefined && body.zone_id === undefined && body.place === undefined) return undefined;
  const staysPut = body.zone_id === undefined;
  return {
    location: body.location === undefined ? (staysPut ? place.location : null) : body.location,
    zoneId: body.zone_id === undefined ? place.zoneId : body.zone_id,
    text: body.place === undefined ? place.text : body.place,
  };
}

function definedOnly({ injured, involved }: NonNullable<ChangeBody['people']>) {
  return { ...(injured === undefined ? {} : { injured }), ...(involved === undefined ? {} : { involved }) };
}

/** What somebody decided; reports, comments and marks of having seen it overtake nobody. */
const decisions: readonly string[] = ['changed', 'started', 'resolved', 'reopened'];
const listedChanges = 50;

/** Throws CONFLICT that says who changed what since `expectedSeq`. */
export function refuseOutdated(incidents: IncidentsPort, incident: Incident, expectedSeq: number): void {
  const since = incidents.events({ incidentId: incident.id, sinceSeq: expectedSeq, limit: listedChanges });
  const changes = since.filter(({ change }) => decisions.includes(change.kind)).map(timelineEntry);
  const last = changes.at(-1);
  if (last === undefined) return;
  throw new KavachError(
    'CONFLICT',
    `${last.by} was first: ${last.event} at ${last.at}${last.note === null ? '' : ` (${last.note.slice(0, 200)})`}. Look at it again, then decide.`,
    { seq: incident.seq, changes },
  );
}
