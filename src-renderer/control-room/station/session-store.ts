/** Whether this page may see the station, as whom, and whether the live link is up. */
import { create } from 'zustand';
import type { CallerReply } from '../../../src-contract/api/auth.ts';
import type { PartHealth } from '../../../src-contract/api/system.ts';
import type { SocketState } from '../../client/reconnecting-socket.ts';

export type Phase = 'loading' | 'ready' | 'signed-out' | 'unreachable';

/** Shown as lost, no longer as reconnecting, after this. */
const offlineAfterMs = 10_000;

interface SessionStore {
  readonly phase: Phase;
  readonly caller: CallerReply | null;
  readonly link: SocketState;
  /** Why alarms can't be stored, and so are not announced; null when they can. */
  readonly storeFault: string | null;
  /** The engines that events are relayed to, as the station last told. */
  readonly engines: readonly PartHealth[];
  /** The ways that readings come in by, as the station last told. */
  readonly intakes: readonly PartHealth[];
  readonly version: string | null;
}

export const useSession = create<SessionStore>(() => ({
  phase: 'loading',
  caller: null,
  link: { kind: 'connecting', sinceMs: Date.now() },
  storeFault: null,
  engines: [],
  intakes: [],
  version: null,
}));

export type LinkLook = 'connecting' | 'connected' | 'reconnecting' | 'offline';

export function linkLook(link: SocketState, browserNowMs: number): LinkLook {
  if (link.kind === 'connected' || link.kind === 'connecting') return link.kind;
  if (link.kind === 'refused') return 'offline';
  return browserNowMs - link.sinceMs < offlineAfterMs ? 'reconnecting' : 'offline';
}

/** Nothing is heard from the station now. */
export function isCut(link: SocketState): boolean {
  return link.kind === 'lost' || link.kind === 'refused';
}

export function mayAct(caller: CallerReply | null): boolean {
  return caller?.role === 'operator' || caller?.role === 'admin';
}

export function isAdmin(caller: CallerReply | null): boolean {
  return caller?.role === 'admin';
}

/** As the station calls whoever is at this page in answers and as an alarm's owner; null before it is known. */
export function useMe(): string | null {
  return useSession(({ caller }) => (caller === null ? null : `${caller.kind}:${caller.id}`));
}
