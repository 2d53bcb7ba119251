/** What the phone knows of its station: who it is there, the plan, the crowd, the alarms, the link. Written by session.ts alone. */
import { create } from 'zustand';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import type { CallerReply } from '../../../src-contract/api/auth.ts';
import type { ZoneReply } from '../../../src-contract/api/crowd.ts';
import type { SiteReply } from '../../../src-contract/api/site.ts';
import type { IncomingTrainReply } from '../../../src-contract/api/trains.ts';
import type { NetworkProfile } from '../../../src-contract/network-profile.ts';
import type { SocketState } from '../../client/reconnecting-socket.ts';

/**
 * `joining`: this browser has no session. `ready`: the page shows what the station tells, or its last state with its age while there is
 * no link.
 */
export type Phase = 'loading' | 'joining' | 'ready' | 'unreachable';

export interface PhoneState {
  readonly phase: Phase;
  readonly caller: CallerReply | null;
  readonly site: SiteReply | null;
  readonly link: SocketState;
  readonly zones: readonly ZoneReply[];
  /** Known as long as the zones. */
  readonly trains: readonly IncomingTrainReply[];
  /** Names of stations; null where the site names no network. */
  readonly network: NetworkProfile | null;
  /** Station time at which the figures were last known to be the present, ms; null = never. */
  readonly asOfMs: number | null;
  readonly alarms: Readonly<Record<string, AlarmReply>>;
  /** Number of the newest alarm event that this phone has. */
  readonly alarmSeq: number | null;
  /** Of the ways on foot, as the station last told: another number means that a route may be another. */
  readonly walkRevision: number | null;
  /** Of the newest message about an incident: something may have become of this phone's calls. */
  readonly incidentSeq: number | null;
}

export const usePhone = create<PhoneState>(() => ({
  phase: 'loading',
  caller: null,
  site: null,
  link: { kind: 'connecting', sinceMs: Date.now() },
  zones: [],
  trains: [],
  network: null,
  asOfMs: null,
  alarms: {},
  alarmSeq: null,
  walkRevision: null,
  incidentSeq: null,
}));

export function isLinked({ link }: PhoneState): boolean {
  return link.kind === 'connected';
}
