/** What the server needs of sensors and their readings; kavach.ts fills it. Times are station time, ms. */
import type { RejectReason, SensorPayload, StoredReading, TakenPayload, ToldReading } from '../../src-contract/domain/reading.ts';
import type { ReadingRecords } from '../../src-contract/domain/reading-records.ts';
import type { Sensor, SensorRecord } from '../../src-contract/domain/sensor.ts';
import type { TrafficAnalytics } from '../../src-contract/domain/traffic.ts';

export interface Actor {
  readonly by: string;
  readonly atMs: number;
}

type Added = 'addedBy' | 'addedMs';

/** Where sensors of other machines reach the station; null where they can't. */
export interface IntakeAddresses {
  readonly mqttUrl: string | null;
  readonly mqttTopic: string;
  readonly tcpAddress: string | null;
}

export interface SensorsPort {
  list(): readonly Sensor[];
  find(id: string): Sensor | null;
  /** Throw KavachError: CONFLICT, NOT_FOUND. */
  add(sensor: Omit<SensorRecord, Added>, actor: Actor): Sensor;
  addMany(sensors: readonly Omit<SensorRecord, Added>[], actor: Actor): { readonly added: number; readonly changed: number };
  change(id: string, change: Partial<Omit<SensorRecord, Added | 'id'>>, actor: Actor): Sensor;
  remove(id: string, nowMs: number): void;
  setKey(id: string, keyHash: string, nowMs: number): void;
  intake(): IntakeAddresses;
  /** Resolves when it is stored, or can't be. */
  take(payload: SensorPayload): Promise<TakenPayload>;
  /** Each batch once it is stored. */
  subscribe(listener: (readings: readonly ToldReading[]) => void): () => void;
  /** The newest of each sensor of the type. */
  newestReadings(type: string): readonly StoredReading[];
  readonly traffic: TrafficAnalytics;
  readonly timezone: string;
  rejectedSinceStart(): Readonly<Partial<Record<RejectReason, number>>>;
  readonly records: Pick<ReadingRecords, 'list' | 'rejected' | 'rollups' | 'total'>;
}
