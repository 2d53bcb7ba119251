/** Every REST route with its handler. In: the ports, and the parts that the server made of them. A route that takes files has a scope of its own. */
import type { FastifyInstance } from 'fastify';
import { backupPieceBytes } from '../../src-contract/api/backups.ts';
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
import { registerAlarmToolRoutes } from './routes/alarm-tools.ts';
import { registerAlarmRoutes } from './routes/alarms.ts';
import { registerAuditRoutes } from './routes/audit.ts';
import { type AuthDeps, registerAuthRoutes } from './routes/auth.ts';
import { registerBackupRoutes, registerBackupUpload } from './routes/backups.ts';
import { registerCameraSetUpRoutes } from './routes/camera-set-up.ts';
import { registerCameraRoutes } from './routes/cameras.ts';
import { registerCareRoutes } from './routes/care.ts';
import { registerChatRoutes } from './routes/chat.ts';
import { registerCrowdRoutes } from './routes/crowd.ts';
import { registerDeviceRoutes } from './routes/devices.ts';
import { registerEvidenceRoutes } from './routes/evidence.ts';
import { registerExportRoutes } from './routes/exports.ts';
import { registerDetectRoute, registerFrameRoutes } from './routes/frames.ts';
import { registerAttachRoute, registerIncidentFileRoutes } from './routes/incident-files.ts';
import { registerIncidentRoutes } from './routes/incidents.ts';
import { registerLayoutRoutes } from './routes/layouts.ts';
import { registerOverviewRoutes } from './routes/overview.ts';
import { registerLocationImport, registerPlaceRoutes } from './routes/places.ts';
import { registerCalendarImport, registerEventRoutes } from './routes/planned-events.ts';
import { registerPredictionRoutes } from './routes/predictions.ts';
import { registerReplayRoutes } from './routes/replay.ts';
import { registerSensorRoutes } from './routes/sensors.ts';
import { registerSiteRoutes } from './routes/site.ts';
import { registerSystemRoutes } from './routes/system.ts';
import { registerTaskRoutes } from './routes/tasks.ts';
import { registerTlsRoutes } from './routes/tls.ts';
import { registerTrafficRoutes } from './routes/traffic.ts';
import { registerTimetableImport, registerTrainRoutes } from './routes/trains.ts';
import { registerWalkRoutes } from './routes/walks.ts';
import { registerWeatherRoutes } from './routes/weather.ts';
import type { SocketClient } from './socket-client.ts';

export interface RouteParts extends AuthDeps {
  readonly hub: Hub;
  readonly presence: Presence;
  readonly credentials: Credentials;
  readonly rates: RequestRates;
  readonly frameClients: ReadonlySet<SocketClient>;
  readonly metricsText: () => Promise<string>;
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
  registerLayoutRoutes(register, deps);
  registerBackupRoutes(register, deps);
  registerCareRoutes(register, { ...deps, ...parts });
  registerCrowdRoutes(register, deps);
  registerAlarmRoutes(register, deps);
  registerAlarmToolRoutes(register, { ...deps, ...parts });
  registerCameraRoutes(register, deps);
  registerCameraSetUpRoutes(register, deps);
  registerSiteRoutes(register, deps);
  registerChatRoutes(register, deps);
  registerTrainRoutes(register, deps);
  registerWeatherRoutes(register, deps);
  registerEventRoutes(register, deps);
  registerPlaceRoutes(register, deps);
  registerWalkRoutes(register, deps);
  registerSensorRoutes(register, deps);
  registerTrafficRoutes(register, deps);
  registerPredictionRoutes(register, deps);
  registerOverviewRoutes(register, deps);
  registerReplayRoutes(register, deps);
  registerEvidenceRoutes(register, deps);
  registerExportRoutes(register, deps);
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
  const calendars = { what: 'calendars', mostBytes: limits.calendarBytes, mostAtOnce: 1 };
  await withUploads({ ...calendars, tooLarge: tooLarge('calendar', calendars.mostBytes) }, (scoped) =>
    registerCalendarImport(scoped, deps),
  );
  const extracts = { what: 'extracts of the map', mostBytes: limits.extractBytes, mostAtOnce: 1 };
  await withUploads({ ...extracts, tooLarge: tooLarge('extract', extracts.mostBytes) }, (scoped) =>
    registerLocationImport(scoped, deps),
  );
  const backups = { what: 'pieces of a backup', mostBytes: backupPieceBytes, mostAtOnce: 1 };
  await withUploads({ ...backups, tooLarge: tooLarge('piece', backups.mostBytes) }, (scoped) =>
    registerBackupUpload(scoped, deps),
  );
}

function pictureFrames({ frames: { mostBytes } }: ServerDeps, mostAtOnce: number): Omit<UploadOptions, 'log'> {
  const message = `The frame is too large; send at most ${mostBytes} bytes (MAX_FRAME_SIZE).`;
  return { what: 'pictures', mostBytes, mostAtOnce, tooLarge: () => new KavachError('FRAME_TOO_LARGE', message) };
}

function tooLarge(what: string, mostBytes: number): () => KavachError {
  return () => new KavachError('TOO_LARGE', `The ${what} is too large; send at most ${mostBytes} bytes.`);
}
