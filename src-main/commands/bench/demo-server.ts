/** The station's server alone, with the demo site's zones and counting lines in it and nothing behind: what is measured is the server. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAlarmDesk } from '../../composition/alarm-desk.ts';
import { findAppFiles } from '../../composition/app-files.ts';
import { createStationBackups } from '../../composition/backups.ts';
import { createCare } from '../../composition/care.ts';
import { createChat } from '../../composition/chat-desk.ts';
import { createStationEvents } from '../../composition/events.ts';
import { createStationForecasts } from '../../composition/forecasts.ts';
import { createOverview } from '../../composition/overview.ts';
import { createStationPlaces } from '../../composition/places.ts';
import { createStationReplay } from '../../composition/replay.ts';
import { createStationSensors, noIntake } from '../../composition/sensors.ts';
import { sitePlan } from '../../composition/site-plan.ts';
import { createStationTrains } from '../../composition/trains.ts';
import { createStationWalks } from '../../composition/walks.ts';
import { createStationWeather } from '../../composition/weather.ts';
import { initialCrowd } from '../../crowd/crowd-memory.ts';
import { createCrowdModel } from '../../crowd/crowd-model.ts';
import { readSiteState } from '../../crowd/read-site-state.ts';
import { createLog } from '../../log.ts';
import { advanceRisk, emptyRiskMemory } from '../../risk/advance-risk.ts';
import { createServer } from '../../server/server.ts';
import { settingsSchema } from '../../settings.ts';
import { createCovariates } from '../../site/estimates/covariates.ts';
import { loadSiteFile } from '../../site-file.ts';
import { openStore } from '../../store/open-store.ts';
import { repositoryRoot } from '../station-process.ts';
import { noEvidence } from './no-evidence.ts';

export interface DemoServer {
  readonly url: string;
  readonly headers: Record<string, string>;
  /** Publishes a state with the present time. */
  push(): void;
  messageBytes(): number;
  stop(): Promise<void>;
}

export async function demoServer(): Promise<DemoServer> {
  const site = loadSiteFile(join(repositoryRoot, 'resources/demo-site/site.yaml'));
  const model = createCrowdModel(site);
  const memory = initialCrowd(model);
  const adminKey = randomBytes(32).toString('base64url');
  const listeners = new Set<() => void>();
  let bytes = 0;
  const current = () => {
    // Wall time, so that clients in another process can compare.
    const state = readSiteState(model, memory, Date.now());
    return { state, risk: advanceRisk(site, emptyRiskMemory, state).risk };
  };
  const nothing = () => undefined;
  const folder = mkdtempSync(join(tmpdir(), 'kavach-bench-'));
  const log = createLog('error');
  const clock = { nowMs: () => Date.now() };
  const place = { file: join(folder, 'kavach.db'), backupFolder: join(folder, 'backups') };
  const store = openStore({ ...place, retention: site.retention, log, clock });
  const sensors = createStationSensors({ store, site, clock, log, predict: null, intake: noIntake });
  const upkeep = () => {
    const files = findAppFiles(import.meta.dirname);
    const base = { ...{ store, site, files, clock, restart: () => {} }, dataFolder: folder, siteFile: files.demoSite };
    const { port: backups, thread } = createStationBackups({ ...base, log, station: () => site.station, sessionRow: () => null });
    const facts = { settings: settingsSchema.parse({}), adminKey, cameras: () => [] };
    return { backups, care: createCare({ ...base, ...facts, thread }) };
  };
  const server = createServer({
    ...{ host: '127.0.0.1', port: 0, tls: null, allowedHosts: [], corsOrigins: [], version: 'bench', staticFolder: null },
    ...{ log, clock },
    publishHz: () => 10,
    adminKey,
    station: site.station,
    site: () => sitePlan(site, 'bench', false),
    baseMap: () => null,
    cameraSetUp: {
      discover: async () => [],
      streams: async () => ({ ok: false, reason: 'a bench has no cameras' }),
      test: async () => ({ ok: false, reason: 'a bench has no cameras' }),
    },
    siteConfig: {
      read: () => ({ revision: 'bench', versions: 0, site: { ...site, cameras: [] } }),
      ...{ change: () => [], restore: () => [], revision: () => 'bench' },
    },
    crowd: {
      current,
      subscribe(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    crowdHistory: { zone: ({ zone, resolution }) => ({ zone, resolution, points: [], truncated: false }) },
    alarms: {
      open: () => ({ seq: 0, alarms: [] }),
      history: () => ({ events: [], nextCursor: null }),
      command: () => ({ ok: false, code: 'NOT_FOUND', message: 'a bench has no alarms' }),
      subscribe: () => nothing,
    },
    layouts: store.layouts,
    evidence: noEvidence(store),
    alarmDesk: createAlarmDesk({
      ...{ store, site, clock, log, onAlarm: () => nothing },
      pipeline: { commandAll: () => [], openAlarms: () => [] },
    }).port,
    incidents: {
      command: () => ({ ok: false, code: 'NOT_FOUND', message: 'a bench has no incidents' }),
      ...{
        deliver: nothing,
        find: () => null,
        open: () => [],
        events: () => [],
        eventsFrom: () => [],
        reportsOf: () => [],
        newestSeq: () => 0,
      },
      list: () => ({ incidents: [], nextCursor: null }),
      subscribe: () => nothing,
      pictures: {
        save: () => Promise.reject(new Error('a bench keeps no pictures')),
        read: async () => null,
        remove: async () => {},
      },
      report: async () => ({ html: '', policy: '' }),
    },
    chat: createChat({
      ...{ store, site, dataFolder: folder, clock, log, snapshot: () => null },
      listsFolder: findAppFiles(import.meta.dirname).moderation,
    }),
    trains: createStationTrains({
      ...{ store, site, dataFolder: folder, clock, log, snapshot: () => null },
      files: findAppFiles(import.meta.dirname),
    }).port,
    weather: createStationWeather({
      ...{ store, site, clock, log, sensors: sensors.book },
      settings: settingsSchema.parse({ KAVACH_ONLINE: 'off' }),
    }).port,
    events: createStationEvents({ store, site, clock }).port,
    places: createStationPlaces({
      ...{ store, site, clock, log, files: findAppFiles(import.meta.dirname) },
      settings: settingsSchema.parse({ KAVACH_ONLINE: 'off' }),
    }).port,
    walks: createStationWalks({
      ...{ store, site, clock, log, snapshot: current, placeOf: () => null },
      ...{ settings: settingsSchema.parse({ KAVACH_ONLINE: 'off' }), forecasts: { latest: () => [] } },
    }).port,
    sensors: sensors.port,
    ground: () => ({ people: [], cells: [] }),
    replay: createStationReplay({
      ...{ store, dataFolder: folder, clock, log, files: findAppFiles(import.meta.dirname) },
      site: () => site,
    }).port,
    forecasts: createStationForecasts({
      covariates: createCovariates({
        ...{ events: { occurrences: () => [] }, weather: { hours: () => [] } },
        location: site.station.location,
      }),
      store,
      sensors: sensors.book,
      site,
      clock,
      log,
      files: findAppFiles(import.meta.dirname),
      isCritical: () => false,
    }).port,
    overview: createOverview({ site, store, events: createStationEvents({ store, site, clock }).book }),
    estimates: { of: () => null, report: () => [], kept: () => null },
    ...upkeep(),
    cameras: { list: () => [], frame: () => null, live: () => null, overlays: () => nothing },
    frames: {
      ...{ mostBytes: 1000, mostClients: 1, crowdThreshold: 10, leave: nothing },
      analyse: async () => ({ kind: 'refused', code: 'PROCESSING_ERROR', message: 'a bench has no models' }),
      models: async () => ({ body: { kind: 'none', reason: 'a bench' }, face: { kind: 'none', reason: 'a bench' } }),
      counters: () => ({ analysedTotal: 0, replacedTotal: 0, refusedTotal: 0, failedTotal: 0, waiting: 0, meanWorkMs: null }),
    },
    tokenSecret: randomBytes(32).toString('base64url'),
    ...{ accounts: store.accounts, sessions: store.sessions, oneTimeCodes: store.oneTimeCodes },
    ...{ pairingCodes: store.pairingCodes, serviceKeys: store.serviceKeys, audit: store.audit },
    health: () => [],
    truth: () => null,
  });
  const { port } = await server.start();
  const headers = { 'X-API-Key': adminKey };
  const first = await fetch(`http://127.0.0.1:${port}/api/stations`, { headers });
  bytes = (await first.text()).length + 100;
  return {
    url: `ws://127.0.0.1:${port}/ws/crowd`,
    headers,
    push: () => {
      for (const listener of listeners) listener();
    },
    messageBytes: () => bytes,
    async stop() {
      await server.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
