/** Occurrences → a row an event with its bars over a span of days, cut at the edges. Pure. */
import type { OccurrenceReply } from '../../../src-contract/api/planned-events.ts';

export interface TimelineBar {
  readonly startMs: number;
  readonly endMs: number;
  /** Where it begins and how long it is, as shares of the span. */
  readonly left: number;
  readonly width: number;
}

export interface TimelineRow {
  readonly eventId: string;
  readonly name: string;
  readonly expectedAttendance: number | null;
  readonly bars: readonly TimelineBar[];
}

/** By the first of each. */
export function timelineRows(occurrences: readonly OccurrenceReply[], fromMs: number, toMs: number): TimelineRow[] {
  const rows = new Map<string, TimelineRow>();
  for (const { event_id: eventId, name, expected_attendance: expectedAttendance, start_date, end_date } of occurrences) {
    const [startMs, endMs] = [Date.parse(start_date), Date.parse(end_date)];
    if (endMs < fromMs || startMs >= toMs) continue;
    const [left, right] = [Math.max(fromMs, startMs), Math.min(toMs, endMs)].map((ms) => (ms - fromMs) / (toMs - fromMs));
    const bar = { startMs, endMs, left: left ?? 0, width: (right ?? 0) - (left ?? 0) };
    const row = rows.get(eventId) ?? { eventId, name, expectedAttendance, bars: [] };
    rows.set(eventId, { ...row, bars: [...row.bars, bar] });
  }
  return [...rows.values()];
}

const dayMs = 86_400_000;

/** The station's midnight before, and those after it. `offsetOf`: the station's clock against UTC. */
export function daysFrom(nowMs: number, count: number, offsetOf: (atMs: number) => number): number[] {
  const midnight = Math.floor((nowMs + offsetOf(nowMs)) / dayMs) * dayMs;
  return Array.from({ length: count + 1 }, (_, i) => {
    const reading = midnight + i * dayMs;
    return reading - offsetOf(reading - offsetOf(reading));
  });
}
