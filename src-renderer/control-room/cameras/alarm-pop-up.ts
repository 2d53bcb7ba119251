/** Which alarm's camera comes up over the wall. Pure. */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import type { ZoneReply } from '../../../src-contract/api/crowd.ts';
import { callingAlarms } from '../../client/alarm-order.ts';
import { cameraOfAlarm } from '../alarms/alarm-subject.ts';

export interface PopUp {
  readonly alarmId: string;
  readonly cameraId: string;
}

/** The first that calls with high priority and has a camera that isn't in sight; one that was put away stays away until it is raised anew. */
export function alarmPopUp(
  alarms: Readonly<Record<string, AlarmReply>>,
  zones: Readonly<Record<string, ZoneReply>>,
  putAway: ReadonlySet<string>,
  inSight: readonly (string | null)[],
): PopUp | null {
  for (const alarm of callingAlarms(alarms)) {
    const cameraId = alarm.priority === 'high' && !putAway.has(popUpKey(alarm)) ? cameraOfAlarm(alarm, zones) : null;
    if (cameraId !== null && !inSight.includes(cameraId)) return { alarmId: alarm.id, cameraId };
  }
  return null;
}

export function popUpKey({ id, raised_at }: Pick<AlarmReply, 'id' | 'raised_at'>): string {
  return `${id} ${raised_at}`;
}
