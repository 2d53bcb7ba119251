/**
 * How a sensor does, from what was noted of it. Pure. A silent sensor is nothing else: what it said last may be anything. Then figures that
 * can't be, then figures that never change, then figures that move away from those of its like.
 */
import type { SensorRecord, SensorStatus } from '../../../src-contract/domain/sensor.ts';

export interface SensorNotes {
  /** Since when it is watched: its registration, or the station's start. */
  readonly watchedMs: number;
  readonly heardMs: number | null;
  /** Smoothed time between readings; null before there are two. */
  readonly intervalMs: number | null;
  /** Since when all of its figures have been the same, and how many readings that is. */
  readonly sameSinceMs: number;
  readonly sameReadings: number;
  /** Whether those figures are at rest by nature: nothing to count, full sight, the end of a scale. */
  readonly isAtRest: boolean;
  /** Payloads in a row that were implausible. */
  readonly outOfRangeRun: number;
  readonly outOfRangeDetail: string | null;
  /** Why it is thought to drift; null when it isn't. */
  readonly drift: string | null;
}

/** Silent after ten usual intervals, not sooner than a minute (a restart of its switch) and not later than half an hour. */
const silence = { intervals: 10, leastMs: 60_000, mostMs: 1_800_000 } as const;
/** What an unheard or single reading is given: a sensor that reports each five minutes is heard by then. */
const unheardMs = 600_000;
/** Noise moves the last digit of an analogue sensor long before; a field with nothing going on is not rare for minutes. */
const stuck = { readings: 30, ms: 1_800_000 } as const;
const implausibleRun = 3;

export function judgeSensor(
  notes: SensorNotes,
  record: SensorRecord | null,
  nowMs: number,
): { readonly status: SensorStatus; readonly detail: string | null } {
  const quietMs = nowMs - (notes.heardMs ?? notes.watchedMs);
  const limitMs = silentAfterMs(notes, record);
  if (quietMs > limitMs) return { status: 'silent', detail: silenceDetail(notes.heardMs, quietMs, limitMs) };
  if (notes.heardMs === null) return { status: 'waiting', detail: null };
  if (notes.outOfRangeRun >= implausibleRun)
    return {
      status: 'out-of-range',
      detail: `the newest ${notes.outOfRangeRun} payloads were implausible: ${notes.outOfRangeDetail ?? ''}`,
    };
  const sameMs = nowMs - notes.sameSinceMs;
  if (!notes.isAtRest && notes.sameReadings >= stuck.readings && sameMs >= stuck.ms)
    return { status: 'stuck', detail: `${notes.sameReadings} readings in ${minutes(sameMs)} min were all the same` };
  return notes.drift === null ? { status: 'live', detail: null } : { status: 'drifting', detail: notes.drift };
}

export function silentAfterMs({ intervalMs }: SensorNotes, record: SensorRecord | null): number {
  if (record !== null && record.silentAfterS !== null) return record.silentAfterS * 1000;
  if (intervalMs === null) return unheardMs;
  return Math.min(silence.mostMs, Math.max(silence.leastMs, silence.intervals * intervalMs));
}

function silenceDetail(heardMs: number | null, quietMs: number, limitMs: number): string {
  const ago =
    heardMs === null ? 'it has not been heard since the station started' : `nothing was heard for ${minutes(quietMs)} min`;
  return `${ago}; it should speak within ${minutes(limitMs)} min`;
}

function minutes(ms: number): number {
  return Math.max(1, Math.round(ms / 60_000));
}
