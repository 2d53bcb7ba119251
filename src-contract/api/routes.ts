/** Every REST route of the station. A new group is one file and one line here. */
import { alarmRoutes } from './alarms.ts';
import { auditRoutes } from './audit.ts';
import { authRoutes } from './auth.ts';
import { cameraRoutes } from './cameras.ts';
import { chatRoutes } from './chat.ts';
import { crowdRoutes } from './crowd.ts';
import { frameRoutes } from './frames.ts';
import { incidentRoutes } from './incident-routes.ts';
import { peopleRoutes } from './people.ts';
import { predictionRoutes } from './predictions.ts';
import { sensorRoutes } from './sensors.ts';
import { siteRoutes } from './site.ts';
import { systemRoutes } from './system.ts';
import { tlsRoutes } from './tls.ts';
import { trafficRoutes } from './traffic.ts';
import { trainRoutes } from './trains.ts';

export const routes = {
  ...systemRoutes,
  ...authRoutes,
  ...peopleRoutes,
  ...auditRoutes,
  ...crowdRoutes,
  ...alarmRoutes,
  ...cameraRoutes,
  ...siteRoutes,
  ...frameRoutes,
  ...chatRoutes,
  ...incidentRoutes,
  ...tlsRoutes,
  ...trainRoutes,
  ...sensorRoutes,
  ...trafficRoutes,
  ...predictionRoutes,
} as const;
