/**
 * The phone's life with its station: shows the last state at once, asks for the present one, then follows the socket; after a lost link it
 * asks for the alarm events that it missed, by number. The only writer of the phone's store.
 */
import type { AlarmEventReply, AlarmReply } from '../../../src-contract/api/alarms.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { createAlertFeed } from '../../client/alert-feed.ts';
import { isSignedOut } from '../../client/errors.ts';
import { followSite } from '../../client/follow-site.ts';
import { connectRealTime, type RealTimeLink, type StationMessage } from '../../client/real-time.ts';
import { createRestClient } from '../../client/rest.ts';
import { noteStationTime } from '../../client/station-clock.ts';
import { answerQueue } from '../alerts/answer-queue.ts';
import { forgetChat } from '../chat/chat-store.ts';
import { forgetTrend } from '../now/trend-store.ts';
import { callQueue } from '../panic/panic-queue.ts';
import { usePreferences } from '../preferences-store.ts';
import { forgetReports } from '../report/report-queue.ts';
import { useWake } from '../shift/wake-lock.ts';
import { forgetWays } from '../way/way-store.ts';
import { forgetLastState, keepLastState, showLastState } from './last-state.ts';
import { usePhone } from './phone-store.ts';

const historyPage = 500;
const retryMs = 4000;

export const rest = createRestClient({ onSignedOut: () => leave() });

let link: RealTimeLink | null = null;
let stopKeeping: (() => void) | null = null;
let retry: ReturnType<typeof setTimeout> | null = null;

const feed = createAlertFeed({
  fetchSince: async (seq) => {
    const reply = await rest.call(routes.alarmHistory, { query: { since_seq: seq, limit: historyPage } });
    return { events: reply.events, more: reply.next_cursor !== null };
  },
  onEvents: applyEvents,
});

/** Safe to call again. */
export async function openSession(): Promise<void> {
  if (usePhone.getState().phase === 'loading' && showLastState()) usePhone.setState({ phase: 'ready' });
  try {
    const [caller, site, crowd, { trains }, { network }] = await Promise.all([
      rest.call(routes.me),
      rest.call(routes.site),
      rest.call(routes.crowd),
      rest.call(routes.incomingTrains),
      rest.call(routes.network),
    ]);
    noteStationTime(Date.parse(crowd.timestamp));
    usePhone.setState({ caller, site, network, zones: crowd.zones, trains, asOfMs: Date.parse(crowd.timestamp) });
    await loadAlarms();
    usePhone.setState({ phase: 'ready' });
  } catch (error) {
    if (isSignedOut(error)) return;
    if (usePhone.getState().phase !== 'ready') usePhone.setState({ phase: 'unreachable' });
    if (retry !== null) clearTimeout(retry);
    retry = setTimeout(openSession, retryMs);
    if (usePhone.getState().phase !== 'ready') return;
  }
  stopKeeping ??= keepLastState();
  link ??= connectRealTime({
    subscriptions: ['crowd', 'alerts', 'incidents', 'system'],
    onMessage: take,
    onState: (state) => {
      if (state.kind === 'refused') leave();
      else usePhone.setState({ link: state });
      if (state.kind === 'connected') catchUp().catch(() => {});
    },
    onStationTime: noteStationTime,
  });
  sayPresence();
}

/** Tells the control room whether this phone is on shift and can be reached. */
export function sayPresence(): void {
  link?.sayPresence({ onShift: usePreferences.getState().onShift, awake: useWake.getState().wake.kind === 'awake' });
}

/** Tells the station that what came up to `seq` is on this phone's screen. */
export function acknowledgeIncidents(seq: number): void {
  link?.acknowledgeIncidents(seq);
}

/** The station knows this phone no more: nothing of the station stays on it. */
export function leave(): void {
  if (retry !== null) clearTimeout(retry);
  stopKeeping?.();
  link?.close();
  [retry, stopKeeping, link] = [null, null, null];
  forgetLastState();
  forgetTrend();
  usePhone.setState({
    phase: 'joining',
    caller: null,
    site: null,
    zones: [],
    trains: [],
    asOfMs: null,
    alarms: {},
    alarmSeq: null,
  });
  callQueue.forget();
  answerQueue.forget();
  forgetReports();
  forgetChat();
  forgetWays();
}

export async function signOut(): Promise<void> {
  await rest.call(routes.logout).catch(() => {});
  leave();
}

const noteSiteRevision = followSite({
  shown: () => usePhone.getState().site?.revision ?? null,
  ask: async () => usePhone.setState({ site: await rest.call(routes.site) }),
});

function take(message: StationMessage): void {
  if (message.type === 'crowd_update') {
    const station = message.stations[0];
    const { trains, timestamp, walk_revision: walkRevision } = message;
    if (station !== undefined) usePhone.setState({ zones: station.zones, trains, walkRevision, asOfMs: Date.parse(timestamp) });
    noteSiteRevision(message.site_revision);
  } else if (message.type === 'alert') feed.push(message.data);
  else if (message.type === 'incident_update' || message.type === 'incident_snapshot')
    usePhone.setState({ incidentSeq: message.seq });
}

function applyEvents(events: readonly AlarmEventReply[]): void {
  const alarms = { ...usePhone.getState().alarms };
  for (const { alarm } of events) {
    if (alarm.state === 'normal') delete alarms[alarm.id];
    else alarms[alarm.id] = alarm;
  }
  usePhone.setState({ alarms, alarmSeq: events.at(-1)?.seq ?? feed.seq() });
}

/** The reply to an answer; the event itself follows over the socket, if it isn't here already. */
export function applyAlarm(alarm: AlarmReply): void {
  const { alarms } = usePhone.getState();
  const known = alarms[alarm.id];
  if (known === undefined || Date.parse(known.changed_at) >= Date.parse(alarm.changed_at)) return;
  usePhone.setState({ alarms: { ...alarms, [alarm.id]: alarm } });
}

/** The whole list, and the number that the events go on from. */
async function loadAlarms(): Promise<void> {
  const reply = await rest.call(routes.alarms);
  const open = reply.alarms.filter(({ state }) => state !== 'normal');
  usePhone.setState({ alarms: Object.fromEntries(open.map((alarm) => [alarm.id, alarm])), alarmSeq: reply.seq });
  feed.start(reply.seq);
}

/** After each connection; everything anew when the station's numbers began again (another data folder). */
async function catchUp(): Promise<void> {
  const known = feed.seq();
  const { seq } = await rest.call(routes.alarms);
  if (known === null || seq < known) await loadAlarms();
  else await feed.resume();
}
