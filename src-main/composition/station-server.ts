/** The LAN server with its ports filled from the other parts. In: the parts, wired. Out: the server, not started. It decides nothing. */
import { loadKey } from '../access/key-files.ts';
import type { FrameAnalysis } from '../detection/frame-analysis.ts';
import type { Pipeline } from '../pipeline.ts';
import { createServer, type Server } from '../server/server.ts';
import type { Store } from '../store/open-store.ts';
import type { Twin } from '../twin/twin.ts';
import { version } from '../version.ts';
import { alarmsPort } from './alarms-port.ts';
import type { Base, StationEvents } from './base.ts';
import { type CameraSeat, cameraReply, type DetectionDesk } from './camera-desk.ts';
import { createChat } from './chat-desk.ts';
import type { StationFog } from './fog.ts';
import type { StationForecasts } from './forecasts.ts';
import { stationHealth } from './health.ts';
import type { Incidents } from './incidents.ts';
import type { StationIntake } from './intake.ts';
import { intakeHealth } from './intake-health.ts';
import { measureSensors } from './intake-metrics.ts';
import { measureStation } from './metrics.ts';
import type { StationRelay } from './relay.ts';
import type { StationSensors } from './sensors.ts';
import { sitePlan } from './site-plan.ts';
import type { StationAccess } from './station-tls.ts';
import type { StationTrains } from './trains.ts';

interface Wired {
  readonly store: Store;
  readonly pipeline: Pipeline;
  readonly events: StationEvents;
  readonly twin: Twin | null;
  readonly seats: ReadonlyMap<string, CameraSeat>;
  readonly desk: DetectionDesk;
  readonly analysis: FrameAnalysis;
  readonly incidents: Incidents;
  readonly access: StationAccess;
  readonly trains: StationTrains;
  readonly sensors: StationSensors;
  readonly relay: StationRelay;
  readonly forecasts: StationForecasts;
  readonly intake: StationIntake;
  readonly fog: StationFog;
  readonly adminKey: string;
}

export function makeServer({ settings, site, files, dataFolder, clock, log }: Base, wired: Wired): Server {
  const { store, pipeline, events, twin, seats, desk, analysis, incidents, access, adminKey } = wired;
  const { trains, sensors, fog, intake, relay, forecasts } = wired;
  return createServer({
    host: settings.HOST,
    port: settings.PORT,
    allowedHosts: [...access.ownNames, ...settings.KAVACH_HOSTS],
    tls: access.port,
    corsOrigins: settings.CORS_ORIGINS,
    version,
    staticFolder: files.pages,
    log: log.child({ part: 'server' }),
    clock,
    publishHz: site.crowd.publish_hz,
    adminKey,
    tokenSecret: settings.SECRET_KEY ?? loadKey(dataFolder, 'secret.key'),
    station: site.station,
    site: () => sitePlan(site),
    crowd: { current: () => pipeline.snapshot(), subscribe: (listener) => events.snapshots.add(listener) },
    crowdHistory: store.history,
    alarms: alarmsPort(pipeline, store, clock, events.alarms.add),
    incidents: incidents.port,
    chat: createChat({
      ...{ store, site, dataFolder, clock, listsFolder: files.moderation },
      snapshot: () => pipeline.snapshot(),
      log: log.child({ part: 'chat' }),
    }),
    trains: trains.port,
    sensors: sensors.port,
    forecasts: forecasts.port,
    cameras: {
      list: () => [...seats.values()].map((seat) => cameraReply(seat, desk)),
      frame: (id) => seats.get(id)?.camera.latestFrame() ?? null,
      live: (id) => seats.get(id)?.camera.live ?? null,
      overlays: (id, listener) => events.tracks.add((frame) => frame.cameraId === id && listener(frame)),
    },
    frames: {
      mostBytes: settings.MAX_FRAME_SIZE,
      mostClients: settings.MAX_CONCURRENT_CONNECTIONS,
      crowdThreshold: settings.CROWD_THRESHOLD,
      ...{ analyse: analysis.analyse, leave: analysis.leave, models: analysis.models, counters: analysis.counters },
    },
    ...{ accounts: store.accounts, sessions: store.sessions, oneTimeCodes: store.oneTimeCodes },
    ...{ pairingCodes: store.pairingCodes, serviceKeys: store.serviceKeys, audit: store.audit },
    health: () => [
      ...stationHealth({
        ...{ store, seats: [...seats.values()], desk, dataFolder, tls: access.tls, clock },
        ...{ trains: trains.port, forecasts: forecasts.port, relay },
      }),
      ...fog.health(),
      ...intakeHealth({ intake, desk: sensors.figures(), nowMs: clock.nowMs() }),
    ],
    truth: () => twin?.truth() ?? null,
    metrics(registry) {
      measureStation(registry, { cameraIds: [...seats.keys()], desk, store, alarms: events.alarms, relay: relay.figures });
      measureSensors(registry, { sensors, intake });
    },
  });
}
