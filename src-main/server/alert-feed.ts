/** Alarm events → `alert` messages, in the order of their numbers; a client that can't take one is cut, so that none goes missing. */
import type { AlarmsPort, Unsubscribe } from './ports.ts';
import type { SocketClient } from './socket-client.ts';
import { alarmEventReply } from './wire/alarms.ts';
import { encodeMessage } from './wire/messages.ts';

export interface AlertFeed {
  join(client: SocketClient): void;
  leave(client: SocketClient): void;
  start(): void;
  stop(): void;
}

export function createAlertFeed(alarms: AlarmsPort): AlertFeed {
  const members = new Set<SocketClient>();
  let unsubscribe: Unsubscribe | null = null;
  return {
    join: (client) => void members.add(client),
    leave: (client) => void members.delete(client),
    start() {
      unsubscribe = alarms.subscribe((event) => {
        if (members.size === 0) return;
        const message = encodeMessage({ type: 'alert', data: alarmEventReply(event) });
        for (const client of members) client.send(message);
      });
    },
    stop() {
      unsubscribe?.();
      members.clear();
    },
  };
}
