/**
 * What is registered of sensors: the site file's, and over it what was changed here. In: commands. Out: records in the store and in the book.
 * Who may give which command is left to the routes.
 */
import type { Sensor, SensorRecord, SensorRecords } from '../../src-contract/domain/sensor.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import { KavachError } from '../errors.ts';
import type { SensorBook } from './book/sensor-book.ts';

export type SensorSettings = Omit<SensorRecord, 'id' | 'addedBy' | 'addedMs'>;
export type NewSensor = Omit<SensorRecord, 'addedBy' | 'addedMs'>;

interface Actor {
  readonly by: string;
  readonly atMs: number;
}

export interface SensorRegistry {
  /** Throws CONFLICT for one that is registered, and, as all do, for a place without approval. */
  add(sensor: NewSensor, actor: Actor): Sensor;
  /** All of them; those that are registered are changed. */
  addMany(sensors: readonly NewSensor[], actor: Actor): { readonly added: number; readonly changed: number };
  /** One that was only heard becomes registered. Throws NOT_FOUND. */
  change(id: string, change: Partial<SensorSettings>, actor: Actor): Sensor;
  /** Throws NOT_FOUND, and CONFLICT for one of the site file. */
  remove(id: string, nowMs: number): void;
  /** Throws NOT_FOUND for one that isn't registered. */
  setKey(id: string, keyHash: string, nowMs: number): void;
}

interface RegistryOptions {
  readonly site: Pick<SiteConfig, 'sensors'>;
  readonly records: SensorRecords;
  readonly book: SensorBook;
  readonly nowMs: number;
}

/** As many as a site file may name. */
const mostSensors = 5000;

export function createSensorRegistry({ site, records, book, nowMs }: RegistryOptions): SensorRegistry {
  const ofSite = new Map(site.sensors.map((sensor) => [sensor.id, siteRecord(sensor, nowMs)]));

  const refresh = (atMs: number): void => {
    const stored = records.list();
    const changed = new Set(stored.map(({ record }) => record.id));
    const untouched = [...ofSite.values()].filter(({ id }) => !changed.has(id));
    book.register([...stored, ...untouched.map((record) => ({ record, hasKey: false }))], atMs);
  };
  const keep = (sensors: readonly NewSensor[], { by, atMs }: Actor): void => {
    const fresh = sensors.filter(({ id }) => book.record(id) === null).length;
    if (book.list().filter(({ record }) => record !== null).length + fresh > mostSensors)
      throw new KavachError('CONFLICT', `A station has at most ${mostSensors} sensors. Remove those that are gone.`);
    records.save(sensors.map((sensor) => ({ ...sensor, ...origin(book.record(sensor.id), by, atMs) })));
    refresh(atMs);
  };
  /** Whoever sends under a name could else put it on the operators' map. */
  const refusePlacing = ({ id, location, approved }: Pick<SensorRecord, 'id' | 'location' | 'approved'>): void => {
    if (location !== null && !approved) throw new KavachError('CONFLICT', `Approve ${id} to place it on the map.`);
  };
  const found = (id: string): Sensor => {
    const sensor = book.find(id);
    if (sensor === null) throw new KavachError('NOT_FOUND', `No sensor ${id} is registered, and none was heard.`);
    return sensor;
  };

  refresh(nowMs);
  return {
    add(sensor, actor) {
      if (book.record(sensor.id) !== null)
        throw new KavachError('CONFLICT', `A sensor ${sensor.id} is registered. Change it, or choose another id.`);
      refusePlacing(sensor);
      keep([sensor], actor);
      return found(sensor.id);
    },
    addMany(sensors, actor) {
      const changed = sensors.filter(({ id }) => book.record(id) !== null).length;
      for (const sensor of sensors) refusePlacing(sensor);
      keep(sensors, actor);
      return { added: sensors.length - changed, changed };
    },
    change(id, change, actor) {
      const sensor = found(id);
      const next = { ...(sensor.record ?? heardRecord(sensor)), ...change };
      // One whose approval is withdrawn keeps its place for when it is approved again.
      if (change.location !== undefined) refusePlacing(next);
      keep([next], actor);
      return found(id);
    },
    remove(id, atMs) {
      if (ofSite.has(id))
        throw new KavachError(
          'CONFLICT',
          `${id} stands in the site file. Take it out there and start again, or withdraw its approval.`,
        );
      if (!records.remove(id)) throw new KavachError('NOT_FOUND', `No sensor ${id} is registered.`);
      refresh(atMs);
    },
    setKey(id, keyHash, atMs) {
      const { record } = found(id);
      if (record === null) throw new KavachError('NOT_FOUND', `${id} was heard, but isn't registered. Approve it first.`);
      // One of the site file has no row of its own until now.
      if (!records.setKey(id, keyHash)) {
        records.save([record]);
        records.setKey(id, keyHash);
      }
      refresh(atMs);
    },
  };
}

function siteRecord({ id, type, name, location }: SiteConfig['sensors'][number], nowMs: number): SensorRecord {
  return {
    ...{ id, type, name, location: location ?? null, approved: true, thresholds: [], calibration: [] },
    ...{ silentAfterS: null, addresses: [], addedBy: 'site file', addedMs: nowMs },
  };
}

function heardRecord({ id, type }: Sensor): NewSensor {
  return {
    ...{ id, type, name: id, location: null, approved: false, thresholds: [], calibration: [] },
    ...{ silentAfterS: null, addresses: [] },
  };
}

function origin(record: SensorRecord | null, by: string, atMs: number): Pick<SensorRecord, 'addedBy' | 'addedMs'> {
  return record === null ? { addedBy: by, addedMs: atMs } : { addedBy: record.addedBy, addedMs: record.addedMs };
}
