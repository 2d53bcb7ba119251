/** Where the second window goes when something is looked at in the main one. Null: it stays. Pure. */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import type { ZoneReply } from '../../../src-contract/api/crowd.ts';
import type { WindowView } from '../../../src-contract/domain/screen-layout.ts';
import { zoneOfAlarm } from '../../client/alarm-zone.ts';
import { cameraOfAlarm } from '../alarms/alarm-subject.ts';

const screenOfView: Record<WindowView, string> = { map: '/map', wall: '/cameras', alarms: '/alarms' };

/** The same place of the same screen; another screen is nothing to this window. */
export function addressAfterMain(view: WindowView, address: string): string | null {
  const [path = '', query] = address.split('?', 2);
  if (path !== screenOfView[view] || query === undefined) return null;
  return `/window/${view}?${query}`;
}

/** The zone or the camera of the alarm that was selected. */
export function addressAfterAlarm(
  view: WindowView,
  alarm: AlarmReply,
  zones: Readonly<Record<string, ZoneReply>>,
): string | null {
  const [name, id] =
    view === 'map' ? ['zone', zoneOfAlarm(alarm)] : view === 'wall' ? ['camera', cameraOfAlarm(alarm, zones)] : ['', null];
  return id === null ? null : `/window/${view}?${name}=${encodeURIComponent(id)}`;
}
