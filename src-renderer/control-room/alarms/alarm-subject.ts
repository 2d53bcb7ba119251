/** Which camera shows what an alarm is about. Pure. */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import type { ZoneReply } from '../../../src-contract/api/crowd.ts';

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

/** The zone itself, or the one that an incident happened in. */
export function zoneOfAlarm(alarm: AlarmReply): string | null {
  return alarm.subject.type === 'zone' ? alarm.subject.id : textFact(alarm.facts, 'zoneId');
}

function textFact(facts: AlarmReply['facts'], key: string): string | null {
  const value = facts[key];
  return typeof value === 'string' && value !== '' ? value : null;
}
