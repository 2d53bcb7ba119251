/**
 * Incident news → `incident_update` messages to those who may see the incident. A new incident goes at once, and so does the first news
 * after a pause; what else comes within a moment goes together, one message an incident, in order of their newest numbers. So a client
 * that has a number has all that came before, and a flood of reports doesn't flood the phones.
 */
import { type Incident, severityRank } from '../../src-contract/domain/incident.ts';
import type { IncidentEvent, IncidentNews } from '../../src-contract/domain/incident-event.ts';
import type { Clock } from '../clock.ts';
import { mayReadIncident } from './incident-access.ts';
import type { IncidentsPort } from './incidents-port.ts';
import { bytesOf, catchUpBytes, fitting } from './snapshot-fit.ts';
import type { SocketClient } from './socket-client.ts';
import { incidentUpdate, shortState } from './wire/incidents.ts';
import { encodeMessage } from './wire/messages.ts';

export interface IncidentFeed {
  /** With `sinceSeq`: what came after it first. */
  join(client: SocketClient, sinceSeq?: number): void;
  leave(client: SocketClient): void;
  start(): void;
  stop(): void;
}

/** Shorter than anybody notices, long enough to make one message of a burst. */
const togetherMs = 100;
/** More events than this are told as a snapshot: it is shorter. */
const mostReplayed = 500;

export function createIncidentFeed(incidents: IncidentsPort, clock: Clock): IncidentFeed {
  const members = new Set<SocketClient>();
  const waiting = new Map<string, { events: IncidentEvent[]; incident: Incident }>();
  let sentMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  let unsubscribe: (() => void) | null = null;

  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    sentMs = clock.nowMs();
    const news = inOrder([...waiting.values()]);
    waiting.clear();
    if (members.size === 0) return;
    for (const { events, incident } of news) {
      const message = encodeMessage(incidentUpdate(events, incident));
      for (const client of members) if (mayReadIncident(client.caller, incident)) client.send(message);
    }
  };
  const take = ({ events, incident }: IncidentNews): void => {
    waiting.set(incident.id, { events: [...(waiting.get(incident.id)?.events ?? []), ...events], incident });
    // Of new incidents there are few, even in a flood: reports are put together.
    const isNew = events.some(({ change }) => change.kind === 'opened');
    const waitMs = isNew ? 0 : sentMs + togetherMs - clock.nowMs();
    if (waitMs <= 0) flush();
    else timer ??= setTimeout(flush, Math.ceil(waitMs));
  };

  return {
    join(client, sinceSeq) {
      // What waits is told to the others first: a newcomer reads it from the store.
      if (waiting.size > 0) flush();
      if (sinceSeq !== undefined) for (const message of missedSince(incidents, client, sinceSeq)) client.send(message);
      members.add(client);
    },
    leave: (client) => void members.delete(client),
    start() {
      unsubscribe = incidents.subscribe(take);
    },
    stop() {
      unsubscribe?.();
      if (timer !== null) clearTimeout(timer);
      members.clear();
    },
  };
}

function inOrder<T extends IncidentNews>(news: readonly T[]): T[] {
  return news.toSorted((a, b) => (a.events.at(-1)?.seq ?? 0) - (b.events.at(-1)?.seq ?? 0));
}

/** One message an incident with all that was missed of it. A number from another store, higher than ours, is worth nothing. */
function missedSince(incidents: IncidentsPort, client: SocketClient, sinceSeq: number): Buffer[] {
  const newest = incidents.newestSeq();
  const events = incidents.events({ sinceSeq, limit: mostReplayed + 1 });
  if (events.length > mostReplayed || sinceSeq > newest) return [snapshotFor(incidents, client, newest)];
  const byIncident = Map.groupBy(events, ({ incidentId }) => incidentId);
  const news = [...byIncident].flatMap(([id, own]) => {
    const incident = incidents.find(id);
    return incident === null || !mayReadIncident(client.caller, incident) ? [] : [{ events: own, incident }];
  });
  const messages = inOrder(news).map((one) => encodeMessage(incidentUpdate(one.events, one.incident)));
  return bytesOf(messages) > catchUpBytes ? [snapshotFor(incidents, client, newest)] : messages;
}

function snapshotFor(incidents: IncidentsPort, client: SocketClient, seq: number): Buffer {
  const open = incidents.open().filter((incident) => mayReadIncident(client.caller, incident));
  const worstFirst = open.toSorted((a, b) => severityRank(b.severity) - severityRank(a.severity));
  const { fit, leftOut } = fitting(worstFirst.map(shortState));
  return encodeMessage({ type: 'incident_snapshot', snapshot: true, seq, incidents: fit, left_out: leftOut });
}
