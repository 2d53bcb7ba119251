/**
 * The minutes of every zone over three weeks, on one grid, read once and then only what is new. In: a way to read a zone's minutes.
 * Out: minutes up to now. Long pasts are read a day at a time with the station's other work in between.
 */
import { setImmediate } from 'node:timers/promises';

/** By which the week is learnt: each half hour of it is seen three times. A zone takes 120 kB. */
export const spanMinutes = 21 * 1440;
export const minuteMs = 60_000;
const sliceMinutes = 1440;
/** Figures come late, after a stalled disk or a restart. */
const readAgainMinutes = 10;

export interface MinuteHistoriesOptions {
  /** The mean of each minute in [fromMs, toMs), null where nobody knew it. */
  readonly read: (zoneId: string, fromMs: number, toMs: number) => readonly (number | null)[];
}

export interface MinuteHistories {
  /** [spanMinutes] that end at `endMs`, a whole minute; NaN is unknown. The values are the caller's to read. */
  upTo(zoneId: string, endMs: number): Promise<Float32Array>;
}

export function createMinuteHistories({ read }: MinuteHistoriesOptions): MinuteHistories {
  const kept = new Map<string, { endMs: number; values: Float32Array }>();
  return {
    async upTo(zoneId, endMs) {
      const old = kept.get(zoneId);
      const values = new Float32Array(spanMinutes).fill(Number.NaN);
      const startMs = endMs - spanMinutes * minuteMs;
      const shift = old === undefined ? spanMinutes : Math.round((endMs - old.endMs) / minuteMs);
      // A clock that was put back makes what is kept worthless.
      const isUsable = old !== undefined && shift >= 0 && shift < spanMinutes;
      if (isUsable) values.set(old.values.subarray(shift));
      const first = isUsable ? Math.max(0, spanMinutes - shift - readAgainMinutes) : 0;
      for (let minute = first; minute < spanMinutes; minute += sliceMinutes) {
        const until = Math.min(spanMinutes, minute + sliceMinutes);
        const means = read(zoneId, startMs + minute * minuteMs, startMs + until * minuteMs);
        for (const [i, mean] of means.entries()) values[minute + i] = mean ?? Number.NaN;
        if (until - minute === sliceMinutes) await setImmediate();
      }
      kept.set(zoneId, { endMs, values });
      return values;
    },
  };
}
