/** Which camera shows what an alarm is about. Pure. */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import type { ZoneReply } from '../../../src-contract/api/crowd.ts';

/** The camera itself, or the first that sees the zone; null for a part of the station. */
export function cameraOfAlarm(alarm: AlarmReply, zones: Readonly<Record<string, ZoneReply>>): string | null {
  switch (alarm.subject.type) {
    case 'camera':
      return alarm.subject.id;
    case 'zone':
      return zones[alarm.subject.id]?.camera_ids[0] ?? null;
    case 'part':
      return null;
  }
}
