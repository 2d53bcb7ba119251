/**
 * Readings of sensors: written with their roll-ups in one transaction a batch. One that was stored before is left out and said so. Payloads that were refused are kept with their reasons, the newest 20,000 of them.
 */

import { trafficRowOf } from '../../src-contract/api/traffic-row.ts';
import type { RelayEvent } from '../../src-contract/domain/outbox.ts';
import { type RejectedReading, readingSources, riskLevels } from '../../src-contract/domain/reading.ts';
import type { NewReading, ReadingRecords } from '../../src-contract/domain/reading-records.ts';
import type { Connections } from './connections.ts';
import type { FullDisk } from './full-disk.ts';
import type { Names } from './names.ts';
import type { Outbox } from './outbox.ts';
import { createReadingLists } from './reading-lists.ts';
import type { ReadingRollups } from './reading-rollups.ts';

interface ReadingsOptions {
  readonly connections: Connections;
  readonly inBatch: FullDisk['inBatch'];
  readonly names: Names;
  readonly rollups: ReadingRollups;
  readonly outbox: Pick<Outbox, 'add' | 'eventIds'>;
  /** A transaction failed and was undone: forget what was learned inside it. */
  readonly onUndone: () => void;
}

/** A flood of bad payloads costs 10 MB or so. */
const mostRejected = 20_000;
const rowsAtOnce = 1000;
/** Enough to find a broken sender in; counted in full all the same. */
const mostRejectedOfABatch = 1000;

export function createReadings({
  connections: { batch, reader },
  inBatch,
  names,
  rollups,
  outbox,
  onUndone,
}: ReadingsOptions): ReadingRecords {
  const insert = batch.query<(number | string | null)[]>(
    `INSERT INTO readings (seq, at_ms, received_ms, sensor, type, source, digest, raw, parsed, prediction, risk)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const lists = createReadingLists(reader, names);
  const newestSeq = batch.query<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'readings'");
  const insertRejected = batch.query<[number, string]>('INSERT INTO rejected_readings (received_ms, rejected) VALUES (?, ?)');
  const trimRejected = batch.query<[number]>(
    'DELETE FROM rejected_readings WHERE seq <= (SELECT max(seq) FROM rejected_readings) - ?',
  );

  const insertOne = ({ reading }: NewReading, seq: number): boolean => {
    const { prediction } = reading;
    const who = [names.number(reading.sensorId), names.number(reading.type), readingSources.indexOf(reading.source)];
    const what = [
      reading.digest,
      reading.raw,
      JSON.stringify(reading.values),
      prediction === null ? null : JSON.stringify(prediction),
    ];
    const risk = prediction === null ? null : riskLevels.indexOf(prediction.risk);
    return insert.run(seq, reading.atMs, reading.receivedMs, ...who, ...what, risk) === 1;
  };
  const insertAll = (readings: readonly NewReading[]): (number | null)[] => {
    if (readings.length === 0) return [];
    let seq = newestSeq.get()?.seq ?? 0;
    return readings.map((each) => (insertOne(each, seq + 1) ? ++seq : null));
  };
  const rollUp = (readings: readonly NewReading[], numbers: readonly (number | null)[]): void => {
    const seq = numbers.findLast((number) => number !== null);
    if (typeof seq === 'number')
      rollups.add(
        readings.filter((_, i) => numbers[i] !== null),
        seq,
      );
  };
  const insertRefused = (rejected: readonly RejectedReading[]): void => {
    for (const each of rejected.slice(-mostRejectedOfABatch))
      insertRejected.run(Math.floor(each.receivedMs), JSON.stringify(each));
    if (rejected.length > 0) trimRejected.run(mostRejected);
  };

  return {
    append({ readings, rejected }) {
      try {
        const numbers = inBatch('readings', () => {
          insertRefused(rejected);
          const given = insertAll(readings);
          outbox.add(eventsOf(readings, given, outbox.eventIds));
          return given;
        });
        rollUp(readings, numbers);
        return numbers;
      } catch (error) {
        onUndone();
        throw error;
      }
    },
    ...{ newest: lists.newest, list: lists.list, rejected: lists.rejected },
    resume(toNew) {
      for (;;) {
        const missed = lists.after(rollups.newestSeq(), rowsAtOnce);
        const last = missed.at(-1);
        if (last === undefined) break;
        rollups.add(missed.map(toNew), last.seq);
      }
    },
    rollups: rollups.steps,
    total: rollups.total,
  };
}

/** Traffic alone goes to other engines: their topics are of traffic. */
function eventsOf(readings: readonly NewReading[], numbers: readonly (number | null)[], ids: Outbox['eventIds']): RelayEvent[] {
  return readings.flatMap(({ reading }, i) => {
    const seq = numbers[i];
    if (seq === null || seq === undefined || reading.type !== 'traffic') return [];
    const { id: _, ...payload } = trafficRowOf({ ...reading, seq });
    const { sensorId: key, atMs } = reading;
    return [{ eventId: ids.numbered('r', seq), topic: 'traffic-events', key, atMs, payload }];
  });
}
