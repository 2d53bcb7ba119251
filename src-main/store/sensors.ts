/** The registry of sensors and the SHA-256 (hex) of their keys. A row that can't be read is left out with a line in the log. */
import { type SensorRecord, type SensorRecords, sensorRecordSchema } from '../../src-contract/domain/sensor.ts';
import type { Log } from '../log.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';

interface SensorsOptions {
  readonly connections: Connections;
  readonly durably: Durably;
  readonly log: Log;
}

export function createSensors({ connections: { durable, reader }, durably, log }: SensorsOptions): SensorRecords {
  const all = reader.query<[], { id: string; sensor: string; has_key: number }>(
    'SELECT id, sensor, key_hash IS NOT NULL AS has_key FROM sensors ORDER BY id',
  );
  const save = durable.query<[string, string]>(
    'INSERT INTO sensors (id, sensor) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET sensor = excluded.sensor',
  );
  const remove = durable.query<[string]>('DELETE FROM sensors WHERE id = ?');
  const setKey = durable.query<[string, string]>('UPDATE sensors SET key_hash = ? WHERE id = ?');
  const byKey = reader.query<[string], { id: string }>('SELECT id FROM sensors WHERE key_hash = ?');

  const read = ({ id, sensor, has_key }: { id: string; sensor: string; has_key: number }) => {
    const { data: record, error } = sensorRecordSchema.safeParse(JSON.parse(sensor));
    if (record === undefined) log.error({ id, error: error?.message }, 'what is registered of a sensor could not be read');
    return record === undefined ? [] : [{ record, hasKey: has_key === 1 }];
  };
  const saveAll = (records: readonly SensorRecord[]): void => {
    for (const record of records) save.run(record.id, JSON.stringify(record));
  };
  return {
    list: () => all.all().flatMap(read),
    save: (records) => durably('sensors.save', () => saveAll(records)),
    remove: (id) => durably('sensors.remove', () => remove.run(id) === 1),
    setKey: (id, keyHash) => durably('sensors.setKey', () => setKey.run(keyHash, id) === 1),
    findByKey: (keyHash) => byKey.get(keyHash)?.id ?? null,
  };
}
