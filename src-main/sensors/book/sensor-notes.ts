/** What is noted of a sensor with each payload. In: notes and a reading, or that one was implausible. Out: the notes after it. */
import type { Reading } from '../../../src-contract/domain/reading.ts';
import { sensorType } from '../../../src-contract/domain/sensor-types.ts';
import type { SensorNotes } from './judge-sensor.ts';

/** The newest ten intervals or so count. */
const smoothing = 0.1;

export function newNotes(nowMs: number): SensorNotes {
  return {
    ...{ watchedMs: nowMs, heardMs: null, intervalMs: null, sameSinceMs: nowMs, sameReadings: 0, isAtRest: false },
    ...{ outOfRangeRun: 0, outOfRangeDetail: null, drift: null },
  };
}

export function noteReading(notes: SensorNotes, before: Reading | null, reading: Reading): SensorNotes {
  const isSame = before !== null && sameValues(before.values, reading.values);
  return {
    ...notes,
    heardMs: reading.receivedMs,
    intervalMs: smoothed(notes, reading.receivedMs),
    sameSinceMs: isSame ? notes.sameSinceMs : reading.receivedMs,
    sameReadings: isSame ? notes.sameReadings + 1 : 1,
    isAtRest: isSame ? notes.isAtRest : atRest(reading),
    outOfRangeRun: 0,
    outOfRangeDetail: null,
  };
}

/** It speaks, so it isn't silent; but nothing that it says can be believed. */
export function noteOutOfRange(notes: SensorNotes, detail: string, nowMs: number): SensorNotes {
  return {
    ...notes,
    heardMs: nowMs,
    intervalMs: smoothed(notes, nowMs),
    outOfRangeRun: notes.outOfRangeRun + 1,
    outOfRangeDetail: detail,
  };
}

function smoothed({ heardMs, intervalMs }: SensorNotes, nowMs: number): number | null {
  if (heardMs === null) return null;
  const interval = Math.max(0, nowMs - heardMs);
  return intervalMs === null ? interval : intervalMs + smoothing * (interval - intervalMs);
}

function sameValues(a: Reading['values'], b: Reading['values']): boolean {
  for (const name in b) if (a[name] !== b[name]) return false;
  return true;
}

/** Each figure is 0 or an end of its scale: such a sensor may well say the same all night. */
function atRest({ type, values }: Reading): boolean {
  const fields = sensorType(type)?.fields ?? {};
  return Object.entries(values).every(
    ([name, value]) => value === 0 || value === fields[name]?.min || value === fields[name]?.max,
  );
}
