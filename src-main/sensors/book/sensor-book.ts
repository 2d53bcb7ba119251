/**
 * Every sensor that is registered or was heard: its record, its newest reading and how it does. In: records, readings as they are stored,
 * payloads that were refused. Out: sensors for the page, for conditions, and for whoever reads payloads. It is all in memory and bounded.
 */
import type { RejectedReading, RiskLevel, StoredReading } from '../../../src-contract/domain/reading.ts';
import type { Sensor, SensorHealth, SensorRecord } from '../../../src-contract/domain/sensor.ts';
import { heldRisk } from './held-risk.ts';
import { judgeSensor, type SensorNotes } from './judge-sensor.ts';
import { newNotes, noteOutOfRange, noteReading } from './sensor-notes.ts';

/** A station has hundreds; whoever makes up names must not fill the memory (some 1 KB each). */
export const mostHeard = 10_000;
const mostTypes = 200;

interface Entry {
  record: SensorRecord | null;
  hasKey: boolean;
  type: string;
  notes: SensorNotes;
  latest: StoredReading | null;
  risk: RiskLevel | null;
  health: SensorHealth;
  readings: number;
  rejected: number;
}

export interface SensorBook {
  /** Replaces what was registered; sensors that are no longer in it stay as heard, if they were. */
  register(registered: readonly { readonly record: SensorRecord; readonly hasKey: boolean }[], nowMs: number): void;
  /** What the store knew of before the start: shown with its age, and no sign of life. */
  recall(readings: readonly StoredReading[], nowMs: number): void;
  /** False where there is no room for one that was never heard, or for its type. */
  hasRoomFor(sensorId: string, type: string): boolean;
  note(reading: StoredReading): void;
  noteRejected(rejected: RejectedReading): void;
  noteDrift(sensorId: string, drift: string | null): void;
  record(sensorId: string): SensorRecord | null;
  /** Judges all anew; once a second is enough. */
  judge(nowMs: number): void;
  find(sensorId: string): Sensor | null;
  /** In no order. */
  list(): readonly Sensor[];
  /** What a site alarm goes by; null where the sensor isn't live, or has nothing to say. */
  heldRisk(sensorId: string): RiskLevel | null;
}

export function createSensorBook(): SensorBook {
  const entries = new Map<string, Entry>();
  const types = new Set<string>();

  const entryOf = (id: string, type: string, nowMs: number): Entry => {
    const known = entries.get(id);
    if (known !== undefined) return known;
    const made: Entry = {
      ...{ record: null, hasKey: false, type, notes: newNotes(nowMs), latest: null, risk: null, readings: 0, rejected: 0 },
      health: { status: 'waiting', sinceMs: nowMs, detail: null },
    };
    entries.set(id, made);
    types.add(type);
    return made;
  };
  const judgeOne = (entry: Entry, nowMs: number): void => {
    const { status, detail } = judgeSensor(entry.notes, entry.record, nowMs);
    entry.health = { status, detail, sinceMs: status === entry.health.status ? entry.health.sinceMs : nowMs };
  };

  return {
    register(registered, nowMs) {
      const kept = new Map(registered.map((each) => [each.record.id, each]));
      for (const { record } of registered) entryOf(record.id, record.type, nowMs);
      for (const [id, entry] of entries) {
        const own = kept.get(id);
        if (own === undefined && entry.latest === null) entries.delete(id);
        entry.record = own?.record ?? null;
        entry.hasKey = own?.hasKey ?? false;
        entry.type = own?.record.type ?? entry.latest?.type ?? entry.type;
        judgeOne(entry, nowMs);
      }
    },
    recall(readings, nowMs) {
      for (const reading of readings) entryOf(reading.sensorId, reading.type, nowMs).latest = reading;
    },
    hasRoomFor: (sensorId, type) =>
      entries.has(sensorId) || (entries.size < mostHeard && (types.has(type) || types.size < mostTypes)),
    note(reading) {
      const entry = entryOf(reading.sensorId, reading.type, reading.receivedMs);
      entry.notes = noteReading(entry.notes, entry.latest, reading);
      entry.readings++;
      // What comes late says nothing of now.
      if (entry.latest !== null && entry.latest.atMs > reading.atMs) return;
      entry.latest = reading;
      entry.risk = heldRisk(entry.risk, reading, entry.record?.thresholds ?? []);
    },
    noteRejected({ sensorId, reason, detail, receivedMs }) {
      const entry = sensorId === null ? undefined : entries.get(sensorId);
      if (entry === undefined) return;
      entry.rejected++;
      if (reason === 'out-of-range') entry.notes = noteOutOfRange(entry.notes, detail, receivedMs);
    },
    noteDrift(sensorId, drift) {
      const entry = entries.get(sensorId);
      if (entry !== undefined) entry.notes = { ...entry.notes, drift };
    },
    record: (sensorId) => entries.get(sensorId)?.record ?? null,
    judge(nowMs) {
      for (const entry of entries.values()) judgeOne(entry, nowMs);
    },
    find: (sensorId) => sensorOf(sensorId, entries.get(sensorId)),
    list: () => [...entries].flatMap(([id, entry]) => sensorOf(id, entry) ?? []),
    heldRisk(sensorId) {
      const entry = entries.get(sensorId);
      return entry === undefined || isBlind(entry.health.status) ? null : entry.risk;
    },
  };
}

function isBlind(status: SensorHealth['status']): boolean {
  return status === 'waiting' || status === 'silent' || status === 'out-of-range';
}

function sensorOf(id: string, entry: Entry | undefined): Sensor | null {
  if (entry === undefined) return null;
  const { type, record, hasKey, health, notes, readings, rejected, latest } = entry;
  const { intervalMs } = notes;
  const ratePerMin = intervalMs === null || health.status === 'silent' ? null : 60_000 / Math.max(1, intervalMs);
  return { id, type, record, hasKey, health, lastHeardMs: notes.heardMs, ratePerMin, readings, rejected, latest };
}
