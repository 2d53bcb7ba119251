/**
 * An event as other engines get it: one flat object with the sensor, the time, the figures, and the ids that tell stations and events
 * apart. The same for all engines, so that a consumer needn't know which way it came.
 */
import type { NumberedRelayEvent } from '../../src-contract/domain/outbox.ts';

export interface RelayRecord {
  readonly event_id: string;
  readonly station_id: string;
  readonly [field: string]: unknown;
}

export function relayRecord({ eventId, key, atMs, payload }: NumberedRelayEvent, stationId: string): RelayRecord {
  return { sensor_id: key, timestamp: new Date(atMs).toISOString(), ...payload, event_id: eventId, station_id: stationId };
}
