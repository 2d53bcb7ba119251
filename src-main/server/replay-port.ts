/** What the server needs of the past; kavach.ts fills it. Times are station time, ms. */
import type { Alarm, AlarmTransition } from '../../src-contract/domain/alarm.ts';
import type { PastClip, PastMark, PastZone } from '../../src-contract/domain/replay-records.ts';
import type { Span, Thresholds, WhatIfState } from '../../src-contract/domain/what-if.ts';

export interface WhatIfPort {
  state(): WhatIfState;
  /** Throws CONFLICT while another trial runs. */
  start(thresholds: Thresholds, span: Span): void;
  cancel(): Promise<void>;
}

export interface ReplayPort {
  /** One value a step from `fromMs` on. */
  crowd(query: Span & { readonly stepS: number }): readonly PastZone[];
  openAlarms(atMs: number): readonly Alarm[];
  alarmEvents(query: Span & { readonly limit: number }): {
    /** `seq` rises by one an event. */
    readonly events: readonly (AlarmTransition & { readonly seq: number })[];
    readonly truncated: boolean;
  };
  marks(query: Span & { readonly limit: number }): readonly PastMark[];
  clips(query: Span & { readonly limit: number }): readonly PastClip[];
  /** Longitude and latitude of everybody who was seen in that second. */
  positions(atMs: number): readonly (readonly [number, number])[];
  thresholds(): Thresholds;
  readonly whatIf: WhatIfPort;
}
