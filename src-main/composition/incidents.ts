/**
 * Incidents for the rest of the station: the desk with its store, its pictures and its printed report, as the server's port; and the tie
 * to the alarms, both ways. A panic rings at once; acknowledging either side acknowledges the other; resolving resets the alarm.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Alarm, AlarmTransition } from '../../src-contract/domain/alarm.ts';
import type { Band } from '../../src-contract/domain/band.ts';
import type { Incident } from '../../src-contract/domain/incident.ts';
import type { IncidentNews } from '../../src-contract/domain/incident-event.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Locale } from '../../src-contract/texts/language.ts';
import type { Clock } from '../clock.ts';
import { type Attachments, createAttachments } from '../community/incidents/attachments.ts';
import { createFindPlace } from '../community/incidents/find-place.ts';
import { createIncidentDesk, type IncidentDesk } from '../community/incidents/incident-desk.ts';
import { panicConditions, panicKey } from '../community/incidents/panic-conditions.ts';
import { reportPage, reportPolicy } from '../community/incidents/report-page.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Pipeline } from '../pipeline.ts';
import type { IncidentsPort } from '../server/incidents-port.ts';
import type { Store } from '../store/open-store.ts';
import { isWholeStore } from '../store/opening.ts';
import type { Part } from './parts.ts';

interface IncidentsOptions {
  readonly store: Pick<Store, 'incidents' | 'opened'>;
  readonly site: SiteConfig;
  readonly dataFolder: string;
  readonly bandOf: (zoneId: string) => Band;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Incidents {
  readonly desk: IncidentDesk;
  readonly port: IncidentsPort;
  /** Removes the pictures of incidents that retention has removed. */
  readonly part: Part;
}

const hourMs = 3_600_000;
/** Far more than an incident has; the newest are printed. */
const printedEvents = 5000;

export function createIncidents({
  store: { incidents: records, opened },
  site,
  dataFolder,
  bandOf,
  clock,
  log,
}: IncidentsOptions): Incidents {
  const desk = createIncidentDesk({
    records,
    findPlace: (said) => createFindPlace(site)(said),
    bandOf,
    newId: randomUUID,
    nowMs: clock.nowMs,
  });
  const pictures = createAttachments({ folder: join(dataFolder, 'attachments'), newId: randomUUID, log });
  const report = async (incident: Incident, locale: Locale) => {
    const events = records.events({ incidentId: incident.id, sinceSeq: 0, limit: printedEvents });
    const station = { name: site.station.name, timezone: site.station.timezone };
    const bytes = await readPictures(pictures, incident);
    return {
      html: reportPage({ incident, events, pictures: bytes, station, locale, nowMs: clock.nowMs() }),
      policy: reportPolicy,
    };
  };
  return {
    desk,
    port: {
      ...{ command: desk.command, deliver: desk.deliver, find: desk.find, open: desk.open, subscribe: desk.subscribe },
      ...{
        list: records.list,
        events: records.events,
        eventsFrom: records.eventsFrom,
        reportsOf: records.reportsOf,
        newestSeq: records.newestSeq,
      },
      ...{ pictures, report },
    },
    part: sweepPart(pictures, { isThere: records.has, isOwnStore: isWholeStore(opened) }, log),
  };
}

async function readPictures(pictures: Attachments, { id: incidentId, attachments }: Incident): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const { id } of attachments) {
    const bytes = await pictures.read(incidentId, id);
    if (bytes !== null) found.set(id, bytes);
  }
  return found;
}

interface Known {
  readonly isThere: (incidentId: string) => boolean;
  /** False where the store was made anew or came from a backup: then what it doesn't know was removed by nobody. */
  readonly isOwnStore: boolean;
}

function sweepPart(pictures: Attachments, { isThere, isOwnStore }: Known, log: Log): Part {
  let timer: NodeJS.Timeout | undefined;
  const attempt = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => log.warn({ error: errorText(error) }, 'pictures of old incidents could not be removed'));
  const sweep = (): void => void attempt(pictures.sweep(isThere));
  return {
    name: 'incidents',
    async start() {
      if (isOwnStore) sweep();
      else await attempt(pictures.setAside(isThere));
      timer = setInterval(sweep, hourMs).unref();
    },
    stop: () => clearInterval(timer),
  };
}

interface Ties {
  readonly desk: IncidentDesk;
  readonly pipeline: Pick<Pipeline, 'tick' | 'command' | 'openAlarms'>;
  readonly onAlarm: (listener: (event: AlarmTransition) => void) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** What goes wrong here is in the log and tried again by the next tick: the incident itself is stored by then. */
export function tieToAlarms({ desk, pipeline, onAlarm, clock, log }: Ties): void {
  let rung = ringing(desk);
  const attempt = (what: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      log.error({ error: errorText(error) }, what);
    }
  };
  const ring = (): void => {
    const now = ringing(desk);
    if (now === rung) return;
    rung = now;
    pipeline.tick(clock.nowMs());
  };
  desk.subscribe((news) => {
    attempt('a panic could not ring at once', ring);
    attempt('an alarm could not follow its incident', () => followIncident(pipeline, news, clock.nowMs()));
  });
  onAlarm((event) => attempt('an incident could not follow its alarm', () => followAlarm(desk, event)));
}

/** What the alarms of panics rest on: a change of it is worth a tick of its own. */
function ringing(desk: IncidentDesk): string {
  return panicConditions(desk.open())
    .map(({ key, priority }) => `${key} ${priority}`)
    .join('\n');
}

function followIncident(pipeline: Ties['pipeline'], { events, incident }: IncidentNews, nowMs: number): void {
  const alarmOf = (): Alarm | undefined =>
    pipeline.openAlarms().find(({ key, id }) => key === panicKey(incident.id) || id === incident.alarmId);
  for (const { change, actor } of events) {
    const alarmId = alarmOf()?.id;
    if (alarmId === undefined) continue;
    const isResolved = change.kind === 'resolved' && incident.kind === 'panic';
    if (isResolved || change.kind === 'acknowledged')
      pipeline.command({ kind: 'acknowledge', alarmId, by: actor.name, seenMs: nowMs }, nowMs);
    // The outcome is the operator's word that it is over; asking for a reset besides would only leave alarms standing.
    if (isResolved) pipeline.command({ kind: 'reset', alarmId, by: actor.name }, nowMs);
  }
}

function followAlarm(desk: IncidentDesk, { kind, actor, alarm }: AlarmTransition): void {
  if (kind === 'raised' && alarm.kind === 'panic') desk.linkAlarm(alarm.subject.id, alarm.id);
  if (kind !== 'acknowledged') return;
  const incident = desk
    .open()
    .find(({ id, alarmId }) => alarmId === alarm.id || (alarm.kind === 'panic' && id === alarm.subject.id));
  if (incident === undefined) return;
  // Alarms know their actors by name alone.
  const by = { id: `name:${actor}`, name: actor, kind: 'operator', role: 'operator', mayDirect: true, zone: null } as const;
  desk.command({ kind: 'acknowledge', incidentId: incident.id, by });
}
