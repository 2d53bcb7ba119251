/**
 * A real server on a free port whose ports are filled by hand: a test moves the crowd, raises alarms and feeds live pictures. Who
 * people are is in a real store.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CameraReply } from '../../src-contract/api/cameras.ts';
import type { CrowdHistoryReply } from '../../src-contract/api/crowd.ts';
import type { Alarm, AlarmCommand, AlarmTransition } from '../../src-contract/domain/alarm.ts';
import type { PlaceView } from '../../src-contract/domain/chat.ts';
import type { ChatDesk } from '../../src-contract/domain/chat-command.ts';
import type { Frame } from '../../src-contract/domain/frame.ts';
import type { Role } from '../../src-contract/domain/roles.ts';
import type { TrackedFrame } from '../../src-contract/domain/track.ts';
import type { Clock } from '../../src-main/clock.ts';
import { createClock } from '../../src-main/clock.ts';
import { noEvidence } from '../../src-main/commands/bench/no-evidence.ts';
import { createChatDesk } from '../../src-main/community/chat/chat-desk.ts';
import { loadWordLists } from '../../src-main/community/load-word-lists.ts';
import { createStationEvents } from '../../src-main/composition/events.ts';
import { createOverview } from '../../src-main/composition/overview.ts';
import { createStationSensors, noIntake } from '../../src-main/composition/sensors.ts';
import { createStationWeather } from '../../src-main/composition/weather.ts';
import { createLog } from '../../src-main/log.ts';
import type { AlarmCommandAnswer } from '../../src-main/server/alarm-desk-port.ts';
import type { CameraSetUpPort } from '../../src-main/server/camera-set-up-port.ts';
import type { CrowdSnapshot, FramesPort, LiveEvent, NumberedTransition, ServerDeps } from '../../src-main/server/ports.ts';
import { createServer, type Server } from '../../src-main/server/server.ts';
import { settingsSchema } from '../../src-main/settings.ts';
import { openStore, type Store } from '../../src-main/store/open-store.ts';
import { crowdSnapshot } from './crowd-example.ts';
import {
  sitePlan,
  testAlarmDesk,
  testForecasts,
  testPlaces,
  testReplay,
  testSite,
  testSiteConfig,
  testTrains,
  testUpkeep,
  testWalks,
} from './test-desks.ts';

export const adminKey = randomBytes(32).toString('base64url');

export interface TestStation {
  readonly origin: string;
  readonly port: number;
  readonly server: Server;
  readonly commands: AlarmCommand[];
  readonly store: Store;
  readonly frames: Map<string, Frame>;
  /** How long `commandAlarm` takes to answer. */
  answerCommand: (command: AlarmCommand) => Promise<AlarmCommandAnswer>;
  setCrowd(snapshot: CrowdSnapshot): void;
  announce(transition: AlarmTransition): number;
  live(event: LiveEvent): void;
  liveViewers(): number;
  overlay(frame: TrackedFrame): void;
  /** Headers of a browser that is signed in with this role, and its session's id. */
  signedIn(role: Role, lifeMs?: number): { cookie: string };
  /** A one-time link's code. */
  oneTimeCode(role: Role): string;
  /** A fetch with the admin key. */
  get(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
}

type Overrides = Partial<ServerDeps>;

export async function startTestStation(overrides: Overrides = {}): Promise<TestStation> {
  const clock: Clock = overrides.clock ?? createClock();
  const crowdListeners = new Set<() => void>();
  const alarmListeners = new Set<(event: NumberedTransition) => void>();
  const liveListeners = new Set<(event: LiveEvent) => void>();
  const overlayListeners = new Set<(frame: TrackedFrame) => void>();
  const { store, folder, removeStore } = openTemporaryStore(clock);
  const frames = new Map<string, Frame>();
  const commands: AlarmCommand[] = [];
  const events: NumberedTransition[] = [];
  let snapshot: CrowdSnapshot | null = crowdSnapshot(4, clock.nowMs());
  const trains = testTrains(store, clock, folder, () => snapshot);
  const sensors = createStationSensors({
    ...{ store, clock, site: testSite, predict: null },
    intake: noIntake,
    log: createLog('silent'),
  });
  await sensors.part.start();
  const forecasts = testForecasts(store, clock, sensors);
  const settings = settingsSchema.parse({ KAVACH_ONLINE: 'off' });
  const weather = createStationWeather({
    store,
    site: testSite,
    settings,
    sensors: sensors.book,
    clock,
    log: createLog('silent'),
  });
  const places = testPlaces(store, clock);

  const deps: ServerDeps = {
    host: '127.0.0.1',
    port: 0,
    tls: null,
    allowedHosts: [],
    corsOrigins: [],
    version: '0.0.0-test',
    staticFolder: null,
    log: createLog('silent'),
    clock,
    publishHz: () => 2,
    adminKey,
    station: { id: 'DDR', name: 'Dadar', lines: ['western', 'central'] },
    site: () => sitePlan,
    baseMap: () => null,
    siteConfig: testSiteConfig(folder),
    crowd: { current: () => snapshot, subscribe: subscriber(crowdListeners) },
    crowdHistory: { zone: (query) => emptyHistory(query.zone, query.resolution) },
    alarms: {
      open: () => ({ seq: events.length, alarms: events.map(({ alarm }) => alarm) }),
      history: () => ({ events: [...events], nextCursor: null }),
      command: (command) => {
        commands.push(command);
        return station.answerCommand(command);
      },
      subscribe: subscriber(alarmListeners),
    },
    alarmDesk: testAlarmDesk(store, clock).port,
    incidents: noIncidents,
    chat: testChat(store, clock),
    trains: trains.port,
    weather: weather.port,
    events: createStationEvents({ store, site: testSite, clock }).port,
    places: places.port,
    walks: testWalks(store, clock, forecasts).port,
    sensors: sensors.port,
    forecasts: forecasts.port,
    overview: createOverview({ site: testSite, store, events: { occurrences: () => [] } }),
    ground: () => ({ people: [{ at: [72.84, 19.02], persons: 1 }], cells: [] }),
    replay: testReplay(store, clock, folder).port,
    estimates: { of: () => null, report: () => [], kept: () => null },
    evidence: noEvidence(store),
    ...testUpkeep(store, clock, folder),
    cameras: {
      list: () => [camera],
      frame: (id) => frames.get(id) ?? null,
      live: () => ({ subscribe: subscriber(liveListeners) }),
      overlays: (_id, listener) => subscriber(overlayListeners)(listener),
    },
    cameraSetUp: noCameraSetUp,
    frames: noFrames,
    tokenSecret: 'secret of the test station, long enough',
    ...{ accounts: store.accounts, sessions: store.sessions, oneTimeCodes: store.oneTimeCodes },
    layouts: store.layouts,
    ...{ pairingCodes: store.pairingCodes, serviceKeys: store.serviceKeys, audit: store.audit },
    health: () => [{ name: 'store', state: 'ok', detail: null, latency_ms: 1 }],
    truth: () => ({ atMs: clock.nowMs(), count: 3, zones: { z0: { count: 3, densityPerM2: 0.5 } }, lines: {}, positions: [] }),
    ...overrides,
  };

  const server = createServer(deps);
  const { port } = await server.start();
  const origin = `http://127.0.0.1:${port}`;
  const withKey = { 'x-api-key': adminKey };
  const station: TestStation = {
    origin,
    port,
    server,
    commands,
    store,
    frames,
    answerCommand: async (command) => ({ ok: true, alarm: exampleAlarm(command.alarmId) }),
    setCrowd(next) {
      snapshot = next;
      for (const listener of crowdListeners) listener();
    },
    announce(transition) {
      const event = { ...transition, seq: events.length + 1 };
      events.push(event);
      for (const listener of alarmListeners) listener(event);
      return event.seq;
    },
    live(event) {
      for (const listener of liveListeners) listener(event);
    },
    liveViewers: () => liveListeners.size,
    overlay(frame) {
      for (const listener of overlayListeners) listener(frame);
    },
    signedIn(role, lifeMs = 60_000) {
      const secret = randomBytes(32).toString('base64url');
      const createdMs = clock.nowMs();
      store.sessions.create({
        ...{ id: randomBytes(9).toString('base64url'), kind: 'link', accountId: null, name: role, role, lines: null, zone: null },
        ...{ language: null, agent: null, createdMs, expiresMs: createdMs + lifeMs, secretHash: sha256(secret), refreshNo: null },
      });
      return { cookie: `kavach_session=${secret}` };
    },
    oneTimeCode(role) {
      const code = randomBytes(9).toString('base64url');
      const grant = { name: 'control room', role, expiresMs: clock.nowMs() + 60_000, loopbackOnly: true };
      store.oneTimeCodes.add(sha256(code), grant);
      return code;
    },
    get: (path, init = {}) => fetch(origin + path, { ...init, headers: { ...withKey, ...init.headers } }),
    post: (path, body, headers = {}) =>
      fetch(origin + path, {
        method: 'POST',
        headers: { ...withKey, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async stop() {
      await server.stop();
      await trains.part.stop();
      await places.part.stop();
      await sensors.part.stop();
      await forecasts.part.stop();
      await removeStore();
    },
  };
  return station;
}

function openTemporaryStore(clock: Clock): { store: Store; folder: string; removeStore: () => Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-server-'));
  const retention = {
    samples_days: 30,
    tracks_days: 2,
    replay_days: 7,
    rollups_days: 730,
    alarms_days: 1825,
    chat_days: 90,
    max_database_mb: 4000,
  };
  const place = { file: join(folder, 'kavach.db'), backupFolder: join(folder, 'backups') };
  const store = openStore({ ...place, retention, log: createLog('silent'), clock });
  return {
    store,
    folder,
    async removeStore() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function subscriber<T>(listeners: Set<T>): (listener: T) => () => void {
  return (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
}

function emptyHistory(zone: string, resolution: CrowdHistoryReply['resolution']): CrowdHistoryReply {
  return { zone, resolution, points: [], truncated: false };
}

export function exampleAlarm(id: string, overrides: Partial<Alarm> = {}): Alarm {
  return {
    id,
    key: `crowd-density:zone:${id}`,
    kind: 'crowd-density',
    subject: { type: 'zone', id: 'z0' },
    priority: 'high',
    facts: { zone: 'Platform 1', band: 'red', basis: 'density', densityPerM2: 4.2 },
    life: 'unacknowledged',
    active: true,
    acknowledged: false,
    latching: false,
    timeToActS: 120,
    raisedMs: 1_750_000_000_000,
    changedMs: 1_750_000_000_000,
    acknowledgedMs: null,
    acknowledgedBy: null,
    returnedMs: null,
    closedMs: null,
    shelving: null,
    suppressedBy: null,
    answers: [],
    answersLeftOut: 0,
    ...{ callingSinceMs: null, escalation: 0, assignee: null, comments: 0, steps: [] },
    ...overrides,
  };
}

/** A station where nothing happens; tests of incidents bring a real desk. */
const noIncidents: ServerDeps['incidents'] = {
  command: () => ({ ok: false, code: 'NOT_FOUND', message: 'There is no incident here.' }),
  ...{
    deliver: () => {},
    find: () => null,
    open: () => [],
    events: () => [],
    eventsFrom: () => [],
    reportsOf: () => [],
    newestSeq: () => 0,
  },
  list: () => ({ incidents: [], nextCursor: null }),
  subscribe: () => () => {},
  pictures: {
    save: () => Promise.reject(new Error('no pictures are kept here')),
    read: async () => null,
    remove: async () => {},
  },
  report: async () => ({ html: '', policy: '' }),
};

const wordLists = loadWordLists(join(import.meta.dirname, '../../resources/moderation'), '');

/** The real desk over the station's real store. */
export function testChat(store: Store, clock: Clock, viewOf: (zoneId: string) => PlaceView | null = () => null): ChatDesk {
  const places = [{ zoneId: 'z0', names: ['Zone 0'], platform: '1' }];
  const log = createLog('silent');
  return createChatDesk({
    records: store.chat,
    lines: () => ['western', 'central'],
    lists: wordLists,
    places: () => places,
    viewOf,
    newId: randomUUID,
    clock,
    log,
  });
}

/** Pictures sent in find no model here; tests of them bring their own port. */
const noCameraSetUp: CameraSetUpPort = {
  test: async () => ({ ok: false, reason: 'no cameras here' }),
  discover: async () => [],
  streams: async () => ({ ok: false, reason: 'no cameras here' }),
};

const noFrames: FramesPort = {
  ...{ mostBytes: 1_000_000, mostClients: 50, crowdThreshold: 10, leave: () => {} },
  analyse: async () => ({ kind: 'refused', code: 'PROCESSING_ERROR', message: 'No model is at hand here.' }),
  models: async () => ({ body: { kind: 'none', reason: 'a test' }, face: { kind: 'none', reason: 'a test' } }),
  counters: () => ({ analysedTotal: 0, replacedTotal: 0, refusedTotal: 0, failedTotal: 0, waiting: 0, meanWorkMs: null }),
};

const camera: CameraReply = {
  id: 'c1',
  name: 'Camera 1',
  address: 'twin:platform-1',
  state: { kind: 'live', since: '2026-01-01T00:00:00.000Z', reason: null },
  detection: { kind: 'running', model: 'yolox', reason: null },
  mode: 'detect',
  gain: null,
  fps: 5,
  width: 640,
  height: 360,
  codec: 'h264',
  frames_total: 100,
  dropped_total: 2,
  corrupt_total: 0,
  restarts_total: 1,
  calibrated: true,
  calibration_error_m: 0.1,
  zones: [],
  lines: [],
};
