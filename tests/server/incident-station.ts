/** A test station with real incidents: a real store, desk, pipeline and pictures behind the server, tied together as kavach.ts does it. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Role } from '../../src-contract/domain/roles.ts';
import { panicConditions } from '../../src-main/community/incidents/panic-conditions.ts';
import { alarmsPort } from '../../src-main/composition/alarms-port.ts';
import { createIncidents, type Incidents, tieToAlarms } from '../../src-main/composition/incidents.ts';
import { createListeners } from '../../src-main/composition/listeners.ts';
import { createPipeline, type Pipeline } from '../../src-main/pipeline.ts';
import type { StoredTransition } from '../../src-main/store/alarms.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import { site } from '../community/incidents/desk-fixture.ts';
import { openTestStore, type Place, silentLog, temporaryPlace } from '../store/store-fixture.ts';
import { sha256, startTestStation, type TestStation } from './test-station.ts';

export interface IncidentStation {
  readonly station: TestStation;
  readonly store: Store;
  readonly incidents: Incidents;
  readonly pipeline: Pipeline;
  readonly place: Place;
  /** Headers of somebody of that name; the same person each time. */
  as(name: string, role: Role, zone?: string): Record<string, string>;
  /** The parsed answer, with its status. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into replies freely
  ask(method: string, path: string, who: Record<string, string>, body?: unknown): Promise<{ status: number; body: any }>;
}

export async function startIncidentStation(place: Place = temporaryPlace(), limits: object = {}): Promise<IncidentStation> {
  const clock = { nowMs: () => Date.now() };
  const store = openTestStore(place);
  const events = createListeners<StoredTransition>(silentLog);
  const incidents = createIncidents({ store, site, dataFolder: place.folder, bandOf: () => 'unknown', clock, log: silentLog });
  const pipeline = createPipeline<StoredTransition>({
    ...{ site, restored: store.alarms.open(), nowMs: clock.nowMs() },
    partConditions: () => panicConditions(incidents.desk.open()),
    sensorKnown: () => true,
    isForecastKnown: () => true,
    isWeatherKnown: () => true,
    saveAlarms: (transitions) => store.alarms.append(transitions),
    onAlarms: (transitions) => transitions.forEach(events.tell),
    ...{ onCrossings: () => undefined, onTracks: () => undefined, onSnapshot: () => undefined, onJudged: () => undefined },
  });
  tieToAlarms({ desk: incidents.desk, pipeline, onAlarm: events.add, clock, log: silentLog });
  pipeline.tick(clock.nowMs());
  const station = await startTestStation({
    ...{ station: site.station, incidents: incidents.port, limits },
    alarms: alarmsPort(pipeline, store, clock, events.add),
  });
  onTestFinished(() => station.stop());
  const known = new Map<string, Record<string, string>>();
  return {
    ...{ station, store, incidents, pipeline, place },
    as(name, role, zone) {
      const headers = known.get(name) ?? signIn(station, name, role, zone ?? null);
      known.set(name, headers);
      return headers;
    },
    async ask(method, path, who, body) {
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const init = { method, headers: { origin: station.origin, ...who, ...json } };
      const response = await fetch(station.origin + path, body === undefined ? init : { ...init, body: JSON.stringify(body) });
      const text = await response.text();
      return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
    },
  };
}

/** The name is the id as well, so that somebody is the same person on a second station of the same place. */
function signIn({ store }: TestStation, name: string, role: Role, zone: string | null): { cookie: string } {
  const secret = randomBytes(32).toString('base64url');
  store.sessions.create({
    ...{ id: name, kind: 'link', accountId: null, name, role, lines: null, zone, language: null, agent: null },
    ...{ createdMs: Date.now(), expiresMs: Date.now() + 60_000, secretHash: sha256(secret), refreshNo: null },
  });
  return { cookie: `kavach_session=${secret}` };
}

export function attachmentsFolder(place: Place, incidentId: string): string {
  return join(place.folder, 'attachments', incidentId);
}
