/**
 * /ws/real-time: welcome, subscriptions, pings. A client that leaves
 * two pings without any message is dropped.
 */
import type { z } from 'zod';
import {
  closeCodes,
  type RealTimeServerMessage,
  realTimeClientMessage,
  type Subscription,
  sockets,
  subscriptionScopes,
  subscriptions,
} from '../../../src-contract/api/sockets.ts';
import type { Clock } from '../../clock.ts';
import { assertNever } from '../../errors.ts';
import type { AlertFeed } from '../alert-feed.ts';
import { hasScope } from '../auth/caller.ts';
import type { ChatFeed } from '../chat-feed.ts';
import type { CrowdFeed } from '../crowd-feed.ts';
import type { GroundFeed } from '../ground-feed.ts';
import { actorOf } from '../incident-access.ts';
import type { IncidentFeed } from '../incident-feed.ts';
import type { IncidentsPort } from '../incidents-port.ts';
import type { PredictionFeed } from '../prediction-feed.ts';
import type { Presence } from '../presence.ts';
import type { ReadingFeed } from '../reading-feed.ts';
import type { SocketClient } from '../socket-client.ts';
import type { StatusFeed } from '../status-feed.ts';
import { isoTime } from '../wire/figures.ts';
import { encodeMessage } from '../wire/messages.ts';
import type { AcceptSockets } from './accept.ts';
import { readClientMessage } from './client-message.ts';

interface RealTimeOptions {
  readonly accept: AcceptSockets;
  readonly crowd: CrowdFeed;
  readonly alerts: AlertFeed;
  readonly incidentFeed: IncidentFeed;
  readonly incidents: IncidentsPort;
  readonly chatFeed: ChatFeed;
  readonly readingFeed: ReadingFeed;
  readonly predictions: PredictionFeed;
  readonly ground: GroundFeed;
  readonly status: StatusFeed;
  readonly presence: Presence;
  readonly clock: Clock;
  readonly version: string;
}

interface Topic {
  /** `sinceSeq`: number of the newest event that the client has, where the topic numbers its events. */
  join(client: SocketClient, sinceSeq?: number): void;
  leave(client: SocketClient): void;
}

export interface RealTimeSocket {
  /** Sends the JSON ping to every client and drops those that left two without a message. */
  ping(): void;
}

export function serveRealTimeSocket(options: RealTimeOptions): RealTimeSocket {
  const { accept, clock, version } = options;
  const topics = topicsOf(options);
  /** Pings since the client's last message. */
  const unanswered = new Map<SocketClient, number>();

  const obey = (client: SocketClient, message: z.infer<typeof realTimeClientMessage>): void => {
    switch (message.type) {
      case 'subscribe':
        if (!hasScope(client.caller, subscriptionScopes[message.subscription])) {
          say(client, {
            type: 'error',
            code: 'FORBIDDEN',
            message: `This needs the scope ${subscriptionScopes[message.subscription]}.`,
          });
          break;
        }
        // The confirmation goes first, so that a client knows what the first data belongs to.
        say(client, { type: 'subscribed', subscription: message.subscription });
        topics[message.subscription].join(client, message.since_seq);
        break;
      case 'unsubscribe':
        topics[message.subscription].leave(client);
        say(client, { type: 'unsubscribed', subscription: message.subscription });
        break;
      case 'ack':
        options.incidents.deliver({ by: actorOf(client.caller), seq: message.seq, taskId: message.task_id ?? null });
        break;
      case 'get_status':
        if (hasScope(client.caller, subscriptionScopes.system)) options.status.sendTo(client);
        else say(client, { type: 'error', code: 'FORBIDDEN', message: `This needs the scope ${subscriptionScopes.system}.` });
        break;
      case 'presence':
        options.presence.note(client, { onShift: message.on_shift, awake: message.awake });
        break;
      case 'pong':
        break;
      default:
        assertNever(message);
    }
  };

  accept({
    contract: sockets.realTime,
    kind: 'real-time',
    open(client) {
      unanswered.set(client, 0);
      client.onClose(() => {
        unanswered.delete(client);
        options.presence.leave(client);
        for (const topic of Object.values(topics)) topic.leave(client);
      });
      client.onText((text) => {
        unanswered.set(client, 0);
        const read = readClientMessage(realTimeClientMessage, text);
        if (read.ok) obey(client, read.message);
        else say(client, { type: 'error', code: 'BAD_REQUEST', message: read.problem });
      });
      const timestamp = isoTime(clock.nowMs());
      say(client, { type: 'welcome', timestamp, server_version: version, subscriptions: [...subscriptions] });
    },
  });
  return { ping: () => pingAll(unanswered, clock) };
}

function topicsOf(feeds: RealTimeOptions): Record<Subscription, Topic> {
  const { crowd, alerts, incidentFeed, chatFeed, readingFeed, predictions, ground, status } = feeds;
  return {
    crowd: { join: (client) => crowd.join(client, {}), leave: crowd.leave },
    alerts,
    system: status,
    traffic_data: readingFeed.traffic,
    sensors: readingFeed.sensors,
    predictions,
    ground,
    incidents: incidentFeed,
    chat: chatFeed,
  };
}

function pingAll(unanswered: Map<SocketClient, number>, clock: Clock): void {
  const message = encodeMessage({ type: 'ping', timestamp: isoTime(clock.nowMs()) });
  for (const [client, count] of unanswered) {
    if (count >= 2) client.close(closeCodes.tooSlow, 'two pings without an answer');
    else {
      unanswered.set(client, count + 1);
      client.send(message);
    }
  }
}

function say(client: SocketClient, message: RealTimeServerMessage): void {
  client.send(encodeMessage(message));
}
