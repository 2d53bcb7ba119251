/** The alarms that aren't closed, and which one the operator looks at. Written by the session and by the replies to commands. */
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { AlarmEventReply, AlarmReply, FloodReply } from '../../../src-contract/api/alarms.ts';
import type { AlarmPriority } from '../../../src-contract/domain/alarm.ts';
import { hiddenCounts } from '../../client/alarm-groups.ts';
import { asideAlarms, callingAlarms, openAlarms } from '../../client/alarm-order.ts';

interface AlarmsStore {
  readonly alarms: Readonly<Record<string, AlarmReply>>;
  readonly loaded: boolean;
  /** Station time of the newest thing in the list, as the station wrote it: what an acknowledgement covers. */
  readonly asOf: string | null;
  readonly selectedId: string | null;
  /** The alarm that the shelving dialog is open for. */
  readonly shelvingId: string | null;
  /** The flood of alarms that lasts; null while there is none. */
  readonly flood: FloodReply | null;
  /** Counts the events, so that a history on screen knows when to ask again. */
  readonly revision: number;
}

export const useAlarms = create<AlarmsStore>(() => ({
  alarms: {},
  loaded: false,
  asOf: null,
  selectedId: null,
  shelvingId: null,
  flood: null,
  revision: 0,
}));

export function replaceAlarms(alarms: readonly AlarmReply[], asOf: string): void {
  const open = alarms.filter((alarm) => alarm.state !== 'normal');
  useAlarms.setState((old) => ({
    alarms: Object.fromEntries(open.map((alarm) => [alarm.id, alarm])),
    asOf,
    loaded: true,
    revision: old.revision + 1,
  }));
}

export function applyAlarmEvents(events: readonly AlarmEventReply[]): void {
  useAlarms.setState((old) => {
    const alarms = { ...old.alarms };
    for (const { alarm } of events) put(alarms, alarm);
    return { alarms, asOf: later(old.asOf, events.at(-1)?.timestamp ?? null), revision: old.revision + 1 };
  });
}

/** The reply to a command; the event itself follows over the socket. */
export function applyAlarm(alarm: AlarmReply): void {
  useAlarms.setState((old) => {
    const known = old.alarms[alarm.id];
    if (known !== undefined && Date.parse(known.changed_at) > Date.parse(alarm.changed_at)) return old;
    const alarms = { ...old.alarms };
    put(alarms, alarm);
    return { alarms };
  });
}

export function noteFlood(flood: FloodReply | null): void {
  useAlarms.setState({ flood: flood?.until === null ? flood : null });
}

export function selectAlarm(selectedId: string | null): void {
  useAlarms.setState({ selectedId });
}

export function askToShelve(shelvingId: string | null): void {
  useAlarms.setState({ shelvingId });
}

function put(alarms: Record<string, AlarmReply>, alarm: AlarmReply): void {
  if (alarm.state === 'normal') delete alarms[alarm.id];
  else alarms[alarm.id] = alarm;
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(a) >= Date.parse(b) ? a : b;
}

/** Every part of the page asks of the same alarms: they are put in order once. */
function keepNewest<A, R>(work: (input: A) => R): (input: A) => R {
  let last: { readonly input: A; readonly result: R } | null = null;
  return (input) => {
    if (last?.input !== input) last = { input, result: work(input) };
    return last.result;
  };
}

const openOf = keepNewest(openAlarms);
const asideOf = keepNewest(asideAlarms);
const callingOf = keepNewest(callingAlarms);
const countsOf = keepNewest(hiddenCounts);

export function useOpenAlarms(): AlarmReply[] {
  return useAlarms((state) => openOf(state.alarms));
}

export function useAsideAlarms(): AlarmReply[] {
  return useAlarms((state) => asideOf(state.alarms));
}

/** How many alarms an alarm of this key explains. */
export function useHiddenCount(key: string): number {
  return useAlarms((state) => countsOf(state.alarms).get(key) ?? 0);
}

/** The alarm that calls first: the worst priority, then the oldest. */
export function useFirstOut(): AlarmReply | null {
  return useAlarms((state) => callingOf(state.alarms)[0] ?? null);
}

export function useCallingCounts(): Readonly<Record<AlarmPriority, number>> {
  return useAlarms(
    useShallow((state) => {
      const counts: Record<AlarmPriority, number> = { high: 0, medium: 0, low: 0 };
      for (const alarm of callingOf(state.alarms)) counts[alarm.priority] += 1;
      return counts;
    }),
  );
}
