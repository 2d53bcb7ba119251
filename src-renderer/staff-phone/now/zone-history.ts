/** A zone's last half hour as the phone shows it: a value for each minute, null where nothing is known. Pure. */
import type { CrowdHistoryReply, ZoneReply } from '../../../src-contract/api/crowd.ts';
import { historyValue } from '../../client/zone-look.ts';

export interface MinutePoint {
  /** Station time, start of the minute, ms. */
  readonly atMs: number;
  /** Of the quantity that the zone's band rests on: persons/m², or people over capacity. */
  readonly value: number | null;
}

export const minuteMs = 60_000;
export const shownMinutes = 30;
/** The station sums up a minute some two seconds after it has ended: until then it is no gap. */
const graceMs = 5000;

/** Every minute that ended in the half hour before `toMs`, oldest first, so that a gap is a gap and no line is drawn across it. */
export function lastHalfHour(
  points: CrowdHistoryReply['points'],
  zone: Pick<ZoneReply, 'basis' | 'capacity'>,
  toMs: number,
): MinutePoint[] {
  const known = new Map(points.map((point) => [Math.floor(Date.parse(point.timestamp) / minuteMs), historyValue(point, zone)]));
  const endMinute = Math.floor((toMs - graceMs) / minuteMs);
  return Array.from({ length: shownMinutes }, (_, i) => {
    const minute = endMinute - shownMinutes + i;
    return { atMs: minute * minuteMs, value: known.get(minute) ?? null };
  });
}
