/**
 * When an event takes place. In: the event and a span of time. Out: its occurrences that overlap the span, by their start: those of its rule by
 * its own clock, further ones, without the cancelled, with the moved as they are now. The first always takes place as entered. Pure.
 */
import type { EventOccurrence, PlannedEvent } from '../../../src-contract/domain/planned-event.ts';
import { instantOf, readingAt } from '../local-clock.ts';
import { readRule } from './repeat-rule.ts';
import { ruleDays } from './rule-days.ts';

const dayMs = 86_400_000;

/** All that overlap [fromMs, toMs). */
export function occurrencesOf(event: PlannedEvent, fromMs: number, toMs: number): readonly EventOccurrence[] {
  const lengthMs = event.endMs - event.startMs;
  const { id: eventId, name, expectedAttendance, location } = event;
  const shared = { eventId, name, expectedAttendance, at: location?.at ?? null };
  const changed = new Set(event.changes.map(({ plannedMs }) => plannedMs));
  const planned = new Set([...startsOf(event, fromMs - lengthMs, toMs), ...event.alsoMs].filter((atMs) => !changed.has(atMs)));
  const moved = event.changes.flatMap((change) =>
    change.kind === 'moved' ? [{ ...shared, name: change.name, startMs: change.startMs, endMs: change.endMs }] : [],
  );
  const all = [...[...planned].map((startMs) => ({ ...shared, startMs, endMs: startMs + lengthMs })), ...moved];
  return all
    .filter(({ startMs, endMs }) => startMs < toMs && (endMs > fromMs || startMs >= fromMs))
    .toSorted((a, b) => a.startMs - b.startMs);
}

/** By the rule, from about `fromMs` to about `toMs`: a day more on either side, for the clocks of the zones. */
function startsOf({ startMs, repeats, timezone }: PlannedEvent, fromMs: number, toMs: number): number[] {
  if (repeats === null) return [startMs];
  const rule = readRule(repeats);
  const firstReadingMs = readingAt(startMs, timezone);
  const firstDay = Math.floor(firstReadingMs / dayMs);
  const ofDayMs = firstReadingMs - firstDay * dayMs;
  const span = { from: Math.floor(fromMs / dayMs) - 1, to: Math.ceil(toMs / dayMs) + 1 };
  const untilMs = untilOf(rule.until, timezone);
  const starts = [startMs];
  let counted = 1;
  for (const day of ruleDays(rule, firstDay, span)) {
    if (day === firstDay) continue;
    if (rule.count !== null && counted >= rule.count) break;
    counted += 1;
    if (day < span.from) continue;
    const atMs = instantOf(day * dayMs + ofDayMs, timezone);
    if (atMs > untilMs) break;
    starts.push(atMs);
  }
  return starts;
}

function untilOf(until: ReturnType<typeof readRule>['until'], timezone: string): number {
  if (until === null) return Number.POSITIVE_INFINITY;
  return until.isUtc ? until.readingMs : instantOf(until.readingMs, timezone);
}
