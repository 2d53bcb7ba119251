/**
 * When alarms come in a flood (EEMUA 191, ANSI/ISA-18.2: more than 10 in 10 minutes for one operator; over when fewer than 5 came in 10).
 * In: what is remembered, the alarms that just came, the time; out: what to remember, and the flood if it began, grew or ended.
 */
import type { AlarmTransition } from '../../src-contract/domain/alarm.ts';
import type { AlarmFlood } from '../../src-contract/domain/alarm-flood.ts';

export interface Arrival {
  readonly atMs: number;
  readonly alarmId: string;
}

export interface FloodMemory {
  /** Of the last 10 minutes, the oldest first. */
  readonly arrivals: readonly Arrival[];
  readonly flood: AlarmFlood | null;
}

export const floodWindowMs = 10 * 60_000;
const floodAbove = 10;
const calmBelow = 5;
/** 500 in a minute are 5,000 in ten; beyond that nothing depends on the exact count. */
const mostArrivals = 5000;

export const noFlood: FloodMemory = { arrivals: [], flood: null };

/** What the operator was told anew: the standards count that, not what is only stored. */
export function isArrival({
  kind,
  alarm,
}: Pick<AlarmTransition, 'kind'> & { readonly alarm: { readonly life: string } }): boolean {
  return (kind === 'raised' || kind === 'reactivated') && alarm.life === 'unacknowledged';
}

/** `flood` of the result is another value than before exactly when there is something to store and to tell. */
export function advanceFlood(memory: FloodMemory, arrived: readonly Arrival[], nowMs: number): FloodMemory {
  const kept = [...memory.arrivals, ...arrived].filter(({ atMs }) => nowMs - atMs < floodWindowMs).slice(-mostArrivals);
  const { flood } = memory;
  if (flood === null || flood.endedMs !== null) return { arrivals: kept, flood: begun(kept, nowMs) ?? flood };
  const alarms = flood.alarms + arrived.length;
  if (kept.length < calmBelow) return { arrivals: kept, flood: { ...flood, alarms, endedMs: nowMs } };
  return { arrivals: kept, flood: arrived.length === 0 ? flood : { ...flood, alarms } };
}

function begun(arrivals: readonly Arrival[], nowMs: number): AlarmFlood | null {
  const [first] = arrivals;
  if (first === undefined || arrivals.length <= floodAbove) return null;
  return { startedMs: Math.floor(nowMs), firstAlarmId: first.alarmId, alarms: arrivals.length, endedMs: null };
}
