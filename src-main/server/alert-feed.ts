/**
 * Alarm events → `alert` messages, in the order of their numbers; a client that can't take one is cut, so that none goes missing. A client
 * that says what it has gets what came since, or a snapshot when that is too much. Floods are told as they stand: a client that missed
 * one asks for the list.
 */
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AlarmDeskPort } from './alarm-desk-port.ts';
import type { AlarmsPort, NumberedTransition, Unsubscribe } from './ports.ts';
import { bytesOf, catchUpBytes, fitting } from './snapshot-fit.ts';
import type { SocketClient } from './socket-client.ts';
import { floodReply } from './wire/alarm-tools.ts';
import { alarmEventReply, alarmReply, worstFirst } from './wire/alarms.ts';
import { isoTime } from './wire/figures.ts';
import { encodeMessage } from './wire/messages.ts';

export interface AlertFeed {
  /** With `sinceSeq`: what came after it first. */
  join(client: SocketClient, sinceSeq?: number): void;
  leave(client: SocketClient): void;
  start(): void;
  stop(): void;
}

/** More events than this are told as a snapshot: it is shorter. */
const mostReplayed = 500;
/** A client that was away and can't be read in this many events begins again. */
const mostWaiting = 1000;

interface Member {
  /** Events that came while the missed ones were being read; null once they are told. */
  waiting: NumberedTransition[] | null;
}

export function createAlertFeed(alarms: AlarmsPort, desk: Pick<AlarmDeskPort, 'onFlood'>, clock: Clock, log: Log): AlertFeed {
  const members = new Map<SocketClient, Member>();
  let unsubscribe: readonly Unsubscribe[] = [];

  const catchUp = async (client: SocketClient, member: Member, sinceSeq: number): Promise<void> => {
    const { messages, seq } = await missedSince(alarms, sinceSeq);
    if (members.get(client) !== member) return;
    for (const message of messages) client.send(message);
    for (const event of member.waiting ?? []) if (event.seq > seq) client.send(alertMessage(event));
    member.waiting = null;
  };

  return {
    join(client, sinceSeq) {
      const member: Member = { waiting: sinceSeq === undefined ? null : [] };
      members.set(client, member);
      if (sinceSeq === undefined) return;
      catchUp(client, member, sinceSeq).catch((error: unknown) => {
        log.error({ error: errorText(error) }, 'missed alerts could not be read');
        client.close(1011, 'missed alerts could not be read');
      });
    },
    leave: (client) => void members.delete(client),
    start() {
      const leaveAlarms = alarms.subscribe((event) => {
        if (members.size === 0) return;
        const message = alertMessage(event);
        for (const [client, { waiting }] of members) {
          if (waiting === null) client.send(message);
          else if (waiting.push(event) > mostWaiting) client.close(1013, 'too much happens; come again');
        }
      });
      const leaveFloods = desk.onFlood((flood) => {
        const message = encodeMessage({ type: 'alarm_flood', timestamp: isoTime(clock.nowMs()), flood: floodReply(flood) });
        for (const client of members.keys()) client.send(message);
      });
      unsubscribe = [leaveAlarms, leaveFloods];
    },
    stop() {
      for (const leave of unsubscribe) leave();
      members.clear();
    },
  };
}

/** `seq`: the newest event that the messages tell of. */
async function missedSince(alarms: AlarmsPort, sinceSeq: number): Promise<{ messages: Buffer[]; seq: number }> {
  const { events } = await alarms.history({ sinceSeq, limit: mostReplayed + 1 });
  const { seq, alarms: open } = alarms.open();
  const messages = events.map(alertMessage);
  if (events.length <= mostReplayed && sinceSeq <= seq && bytesOf(messages) <= catchUpBytes)
    return { messages, seq: events.at(-1)?.seq ?? sinceSeq };
  const { fit, leftOut } = fitting(worstFirst(open).map(alarmReply));
  const snapshot = { type: 'alert_snapshot', snapshot: true, seq, alarms: fit, left_out: leftOut } as const;
  return { messages: [encodeMessage(snapshot)], seq };
}

function alertMessage(event: NumberedTransition): Buffer {
  return encodeMessage({ type: 'alert', data: alarmEventReply(event) });
}
