/**
 * All open sockets and what may wait for them. Messages come ready made, once for everybody. Each socket has a byte budget: what only
 * matters in its newest form waits outside the socket and replaces itself; what must arrive is sent, or the client is cut. Knows
 * nothing of what the messages say.
 */
import type { WebSocket } from 'ws';
import { type Caller, credentialId } from './auth/caller.ts';
import type { ServerLimits } from './limits.ts';
import { createSocketClient, type SocketClient } from './socket-client.ts';

export type SocketKind = 'crowd' | 'real-time' | 'live' | 'frames' | 'chat' | 'alerts';
export const socketKinds: readonly SocketKind[] = ['crowd', 'real-time', 'live', 'frames', 'chat', 'alerts'];

export interface SocketCounts {
  open: number;
  /** Messages replaced by newer ones, and pictures skipped, since the start. */
  dropped: number;
  /** Clients cut because they took nothing or said too much, since the start. */
  cut: number;
}

export interface Hub {
  /** Null when there are too many already. */
  add(socket: WebSocket, kind: SocketKind, caller: Caller): SocketClient | null;
  counts(kind: SocketKind): Readonly<SocketCounts>;
  /** The most that waits in this process for any one client of the kind. */
  mostWaitingBytes(kind: SocketKind): number;
  /** Of every open socket, each once a session or key. */
  callers(): readonly Caller[];
  closeWhere(fits: (caller: Caller) => boolean, code: number, reason: string): void;
  /** Asks every client for a sign of life, and drops those that left two unanswered. */
  ping(): void;
}

interface Member {
  readonly kind: SocketKind;
  readonly client: SocketClient;
  readonly socket: WebSocket;
  unansweredPings: number;
}

export function createHub(limits: ServerLimits): Hub {
  const members = new Set<Member>();
  const counts: Record<SocketKind, SocketCounts> = {
    crowd: { open: 0, dropped: 0, cut: 0 },
    'real-time': { open: 0, dropped: 0, cut: 0 },
    live: { open: 0, dropped: 0, cut: 0 },
    frames: { open: 0, dropped: 0, cut: 0 },
    chat: { open: 0, dropped: 0, cut: 0 },
    alerts: { open: 0, dropped: 0, cut: 0 },
  };
  return {
    add(socket, kind, caller) {
      if (members.size >= limits.sockets) return null;
      const count = counts[kind];
      const client = createSocketClient({ socket, caller, limits, count });
      const member: Member = { kind, client, socket, unansweredPings: 0 };
      members.add(member);
      count.open += 1;
      socket.on('pong', () => {
        member.unansweredPings = 0;
      });
      socket.once('close', () => {
        members.delete(member);
        count.open -= 1;
      });
      return client;
    },
    counts: (kind) => counts[kind],
    mostWaitingBytes(kind) {
      let most = 0;
      for (const member of members) if (member.kind === kind) most = Math.max(most, member.socket.bufferedAmount);
      return most;
    },
    callers: () => [...new Map([...members].map(({ client: { caller } }) => [credentialId(caller), caller])).values()],
    closeWhere(fits, code, reason) {
      for (const { client } of members) if (fits(client.caller)) client.close(code, reason);
    },
    ping() {
      for (const member of members) {
        if (member.unansweredPings >= 2) member.socket.terminate();
        else {
          member.unansweredPings += 1;
          member.socket.ping();
        }
      }
    },
  };
}
