/** A traffic reading as the traffic API and the events for other engines give it: km/h, and names that their clients know. */
import type { StoredReading } from '../domain/reading.ts';
import type { TrafficRow } from './traffic.ts';

export function trafficRowOf({ seq, sensorId, values, atMs }: StoredReading): TrafficRow {
  const { speed, volume, density, occupancy } = values;
  return {
    ...{ id: seq, sensor_id: sensorId, speed: kilometresPerHour(speed ?? null) },
    ...{ volume: volume ?? null, density: density ?? null, occupancy: occupancy ?? null },
    timestamp: new Date(atMs).toISOString(),
  };
}

/** From m/s; to the metre an hour, beyond which digits are noise. */
export function kilometresPerHour(metresPerSecond: number | null): number | null {
  return metresPerSecond === null ? null : Math.round(metresPerSecond * 3600) / 1000;
}
