/** Which cameras an alarm or an incident concerns: the one that it names, else those that look at its zone. In: the site's cameras. Out: ids. */
import type { Alarm } from '../../src-contract/domain/alarm.ts';
import type { Place } from '../../src-contract/domain/incident.ts';
import type { CameraConfig } from '../../src-contract/site-config.ts';

type Views = readonly Pick<CameraConfig, 'id' | 'zones'>[];

export function camerasOfAlarm(cameras: Views, { subject }: Pick<Alarm, 'subject'>): string[] {
  if (subject.type === 'camera') return cameras.filter(({ id }) => id === subject.id).map(({ id }) => id);
  return subject.type === 'zone' ? camerasOfZone(cameras, subject.id) : [];
}

export function camerasOfPlace(cameras: Views, { cameraId, zoneId }: Pick<Place, 'cameraId' | 'zoneId'>): string[] {
  const ofZone = zoneId === null ? [] : camerasOfZone(cameras, zoneId);
  const named = cameras.filter(({ id }) => id === cameraId).map(({ id }) => id);
  return [...new Set([...named, ...ofZone])];
}

function camerasOfZone(cameras: Views, zoneId: string): string[] {
  return cameras.filter(({ zones }) => zones.some(({ zone }) => zone === zoneId)).map(({ id }) => id);
}
