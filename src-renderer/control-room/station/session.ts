/**
 * The page's life with its station: asks for everything once, then keeps the stores up to date from the real-time socket, and catches
 * up after a lost link. The only writer of the station's stores.
 */

import { routes } from '../../../src-contract/api/routes.ts';
import type { PartHealth } from '../../../src-contract/api/system.ts';
import { createAlertFeed } from '../../client/alert-feed.ts';
import { isSignedOut } from '../../client/errors.ts';
import { followSite } from '../../client/follow-site.ts';
import { createGather } from '../../client/gather.ts';
import { connectRealTime, type RealTimeLink, type StationMessage } from '../../client/real-time.ts';
import { createRestClient, type Reply } from '../../client/rest.ts';
import { sameValue } from '../../client/same-value.ts';
import { noteStationTime } from '../../client/station-clock.ts';
import { applyAlarmEvents, noteFlood, replaceAlarms } from '../alarms/alarms-store.ts';
import { createQueueFeed } from '../chat/queue-feed.ts';
import { applyIncidentUpdate, replaceIncidents, useIncidents } from '../incidents/incidents-store.ts';
import { appendLive } from '../zones/history-store.ts';
import { applyCameras } from './cameras-store.ts';
import { applyCrowdUpdate, applyZones, useCrowd } from './crowd-store.ts';
import { useGround } from './ground-store.ts';
import { applySensors, replaceSensors, useSensors } from './sensors-store.ts';
import { mayAct, useSession } from './session-store.ts';
import { useSite } from './site-store.ts';
import { applyTrains } from './trains-store.ts';
import { useWalkRevision } from './walk-revision.ts';

export const rest = createRestClient({ onSignedOut: leave });
/** For calls that bring a password along: a 401 there says that it was wrong, not that the session is over. */
export const restWithPassword = createRestClient();

const historyPage = 500;
/** More than a station keeps open. */
const incidentPage = 1000;
let link: RealTimeLink | null = null;
/** Parts of the page that show sensors just now. Most screens show none, and there may be thousands. */
let sensorFollowers = 0;
let unfollowSensors: (() => void) | null = null;
/** The same for maps that show people or density cells. */
let groundFollowers = 0;
let unfollowGround: (() => void) | null = null;

/** A flood brings 500 in a minute; ten changes of the page in a second are as good. */
const alarmEvents = createGather(applyAlarmEvents, 100);

const feed = createAlertFeed({
  fetchSince: async (seq) => {
    const reply = await rest.call(routes.alarmHistory, { query: { since_seq: seq, limit: historyPage } });
    return { events: reply.events, more: reply.next_cursor !== null };
  },
  onEvents: (events) => alarmEvents.add(events),
});

const heldPage = 100;

export const queueFeed = createQueueFeed({
  fetchQueue: async () => {
    const reply = await rest.call(routes.chatQueue, { query: { limit: heldPage } });
    return { items: reply.items, more: reply.next_cursor !== null };
  },
});

/** Asks for all that the page shows; `phase` tells how it ended. Safe to call again. */
export async function openSession(): Promise<void> {
  if (useSession.getState().phase !== 'unreachable') useSession.setState({ phase: 'loading' });
  try {
    const [caller, site, cameras, crowd] = await Promise.all([
      rest.call(routes.me),
      rest.call(routes.site),
      rest.call(routes.cameras),
      rest.call(routes.crowd),
      loadAlarms(),
    ]);
    // Viewers see none.
    if (caller.role !== 'viewer') await loadIncidents();
    noteStationTime(Date.parse(crowd.timestamp));
    useSite.setState({ site });
    applyCameras(cameras.cameras);
    applyZones(crowd.zones);
    useSession.setState({ phase: 'ready', caller });
  } catch (error) {
    useSession.setState({ phase: isSignedOut(error) ? 'signed-out' : 'unreachable' });
    return;
  }
  link ??= connectRealTime({
    subscriptions: ['crowd', 'alerts', 'incidents', 'system', ...(isOperator() ? (['chat'] as const) : [])],
    sinceSeq: (subscription) => (subscription === 'incidents' ? useIncidents.getState().seq : null),
    onMessage: take,
    onState: (state) => {
      useSession.setState({ link: state });
      if (state.kind === 'refused') leave();
      if (state.kind === 'connected') catchUp().catch(() => {});
      if (state.kind === 'connected' && isOperator()) queueFeed.refresh();
      if (state.kind === 'connected' && sensorFollowers > 0) askSensors();
    },
    onStationTime: noteStationTime,
  });
  if (sensorFollowers > 0) unfollowSensors ??= link.follow('sensors');
  if (groundFollowers > 0) unfollowGround ??= link.follow('ground');
}

/** `everywhere`: on all machines where this account is signed in. Throws StationError: the page stays as it is then. */
export async function signOut(everywhere = false): Promise<void> {
  await rest.call(routes.logout, { body: { everywhere } });
  leave();
}

/** Keeps the sensors up to date until the returned end of it. */
export function followSensors(): () => void {
  sensorFollowers += 1;
  unfollowSensors ??= link?.follow('sensors') ?? null;
  // After the subscription: what changes in between is told then.
  askSensors();
  return () => {
    sensorFollowers -= 1;
    if (sensorFollowers > 0) return;
    unfollowSensors?.();
    unfollowSensors = null;
  };
}

/** Keeps the crowd on the ground up to date until the returned end of it. */
export function followGround(): () => void {
  groundFollowers += 1;
  unfollowGround ??= link?.follow('ground') ?? null;
  return () => {
    groundFollowers -= 1;
    if (groundFollowers > 0) return;
    unfollowGround?.();
    unfollowGround = null;
    useGround.setState({ update: null });
  };
}

/** All of them anew; `useSensors` says how it went. */
export async function askSensors(): Promise<void> {
  try {
    const { sensors } = await rest.call(routes.sensors);
    replaceSensors(sensors);
  } catch (fault) {
    useSensors.setState({ fault });
  }
}

/** Who this is may have changed: its account, or that there is an administrator now. */
export async function askWho(): Promise<void> {
  useSession.setState({ caller: await rest.call(routes.me) });
}

/** Whoever signs in next gets a link of its own. */
function leave(): void {
  link?.close();
  link = null;
  unfollowSensors = null;
  unfollowGround = null;
  useSession.setState({ phase: 'signed-out', caller: null });
}

const noteSiteRevision = followSite({
  shown: () => useSite.getState().site?.revision ?? null,
  ask: async () => {
    const [site, { cameras }] = await Promise.all([rest.call(routes.site), rest.call(routes.cameras)]);
    useSite.setState({ site });
    applyCameras(cameras);
  },
});

function isOperator(): boolean {
  return mayAct(useSession.getState().caller);
}

function take(message: StationMessage): void {
  switch (message.type) {
    case 'crowd_update':
      applyCrowdUpdate(message);
      applyTrains(message.trains, Date.parse(message.timestamp));
      useWalkRevision.setState({ revision: message.walk_revision });
      noteSiteRevision(message.site_revision);
      appendLive(useCrowd.getState().zones, Date.parse(message.timestamp));
      return;
    case 'alert':
      feed.push(message.data);
      return;
    case 'alarm_flood':
      noteFlood(message.flood);
      return;
    case 'incident_update':
      applyIncidentUpdate(message);
      return;
    case 'incident_snapshot':
      replaceIncidents(message.incidents, message.seq);
      return;
    case 'system_status':
      applyCameras(message.cameras);
      useSession.setState((old) => ({
        storeFault: storeFault(message.parts),
        engines: kept(old.engines, message.parts.filter(isEngine)),
        intakes: kept(old.intakes, message.parts.filter(isIntake)),
      }));
      return;
    case 'ground_update':
      useGround.setState({ update: message });
      return;
    case 'sensor_update':
      applySensors(message.sensors);
      return;
    case 'chat_update':
      queueFeed.push(message.message);
      return;
    case 'error':
      return;
  }
}

/** The whole list, and the number that the events go on from. */
async function loadAlarms(): Promise<void> {
  takeAlarms(await rest.call(routes.alarms));
}

function takeAlarms({ alarms, timestamp, seq, flood }: Reply<typeof routes.alarms>): void {
  alarmEvents.flush();
  replaceAlarms(alarms, timestamp);
  noteFlood(flood);
  feed.start(seq);
}

/** Those that aren't resolved; what happens meanwhile is told again from the lower of the two numbers. */
async function loadIncidents(): Promise<void> {
  const [open, inHand] = await Promise.all(
    (['open', 'in-progress'] as const).map((status) => rest.call(routes.incidents, { query: { status, limit: incidentPage } })),
  );
  if (open === undefined || inHand === undefined) return;
  replaceIncidents([...open.incidents, ...inHand.incidents], Math.min(open.seq, inHand.seq));
}

/** After each connection: the events that were missed; everything anew when the station's numbers began again (another data folder). */
async function catchUp(): Promise<void> {
  const known = feed.seq();
  const reply = await rest.call(routes.alarms);
  if (known === null || reply.seq < known) {
    takeAlarms(reply);
    return;
  }
  noteFlood(reply.flood);
  await feed.resume();
}

/** The old one where nothing changed: a new one would render all that shows it. */
function kept<T>(old: T, now: T): T {
  return sameValue(old, now) ? old : now;
}

/** Each engine of the relay is a part of its own. */
function isEngine({ name }: PartHealth): boolean {
  return name.startsWith('relay:');
}

const intakeNames: readonly string[] = ['sensors', 'mqtt', 'tcp'];

function isIntake({ name }: PartHealth): boolean {
  return intakeNames.includes(name);
}

function storeFault(parts: readonly PartHealth[]): string | null {
  const store = parts.find((part) => part.name === 'database' && part.state === 'down');
  return store === undefined ? null : (store.detail ?? '');
}
