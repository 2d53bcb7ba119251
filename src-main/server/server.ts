/**
 * The station's LAN server: one port for REST, sockets, pages and the API reference. In: the ports of ports.ts. Out: start and stop.
 * Nothing is built before start; whatever knows more than HTTP lives behind the ports.
 */
import type { FastifyInstance } from 'fastify';
import { closeCodes } from '../../src-contract/api/sockets.ts';
import { errorText } from '../errors.ts';
import { createAlertFeed } from './alert-feed.ts';
import { type Caller, sameCredential } from './auth/caller.ts';
import type { Credentials } from './auth/credentials.ts';
import { knowPeople } from './auth/know-people.ts';
import { buildApp } from './build-app.ts';
import { createChatFeed } from './chat-feed.ts';
import { createCrowdFeed } from './crowd-feed.ts';
import { createGroundFeed } from './ground-feed.ts';
import { createHub, type Hub } from './hub.ts';
import { createIncidentFeed } from './incident-feed.ts';
import { serveJoin } from './join.ts';
import { defaultLimits, type ServerLimits } from './limits.ts';
import { listenFault, listeningOn } from './listening.ts';
import { serveMetrics } from './metrics.ts';
import { servePages } from './pages.ts';
import type { ServerDeps } from './ports.ts';
import { createPredictionFeed } from './prediction-feed.ts';
import { createPresence, type Presence } from './presence.ts';
import { createReadingFeed } from './reading-feed.ts';
import { describeRoutes } from './reference.ts';
import { registerRoutes } from './register-routes.ts';
import type { SocketClient } from './socket-client.ts';
import { type AcceptSockets, createAcceptSockets } from './sockets/accept.ts';
import { serveAlertsSocket } from './sockets/alerts-socket.ts';
import { serveChatSocket } from './sockets/chat-socket.ts';
import { serveCrowdSocket } from './sockets/crowd-socket.ts';
import { serveFrameSocket } from './sockets/frame-socket.ts';
import { serveLiveSocket } from './sockets/live-socket.ts';
import { type RealTimeSocket, serveRealTimeSocket } from './sockets/real-time-socket.ts';
import { createStatusFeed } from './status-feed.ts';
import { openTlsDoor, type TlsDoor } from './tls-door.ts';

export interface Server {
  /** Throws KavachError PORT_TAKEN or SETTING_INVALID. */
  start(): Promise<{ readonly port: number; readonly address: string }>;
  /** Tells every socket to come back later (1001) and waits for requests in work. */
  stop(): Promise<void>;
}

interface Feed {
  start(): void;
  stop(): void;
}

export function createServer(deps: ServerDeps): Server {
  const limits: ServerLimits = { ...defaultLimits, ...deps.limits };
  let running: { app: FastifyInstance; stopWork: () => void; cut: () => void } | null = null;
  return {
    async start() {
      const hub = createHub(limits);
      const app = await buildApp(deps, limits);
      const door = deps.tls === null ? null : openTlsDoor(app.server, deps.tls, limits, deps.log);
      const { feeds, ping, credentials } = await serveEverything(app, deps, limits, { hub, door });
      await app.ready();
      try {
        await app.listen({ host: deps.host, port: deps.port });
      } catch (error) {
        await app.close();
        throw listenFault(error, deps);
      }
      app.server.maxConnections = limits.connections;
      for (const feed of feeds) feed.start();
      const timers = [setInterval(ping, limits.pingEveryMs), watchCallers(deps, limits, hub, credentials)];
      running = {
        app,
        cut: () => {
          app.server.closeAllConnections();
          door?.cut();
        },
        stopWork: () => {
          for (const timer of timers) clearInterval(timer);
          for (const feed of feeds) feed.stop();
        },
      };
      return listeningOn(app, deps.host);
    },
    async stop() {
      const stopping = running;
      running = null;
      if (stopping === null) return;
      stopping.stopWork();
      setTimeout(stopping.cut, limits.closeGraceMs * 2).unref();
      await stopping.app.close();
    },
  };
}

async function serveEverything(app: FastifyInstance, deps: ServerDeps, limits: ServerLimits, { hub, door }: Inside) {
  const people = knowPeople(deps, limits, hub);
  const { credentials } = people;
  await describeRoutes(app, deps.version);
  const metricsText = serveMetrics(app, { ...deps, hub, door, ...people });
  const frameClients = new Set<SocketClient>();
  const presence = createPresence(deps.clock);
  await registerRoutes(app, deps, { ...people, hub, presence, frameClients, metricsText });
  const { sendPhonePage } = await servePages(app, deps.staticFolder);
  serveJoin(app, { ...people, sendPhonePage });
  const accept = createAcceptSockets({ app, hub, credentials, limits });
  const sockets = serveSockets(accept, deps, limits, presence);
  serveFrameSocket({ ...deps, accept, clients: frameClients, limits });
  const ping = (): void => {
    hub.ping();
    sockets.realTime.ping();
  };
  return { feeds: sockets.feeds, ping, credentials };
}

interface Inside {
  readonly hub: Hub;
  readonly door: TlsDoor | null;
}

function serveSockets(
  accept: AcceptSockets,
  deps: ServerDeps,
  limits: ServerLimits,
  presence: Presence,
): { feeds: readonly Feed[]; realTime: RealTimeSocket } {
  const crowd = createCrowdFeed(deps);
  const alerts = createAlertFeed(deps.alarms, deps.alarmDesk, deps.clock, deps.log);
  const incidents = createIncidentFeed(deps.incidents, deps.clock);
  const chat = createChatFeed(deps.chat);
  const readings = createReadingFeed(deps.sensors, deps.clock);
  const predictions = createPredictionFeed(deps);
  const ground = createGroundFeed(deps.ground, deps.clock);
  const status = createStatusFeed({ ...deps, limits });
  serveCrowdSocket(accept, crowd);
  const realTime = serveRealTimeSocket({
    ...deps,
    accept,
    crowd,
    alerts,
    incidentFeed: incidents,
    chatFeed: chat,
    readingFeed: readings,
    predictions,
    ground,
    status,
    presence,
  });
  serveAlertsSocket(accept, readings.alerts);
  serveLiveSocket(accept, deps.cameras);
  serveChatSocket({ accept, chat: deps.chat, feed: chat, log: deps.log });
  accept({
    contract: { path: '/ws/*', access: 'viewer', scope: 'any' },
    kind: 'real-time',
    open: (client) => client.close(closeCodes.notFound, 'no such socket'),
  });
  return { feeds: [crowd, alerts, incidents, chat, readings, predictions, ground, status], realTime };
}

/**
 * What ends a session or a key ends its sockets at once; this is for the ends that nobody brings about, such as the end of its time, and
 * notes that one behind an open socket is in use.
 */
function watchCallers({ sessions, clock, log }: ServerDeps, limits: ServerLimits, hub: Hub, credentials: Credentials) {
  const check = async (caller: Caller): Promise<void> => {
    if ((await credentials.renew(caller)) === null) {
      hub.closeWhere((other) => sameCredential(other, caller), closeCodes.unauthenticated, 'signed out');
    } else if (caller.kind === 'session') await sessions.touch(caller.sessionId, clock.nowMs());
  };
  return setInterval(() => {
    for (const caller of hub.callers()) {
      check(caller).catch((error: unknown) => log.warn({ error: errorText(error) }, 'a session could not be checked'));
    }
  }, limits.sessionCheckMs);
}
