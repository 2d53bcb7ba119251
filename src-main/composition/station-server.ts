/** The LAN server with its ports filled from the other parts. In: the parts, wired. Out: the server, not started. It decides nothing. */
import type { PartHealth } from '../../src-contract/api/system.ts';
import { loadKey } from '../access/key-files.ts';
import type { FrameAnalysis } from '../detection/frame-analysis.ts';
import type { Pipeline } from '../pipeline.ts';
import type { CarePort } from '../server/care-port.ts';
import { createServer, type Server } from '../server/server.ts';
import type { Store } from '../store/open-store.ts';
import type { Twin } from '../twin/twin.ts';
import { version } from '../version.ts';
import type { AlarmDesk } from './alarm-desk.ts';
import { alarmsPort } from './alarms-port.ts';
import type { StationBackups } from './backups.ts';
import type { Base, StationEvents } from './base.ts';
import { createBaseMap } from './base-map.ts';
import { type CameraSeat, cameraReply, type DetectionDesk } from './camera-desk.ts';
import { createCameraSetUp } from './camera-set-up.ts';
import type { StationCameras } from './cameras.ts';
import { createChat } from './chat-desk.ts';
import type { StationEvidence } from './evidence.ts';
import type { StationFog } from './fog.ts';
import type { StationForecasts } from './forecasts.ts';
import { groundPort } from './ground.ts';
import { siteHealth, stationHealth } from './health.ts';
import type { Incidents } from './incidents.ts';
import type { StationIntake } from './intake.ts';
import { intakeHealth } from './intake-health.ts';
import { measureSensors } from './intake-metrics.ts';
import { measureStation } from './metrics.ts';
import { createOverview } from './overview.ts';
import type { StationRelay } from './relay.ts';
import type { StationReplay } from './replay.ts';
import type { StationSensors } from './sensors.ts';
import { siteConfigPort } from './site-config.ts';
import { sitePlan } from './site-plan.ts';
import type { StationAccess } from './station-tls.ts';
import type { Surroundings } from './surroundings.ts';
import type { StationTrains } from './trains.ts';

export interface StationServer {
  readonly server: Server;
  health(): PartHealth[];
}

interface Wired extends Pick<Surroundings, 'places' | 'weather' | 'plannedEvents' | 'walks' | 'estimates'> {
  readonly store: Store;
  readonly pipeline: Pipeline;
  readonly events: StationEvents;
  readonly twin: Twin | null;
  readonly seats: ReadonlyMap<string, CameraSeat>;
  readonly live: StationCameras['live'];
  readonly desk: DetectionDesk;
  readonly analysis: FrameAnalysis;
  readonly alarmDesk: AlarmDesk;
  readonly incidents: Incidents;
  readonly access: StationAccess;
  readonly trains: StationTrains;
  readonly sensors: StationSensors;
  readonly relay: StationRelay;
  readonly forecasts: StationForecasts;
  readonly intake: StationIntake;
  readonly fog: StationFog;
  readonly evidence: StationEvidence;
  readonly backups: StationBackups;
  readonly care: CarePort;
  readonly adminKey: string;
  readonly replay: StationReplay;
}

/** `health`: each part's state, as the server tells it. */
export function makeServer(
  { settings, site, siteFolder, siteDesk, files, dataFolder, clock, log }: Base,
  wired: Wired,
): StationServer {
  const { store, pipeline, events, twin, seats, desk, analysis, incidents, access, adminKey } = wired;
  const { trains, sensors, fog, intake, relay, forecasts, estimates } = wired;
  const baseMap = createBaseMap({ site, siteFolder, dataFolder, log: log.child({ part: 'site' }) });
  const health = (): PartHealth[] => [
    ...stationHealth({
      ...{ store, seats: [...seats.values()], desk, dataFolder, tls: access.tls, clock },
      ...{ trains: trains.port, forecasts: forecasts.port, relay },
    }),
    siteHealth(siteDesk.fault()),
    ...baseMap.health(),
    ...fog.health(),
    ...wired.evidence.health(),
    wired.backups.health(),
    ...intakeHealth({ intake, desk: sensors.figures(), nowMs: clock.nowMs() }),
  ];
  const server = createServer({
    host: settings.HOST,
    port: settings.PORT,
    allowedHosts: [...access.ownNames, ...settings.KAVACH_HOSTS],
    tls: access.port,
    corsOrigins: settings.CORS_ORIGINS,
    version,
    staticFolder: files.pages,
    log: log.child({ part: 'server' }),
    clock,
    publishHz: () => site.crowd.publish_hz,
    adminKey,
    tokenSecret: settings.SECRET_KEY ?? loadKey(dataFolder, 'secret.key'),
    station: site.station,
    site: () => sitePlan(site, siteDesk.revision(), baseMap.file() !== null),
    baseMap: baseMap.file,
    siteConfig: siteConfigPort(siteDesk),
    crowd: { current: () => pipeline.snapshot(), subscribe: (listener) => events.snapshots.add(listener) },
    crowdHistory: store.history,
    alarms: alarmsPort(pipeline, store, clock, events.alarms.add),
    alarmDesk: wired.alarmDesk.port,
    incidents: incidents.port,
    chat: createChat({
      ...{ store, site, dataFolder, clock, listsFolder: files.moderation },
      snapshot: () => pipeline.snapshot(),
      log: log.child({ part: 'chat' }),
    }),
    trains: trains.port,
    weather: wired.weather.port,
    events: wired.plannedEvents.port,
    places: wired.places.port,
    walks: wired.walks.port,
    sensors: sensors.port,
    forecasts: forecasts.port,
    overview: createOverview({ site, store, events: wired.plannedEvents.book }),
    estimates: estimates.port,
    replay: wired.replay.port,
    evidence: wired.evidence.port,
    backups: wired.backups.port,
    ground: groundPort(pipeline, site, clock),
    care: wired.care,
    cameras: {
      list: () => [...seats.values()].map((seat) => cameraReply(seat, desk)),
      frame: (id) => seats.get(id)?.camera.latestFrame() ?? null,
      live: wired.live,
      overlays: (id, listener) => events.tracks.add((frame) => frame.cameraId === id && listener(frame)),
    },
    cameraSetUp: createCameraSetUp({ siteFolder, siteDesk, settings, twin, clock, log }),
    frames: {
      mostBytes: settings.MAX_FRAME_SIZE,
      mostClients: settings.MAX_CONCURRENT_CONNECTIONS,
      crowdThreshold: settings.CROWD_THRESHOLD,
      ...{ analyse: analysis.analyse, leave: analysis.leave, models: analysis.models, counters: analysis.counters },
    },
    ...{ accounts: store.accounts, sessions: store.sessions, oneTimeCodes: store.oneTimeCodes },
    layouts: store.layouts,
    ...{ pairingCodes: store.pairingCodes, serviceKeys: store.serviceKeys, audit: store.audit },
    health,
    truth: () => twin?.truth() ?? null,
    metrics(registry) {
      measureStation(registry, { cameraIds: () => [...seats.keys()], desk, store, alarms: events.alarms, relay: relay.figures });
      measureSensors(registry, { sensors, intake });
    },
  });
  return { server, health };
}
