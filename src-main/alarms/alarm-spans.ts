/** How long alarms stood and called, and how often they came at once: what alarm-health.ts judges. Pure; moments come the oldest first. */
import type { Alarm } from '../../src-contract/domain/alarm.ts';
import type { AlarmMoment } from '../../src-contract/domain/alarm-health.ts';

const staleAfterMs = 24 * 3_600_000;
const chatterMs = 60_000;
const chatterTimes = 3;

/** The most alarms at any one time of [fromMs, toMs] that had stood for longer than a day. */
export function mostStale(
  moments: readonly AlarmMoment[],
  open: readonly Pick<Alarm, 'id' | 'raisedMs'>[],
  fromMs: number,
  toMs: number,
): number {
  const raisedMs = new Map(open.map(({ id, raisedMs }) => [id, raisedMs]));
  const closedMs = new Map<string, number>();
  for (const moment of moments) {
    raisedMs.set(moment.alarmId, moment.raisedMs);
    if (moment.kind === 'closed') closedMs.set(moment.alarmId, moment.atMs);
  }
  const turns = [...raisedMs].flatMap(([id, raised]) => {
    const [from, until] = [raised + staleAfterMs, closedMs.get(id) ?? toMs];
    return from >= until || until < fromMs
      ? []
      : [
          { atMs: from, by: 1 },
          { atMs: until, by: -1 },
        ];
  });
  let [now, most] = [0, 0];
  for (const { by } of turns.toSorted((a, b) => a.atMs - b.atMs || a.by - b.by)) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

/** Keys that came 3 times or more within 60 s. */
export function chatteringKeys(arrived: readonly AlarmMoment[]): ReadonlySet<string> {
  const chattering = new Set<string>();
  for (const [key, same] of Map.groupBy(arrived, (moment) => moment.key)) {
    const isFast = same.some((moment, i) => {
      const first = same[i - chatterTimes + 1];
      return first !== undefined && moment.atMs - first.atMs < chatterMs;
    });
    if (isFast) chattering.add(key);
  }
  return chattering;
}

/** Ms from the moment an alarm began to call to its acknowledgement; what closed or was shelved without one is left out. */
export function acknowledgeTimes(moments: readonly AlarmMoment[]): number[] {
  const callingSince = new Map<string, number>();
  const times: number[] = [];
  for (const { alarmId, kind, life, atMs, raisedMs } of moments) {
    if (kind === 'acknowledged') times.push(atMs - (callingSince.get(alarmId) ?? raisedMs));
    if (life !== 'unacknowledged' && life !== 'returned') callingSince.delete(alarmId);
    else if (!callingSince.has(alarmId)) callingSince.set(alarmId, atMs);
  }
  return times;
}
