/** `system_status`: to subscribers when a part or a camera changes its state, and every few seconds; to anybody who asks. */
import type { SystemStatus } from '../../src-contract/api/sockets.ts';
import type { Clock } from '../clock.ts';
import type { ServerLimits } from './limits.ts';
import type { ServerDeps } from './ports.ts';
import type { SocketClient } from './socket-client.ts';
import { isoTime } from './wire/figures.ts';
import { encodeMessage } from './wire/messages.ts';

export interface StatusFeed {
  sendTo(client: SocketClient): void;
  join(client: SocketClient): void;
  leave(client: SocketClient): void;
  start(): void;
  stop(): void;
}

interface StatusOptions extends Pick<ServerDeps, 'cameras' | 'health'> {
  readonly clock: Clock;
  readonly limits: ServerLimits;
}

export function createStatusFeed({ cameras, health, clock, limits }: StatusOptions): StatusFeed {
  const members = new Set<SocketClient>();
  let timer: NodeJS.Timeout | null = null;
  let sentMs = Number.NEGATIVE_INFINITY;
  let sentStates = '';

  const status = (): SystemStatus => ({
    type: 'system_status',
    timestamp: isoTime(clock.nowMs()),
    status: overallStatus(health()),
    parts: [...health()],
    cameras: [...cameras.list()],
  });
  const poll = (): void => {
    if (members.size === 0) return;
    const now = status();
    const states = statesOf(now);
    if (states === sentStates && clock.nowMs() - sentMs < limits.statusEveryMs) return;
    sentMs = clock.nowMs();
    sentStates = states;
    const message = encodeMessage(now);
    for (const client of members) client.offer('status', message);
  };
  const sendTo = (client: SocketClient): void => client.offer('status', encodeMessage(status()));

  return {
    sendTo,
    join(client) {
      members.add(client);
      sendTo(client);
    },
    leave: (client) => void members.delete(client),
    start() {
      timer = setInterval(poll, limits.statusPollMs);
    },
    stop() {
      if (timer !== null) clearInterval(timer);
      members.clear();
    },
  };
}

/** Healthy only when every part is. */
export function overallStatus(parts: ReturnType<ServerDeps['health']>): SystemStatus['status'] {
  return parts.every((part) => part.state === 'ok') ? 'healthy' : 'degraded';
}

/** What counts as a change: states, not figures. */
function statesOf({ parts, cameras }: SystemStatus): string {
  return JSON.stringify([
    parts.map(({ name, state, detail }) => [name, state, detail]),
    cameras.map(({ id, state, detection }) => [id, state.kind, state.reason, detection.kind, detection.reason]),
  ]);
}
