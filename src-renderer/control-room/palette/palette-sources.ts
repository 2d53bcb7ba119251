/** Everything that the palette offers, in the order of its groups. A feature adds its line here. */
import { alarmItems } from '../alarms/alarm-items.ts';
import { cameraItems } from '../cameras/camera-items.ts';
import { actionItems } from '../frame/action-items.ts';
import { screenItems } from '../frame/screen-items.ts';
import { incidentItems } from '../incidents/incident-items.ts';
import { layoutItems } from '../layouts/layout-items.ts';
import { placeItems } from '../places/place-items.ts';
import { sensorItems } from '../sensors/sensor-items.ts';
import { peopleItems } from '../set-up/people-items.ts';
import { zoneItems } from '../zones/zone-items.ts';
import type { AskedSource, PaletteSource } from './palette-item.ts';

export const paletteSources: readonly PaletteSource[] = [
  { group: 'alarms', items: alarmItems },
  { group: 'incidents', items: incidentItems },
  { group: 'screens', items: screenItems },
  { group: 'actions', items: actionItems },
  { group: 'layouts', items: layoutItems },
  { group: 'cameras', items: cameraItems },
  { group: 'zones', items: zoneItems },
  { group: 'sensors', items: sensorItems },
];

export const askedSources: readonly AskedSource[] = [
  { group: 'people', ask: peopleItems },
  { group: 'places', ask: placeItems },
];
