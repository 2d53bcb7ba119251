/** Every REST route with its handler. In: the ports, and the parts that the server made of them. A route that takes files has a scope of its own. */
import type { FastifyInstance } from 'fastify';
import { KavachError } from '../errors.ts';
import { createAuditTrail } from './audit-trail.ts';
import type { Credentials } from './auth/credentials.ts';
import { takeUploads, type UploadOptions, uploadBytes } from './file-upload.ts';
import type { Hub } from './hub.ts';
import { createIdempotency } from './idempotency.ts';
import type { ServerDeps } from './ports.ts';
import type { Presence } from './presence.ts';
import { createRegister, type Register, type RouteTools } from './register.ts';
import type { RequestRates } from './request-rates.ts';
import { registerAccountRoutes } from './routes/accounts.ts';
import { registerAlarmRoutes } from './routes/alarms.ts';
import { registerAuditRoutes } from './routes/audit.ts';
import { type AuthDeps, registerAuthRoutes } from './routes/auth.ts';
import { registerCameraRoutes } from './routes/cameras.ts';
import { registerChatRoutes } from './routes/chat.ts';
import { registerCrowdRoutes } from './routes/crowd.ts';
import { registerDeviceRoutes } from './routes/devices.ts';
import { registerDetectRoute, registerFrameRoutes } from './routes/frames.ts';
import { registerAttachRoute, registerIncidentFileRoutes } from './routes/incident-files.ts';
import { registerIncidentRoutes } from './routes/incidents.ts';
import { registerPredictionRoutes } from './routes/predictions.ts';
import { registerSensorRoutes } from './routes/sensors.ts';
import { registerSiteRoutes } from './routes/site.ts';
import { registerSystemRoutes } from './routes/system.ts';
import { registerTaskRoutes } from './routes/tasks.ts';
import { registerTlsRoutes } from './routes/tls.ts';
import { registerTrafficRoutes } from './routes/traffic.ts';
import { registerTimetableImport, registerTrainRoutes } from './routes/trains.ts';
import type { SocketClient } from './socket-client.ts';

export interface RouteParts extends AuthDeps {
  readonly hub: Hub;
  readonly presence: Presence;
  readonly credentials: Credentials;
  readonly rates: RequestRates;
  readonly frameClients: ReadonlySet<SocketClient>;
}

export async function registerRoutes(app: FastifyInstance, deps: ServerDeps, parts: RouteParts): Promise<void> {
  const { limits, credentials, rates, frameClients } = parts;
  const idempotency = createIdempotency({
    most: limits.idempotentAnswers,
    lifeMs: limits.idempotencyLifeMs,
    clock: deps.clock,
  });
  const tools: RouteTools = { credentials, rates, idempotency, noteAct: createAuditTrail(deps) };
  const register = createRegister(app, tools);
  registerSystemRoutes(register, deps);
  registerTlsRoutes(register, deps);
  registerAuthRoutes(register, parts);
  registerAccountRoutes(register, parts);
  registerDeviceRoutes(register, { ...deps, ...parts });
  registerAuditRoutes(register, deps);
  registerCrowdRoutes(register, deps);
  registerAlarmRoutes(register, deps);
  registerCameraRoutes(register, deps);
  registerSiteRoutes(register, deps);
  registerChatRoutes(register, deps);
  registerTrainRoutes(register, deps);
  registerSensorRoutes(register, deps);
  registerTrafficRoutes(register, deps);
  registerPredictionRoutes(register, deps);
  registerFrameRoutes(register, { ...deps, openClients: () => frameClients.size });
  registerIncidentRoutes(register, deps);
  registerTaskRoutes(register, deps);
  registerIncidentFileRoutes(register, deps);

  const withUploads = (upload: Omit<UploadOptions, 'log'>, routesOf: (register: Register) => void) =>
    app.register(async (scope) => {
      await takeUploads(scope, { ...upload, log: deps.log });
      routesOf(createRegister(scope, { ...tools, bodyBytes: uploadBytes(upload.mostBytes) }));
    });
  await withUploads(pictureFrames(deps, limits.detectRequests), (scoped) => registerDetectRoute(scoped, deps));
  const pictures = { what: 'pictures', mostBytes: limits.attachmentBytes, mostAtOnce: limits.attachmentRequests };
  await withUploads({ ...pictures, tooLarge: tooLarge('picture', pictures.mostBytes) }, (scoped) =>
    registerAttachRoute(scoped, deps),
  );
  const timetables = { what: 'timetables', mostBytes: limits.timetableBytes, mostAtOnce: 1 };
  await withUploads({ ...timetables, tooLarge: tooLarge('timetable', timetables.mostBytes) }, (scoped) =>
    registerTimetableImport(scoped, deps),
  );
}

function pictureFrames({ frames: { mostBytes } }: ServerDeps, mostAtOnce: number): Omit<UploadOptions, 'log'> {
  const message = `The frame is too large; send at most ${mostBytes} bytes (MAX_FRAME_SIZE).`;
  return { what: 'pictures', mostBytes, mostAtOnce, tooLarge: () => new KavachError('FRAME_TOO_LARGE', message) };
}

function tooLarge(what: string, mostBytes: number): () => KavachError {
  return () => new KavachError('TOO_LARGE', `The ${what} is too large; send at most ${mostBytes} bytes.`);
}
