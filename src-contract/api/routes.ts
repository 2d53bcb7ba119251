/** Every REST route of the station. A new group is one file and one line here. */
import { alarmToolRoutes } from './alarm-tools.ts';
import { alarmRoutes } from './alarms.ts';
import { analyticsRoutes } from './analytics.ts';
import { auditRoutes } from './audit.ts';
import { authRoutes } from './auth.ts';
import { backupRoutes } from './backups.ts';
import { cameraSetUpRoutes } from './camera-set-up.ts';
import { cameraRoutes } from './cameras.ts';
import { careRoutes } from './care.ts';
import { chatRoutes } from './chat.ts';
import { crowdRoutes } from './crowd.ts';
import { evidenceRoutes } from './evidence.ts';
import { frameRoutes } from './frames.ts';
import { incidentRoutes } from './incident-routes.ts';
import { layoutRoutes } from './layouts.ts';
import { overviewRoutes } from './overview.ts';
import { peopleRoutes } from './people.ts';
import { placeRoutes } from './places.ts';
import { plannedEventRoutes } from './planned-events.ts';
import { predictionRoutes } from './predictions.ts';
import { replayRoutes } from './replay.ts';
import { sensorRoutes } from './sensors.ts';
import { siteRoutes } from './site.ts';
import { siteConfigRoutes } from './site-config.ts';
import { systemRoutes } from './system.ts';
import { tlsRoutes } from './tls.ts';
import { trafficRoutes } from './traffic.ts';
import { trainRoutes } from './trains.ts';
import { walkRoutes } from './walks.ts';
import { weatherRoutes } from './weather.ts';

export const routes = {
  ...systemRoutes,
  ...authRoutes,
  ...peopleRoutes,
  ...auditRoutes,
  ...backupRoutes,
  ...careRoutes,
  ...crowdRoutes,
  ...alarmRoutes,
  ...alarmToolRoutes,
  ...cameraRoutes,
  ...cameraSetUpRoutes,
  ...siteRoutes,
  ...siteConfigRoutes,
  ...placeRoutes,
  ...frameRoutes,
  ...chatRoutes,
  ...incidentRoutes,
  ...tlsRoutes,
  ...trainRoutes,
  ...sensorRoutes,
  ...trafficRoutes,
  ...predictionRoutes,
  ...overviewRoutes,
  ...analyticsRoutes,
  ...weatherRoutes,
  ...plannedEventRoutes,
  ...walkRoutes,
  ...layoutRoutes,
  ...replayRoutes,
  ...evidenceRoutes,
} as const;
