/**
 * The station's real-time socket: subscribes, answers pings, parses every message by the contract, and hands out typed messages and
 * the state of the link. Messages of other versions or forms are counted and dropped.
 */
import { type RealTimeServerMessage, realTimeServerMessage, type Subscription, sockets } from '../../src-contract/api/sockets.ts';
import {
  browserClock,
  type Clock,
  createReconnectingSocket,
  type SocketLike,
  type SocketState,
  socketUrl,
} from './reconnecting-socket.ts';

export type StationMessage = Exclude<RealTimeServerMessage, { type: 'ping' | 'welcome' | 'subscribed' | 'unsubscribed' }>;

export interface RealTimeOptions {
  readonly subscriptions: readonly Subscription[];
  readonly onMessage: (message: StationMessage) => void;
  readonly onState: (state: SocketState) => void;
  /** Station time of each message that carries one, ms, and when it came. */
  readonly onStationTime?: (stationMs: number) => void;
  /** Number of the newest message that this page has of a subscription; what came after it is told first. Null: from now on. */
  readonly sinceSeq?: (subscription: Subscription) => number | null;
  readonly url?: string;
  readonly open?: (url: string) => SocketLike;
  readonly clock?: Clock;
  readonly random?: () => number;
}

/** A quiet site may have nothing to say: we ask, so that silence means a dead link. */
const askEveryMs = 8_000;
const silenceMs = 20_000;

export interface RealTimeLink {
  close(): void;
  /** Now, and again each time the link comes back. */
  sayPresence(presence: { readonly onShift: boolean; readonly awake: boolean }): void;
  /** This page has shown what came of incidents up to `seq`: tasks for its user count as delivered. */
  acknowledgeIncidents(seq: number): void;
  /** One more subscription, for as long as it is wanted; returns its end. */
  follow(subscription: Subscription): () => void;
  /** Messages that didn't parse. */
  unreadable(): number;
}

export function connectRealTime(options: RealTimeOptions): RealTimeLink {
  const clock = options.clock ?? browserClock;
  let unreadable = 0;
  let cancelAsk: () => void = () => {};
  let presence: string | null = null;
  const followed = new Set<Subscription>();

  const handle = (data: string | ArrayBuffer) => {
    const message = typeof data === 'string' ? parse(data) : null;
    if (message === null) {
      unreadable += 1;
      return;
    }
    const time = 'timestamp' in message ? message.timestamp : message.type === 'alert' ? message.data.timestamp : null;
    if (time !== null && message.type !== 'alert') options.onStationTime?.(Date.parse(time));
    if (message.type === 'ping') socket.send('{"type":"pong"}');
    else if (message.type !== 'welcome' && message.type !== 'subscribed' && message.type !== 'unsubscribed') {
      options.onMessage(message);
    }
  };

  const keepAsking = () => {
    cancelAsk = clock.after(askEveryMs, () => {
      socket.send('{"type":"get_status"}');
      keepAsking();
    });
  };

  const socket = createReconnectingSocket({
    url: options.url ?? socketUrl(sockets.realTime.path),
    silenceMs,
    clock,
    ...(options.open === undefined ? {} : { open: options.open }),
    ...(options.random === undefined ? {} : { random: options.random }),
    onMessage: handle,
    onState: options.onState,
    onOpen: (send) => {
      for (const subscription of [...options.subscriptions, ...followed]) {
        const since = options.sinceSeq?.(subscription) ?? null;
        send(JSON.stringify({ type: 'subscribe', subscription, ...(since === null ? {} : { since_seq: since }) }));
      }
      send('{"type":"get_status"}');
      if (presence !== null) send(presence);
    },
  });
  keepAsking();
  return {
    close() {
      cancelAsk();
      socket.close();
    },
    sayPresence({ onShift, awake }) {
      presence = JSON.stringify({ type: 'presence', on_shift: onShift, awake });
      socket.send(presence);
    },
    acknowledgeIncidents(seq) {
      socket.send(JSON.stringify({ type: 'ack', subscription: 'incidents', seq }));
    },
    follow(subscription) {
      followed.add(subscription);
      socket.send(JSON.stringify({ type: 'subscribe', subscription }));
      return () => {
        if (followed.delete(subscription)) socket.send(JSON.stringify({ type: 'unsubscribe', subscription }));
      };
    },
    unreadable: () => unreadable,
  };
}

function parse(text: string): RealTimeServerMessage | null {
  try {
    const parsed = realTimeServerMessage.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
