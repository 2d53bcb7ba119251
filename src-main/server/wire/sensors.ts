/** Sensors and their readings as clients see them, and what clients send of them. */

import type { ReadingReply, RejectedReply, SensorBody, SensorChange, SensorReply } from '../../../src-contract/api/sensors.ts';
import type { SensorAlert } from '../../../src-contract/api/sockets.ts';
import { isLate, type Reading, type RejectedReading, type ToldReading } from '../../../src-contract/domain/reading.ts';
import type { Sensor, SensorRecord } from '../../../src-contract/domain/sensor.ts';
import { isKnownType } from '../../../src-contract/domain/sensor-types.ts';
import { isoTime } from './figures.ts';

export function readingReplyOf(reading: Reading, approved: boolean): ReadingReply {
  const { sensorId, type, source, atMs, receivedMs, values, prediction } = reading;
  return {
    ...{ sensor_id: sensorId, type, source, timestamp: isoTime(atMs), received_at: isoTime(receivedMs), values: rounded(values) },
    ...{ risk: prediction?.risk ?? null, fog_intensity: prediction?.fogIntensity ?? null, predicted_by: prediction?.by ?? null },
    ...{ approved, late: isLate(reading) },
  };
}

export function sensorReplyOf(sensor: Sensor): SensorReply {
  const { id, type, record, hasKey, health, latest } = sensor;
  const approved = record?.approved ?? false;
  return {
    ...{ id, type, known_type: isKnownType(type), name: record?.name ?? id, registered: record !== null, approved },
    ...{ location: record?.location ?? null, thresholds: record?.thresholds ?? [], calibration: record?.calibration ?? [] },
    ...{ silent_after_s: record?.silentAfterS ?? null, addresses: record?.addresses ?? [], has_key: hasKey },
    ...{ status: health.status, status_since: isoTime(health.sinceMs), status_detail: health.detail },
    last_seen: lastSeen(sensor),
    rate_per_minute: sensor.ratePerMin === null ? null : Math.round(sensor.ratePerMin * 10) / 10,
    ...{ readings: sensor.readings, rejected: sensor.rejected },
    latest: latest === null ? null : readingReplyOf(latest, approved),
  };
}

function lastSeen({ lastHeardMs, latest }: Sensor): string | null {
  const atMs = lastHeardMs ?? latest?.receivedMs ?? null;
  return atMs === null ? null : isoTime(atMs);
}

export function rejectedReplyOf(rejected: RejectedReading): RejectedReply {
  const { source, origin, receivedMs, sensorId, type, reason, detail, raw } = rejected;
  return { received_at: isoTime(receivedMs), source, origin, sensor_id: sensorId, type, reason, detail, raw };
}

/** Null for a reading that nobody need be alerted of. */
export function sensorAlertOf(reading: ToldReading): SensorAlert | null {
  const { prediction, sensorId, type, values, source, seq, atMs, approved } = reading;
  if (prediction === null || prediction.risk === 'LOW' || isLate(reading)) return null;
  return {
    ...{ sensor: sensorId, type, parsed: rounded(values) },
    prediction: { fog_intensity: prediction.fogIntensity, risk: prediction.risk },
    ...{ source, alert_id: `reading-${seq}`, level: prediction.risk === 'HIGH' ? 'critical' : 'warning' },
    ...{ timestamp: isoTime(atMs), approved },
  };
}

export function newSensorOf(body: SensorBody): Omit<SensorRecord, 'addedBy' | 'addedMs'> {
  const { silent_after_s: silentAfterS, location, ...rest } = body;
  return { ...rest, silentAfterS, location: location ?? null };
}

export function sensorChangeOf(change: SensorChange): Partial<Omit<SensorRecord, 'addedBy' | 'addedMs' | 'id'>> {
  const { silent_after_s: silentAfterS, ...rest } = change;
  const named = { ...rest, silentAfterS };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

/** Six digits after the point: what unit conversions add beyond them is noise. */
function rounded(values: Reading['values']): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Math.round(value * 1e6) / 1e6]));
}
