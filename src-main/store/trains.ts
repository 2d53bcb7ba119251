/** The timetable in force, the last reports of trains, and their visits. A row that can't be read is left out with a line in the log. */
import { z } from 'zod';
import {
  liveTrainSchema,
  type StoredTimetable,
  serviceDaysSchema,
  type TrainRecords,
  timetableFactsSchema,
  timetableTripSchema,
  trainVisitSchema,
} from '../../src-contract/domain/train.ts';
import type { Log } from '../log.ts';
import type { BatchWriter } from './batch-writer.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';

interface TrainsOptions {
  readonly connections: Connections;
  readonly durably: Durably;
  readonly writer: BatchWriter;
  readonly log: Log;
}

interface TimetableRow {
  readonly facts: string;
  readonly timezone: string;
  readonly services: string;
}

export function createTrains({ connections: { durable, batch, reader }, durably, writer, log }: TrainsOptions): TrainRecords {
  const timetable = reader.query<[], TimetableRow>('SELECT facts, timezone, services FROM timetables');
  const trips = reader.query<[], { value: string }>('SELECT trip AS value FROM timetable_trips ORDER BY id');
  const removeTrips = durable.query('DELETE FROM timetable_trips');
  const removeTimetable = durable.query('DELETE FROM timetables');
  const addTimetable = durable.query<string[]>('INSERT INTO timetables (id, facts, timezone, services) VALUES (1, ?, ?, ?)');
  const addTrip = durable.query<[string]>('INSERT INTO timetable_trips (trip) VALUES (?)');
  const live = reader.query<[number], { value: string }>('SELECT train AS value FROM live_trains WHERE at_ms >= ?');
  const saveLive = batch.query<(string | number)[]>(
    `INSERT INTO live_trains (train_id, at_ms, train) VALUES (?, ?, ?)
     ON CONFLICT (train_id) DO UPDATE SET at_ms = excluded.at_ms, train = excluded.train`,
  );
  const visits = reader.query<[number], { value: string }>(
    'SELECT visit AS value FROM train_visits WHERE at_ms >= ? ORDER BY at_ms',
  );
  const addVisit = batch.query<(string | number)[]>('INSERT INTO train_visits (at_ms, visit) VALUES (?, ?)');

  const readAll = <T>(schema: z.ZodType<T>, rows: readonly { value: string }[]): T[] => {
    const read = rows.map(({ value }) => schema.safeParse(JSON.parse(value)));
    const broken = read.filter(({ success }) => !success).length;
    if (broken > 0) log.warn({ rows: broken }, 'rows about trains could not be read');
    return read.flatMap(({ data }) => (data === undefined ? [] : [data]));
  };

  return {
    timetable() {
      const row = timetable.get();
      if (row === undefined) return null;
      const facts = timetableFactsSchema.safeParse(JSON.parse(row.facts));
      const services = z.array(serviceDaysSchema).safeParse(JSON.parse(row.services));
      if (facts.success && services.success) {
        const { timezone } = row;
        return {
          facts: facts.data,
          timetable: { timezone, services: services.data, trips: readAll(timetableTripSchema, trips.all()) },
        };
      }
      log.error({}, 'the timetable in the store could not be read; import it again');
      return null;
    },
    replaceTimetable: (stored) =>
      durably('trains.replaceTimetable', () => {
        removeTrips.run();
        removeTimetable.run();
        if (stored !== null) insertTimetable(stored);
      }),
    live: (sinceMs) => readAll(liveTrainSchema, live.all(sinceMs)),
    saveLive: (trains) =>
      writer.add(trains.length, () => {
        for (const train of trains) saveLive.run(train.trainId, train.atMs, JSON.stringify(train));
      }),
    visits: (sinceMs) => readAll(trainVisitSchema, visits.all(sinceMs)),
    addVisit: (visit) => writer.add(1, () => void addVisit.run(visit.arrivedMs, JSON.stringify(visit))),
  };

  function insertTimetable({ facts, timetable: { timezone, services, trips: planned } }: StoredTimetable): void {
    addTimetable.run(JSON.stringify(facts), timezone, JSON.stringify(services));
    for (const trip of planned) addTrip.run(JSON.stringify(trip));
  }
}
