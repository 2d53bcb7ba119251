/** Which camera shows what an alarm is about, and which screens say more of it. Pure. */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import type { ZoneReply } from '../../../src-contract/api/crowd.ts';
import { textFact, zoneOfAlarm } from '../../client/alarm-zone.ts';

/** The camera itself, the first that sees the zone, or the one that sees the place of a panic; null for a sensor or a part of the station. */
export function cameraOfAlarm(alarm: AlarmReply, zones: Readonly<Record<string, ZoneReply>>): string | null {
  switch (alarm.subject.type) {
    case 'camera':
      return alarm.subject.id;
    case 'zone':
      return zones[alarm.subject.id]?.camera_ids[0] ?? null;
    case 'incident':
      return textFact(alarm.facts, 'cameraId');
    case 'sensor':
    case 'part':
      return null;
  }
}

/** The incident that whoever looks at this alarm has before them. */
export function incidentShownBy(alarm: AlarmReply): string | null {
  return alarm.subject.type === 'incident' ? alarm.subject.id : null;
}

export interface AlarmPlace {
  readonly kind: 'camera' | 'zone' | 'trend' | 'sensor' | 'sensors' | 'setUp' | 'weather' | 'forecast';
  /** The page's address. */
  readonly to: string;
}

/** Parts of the station that readings come in by, as the Set-up screen shows them. */
const intakeParts: readonly string[] = ['sensors', 'mqtt', 'tcp'];

/** Never none: an alarm without a place of its own leads to where the station's parts are seen to. */
export function placesOfAlarm(alarm: AlarmReply, zones: Readonly<Record<string, ZoneReply>>): AlarmPlace[] {
  const { subject, kind } = alarm;
  const id = encodeURIComponent(subject.id);
  const places: AlarmPlace[] = [];
  const cameraId = cameraOfAlarm(alarm, zones);
  const zoneId = zoneOfAlarm(alarm) ?? zoneSeenBy(subject, zones);
  if (cameraId !== null) places.push({ kind: 'camera', to: `/cameras?camera=${encodeURIComponent(cameraId)}` });
  if (zoneId !== null)
    places.push({ kind: 'zone', to: `/map?zone=${encodeURIComponent(zoneId)}` }, { kind: 'trend', to: '/analytics' });
  if (kind === 'forecast-crowd') places.push({ kind: 'forecast', to: '/forecast' });
  if (subject.type === 'sensor') places.push({ kind: 'sensor', to: `/map?sensor=${id}` });
  if (subject.type === 'part' && intakeParts.includes(subject.id)) places.push({ kind: 'sensors', to: '/setup?section=sensors' });
  if (kind.startsWith('weather-')) places.push({ kind: 'weather', to: '/site?section=weather' });
  return places.length > 0 ? places : [{ kind: 'setUp', to: '/setup' }];
}

/** The first zone that a camera counts. */
function zoneSeenBy(subject: AlarmReply['subject'], zones: Readonly<Record<string, ZoneReply>>): string | null {
  if (subject.type !== 'camera') return null;
  return Object.entries(zones).find(([, zone]) => zone.camera_ids.includes(subject.id))?.[0] ?? null;
}
