/**
 * The store: opens the file, ties the nouns to their connections, and starts its housekeeping. In: where
 * the file and its backups lie. Out: one object with a noun a table. What the nouns mean is left to their own files.
 */

import type { PredictionRecords } from '../../src-contract/domain/prediction.ts';
import type { ReadingRecords } from '../../src-contract/domain/reading-records.ts';
import type { SensorRecords } from '../../src-contract/domain/sensor.ts';
import type { TrainRecords } from '../../src-contract/domain/train.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import { createAlarms, type StoredAlarms } from './alarms.ts';
import { type Audit, createAudit } from './audit.ts';
import { createBatchWriter } from './batch-writer.ts';
import { createChat, type StoredChat } from './chat.ts';
import { closeConnections } from './connections.ts';
import { type Crossings, createCrossings } from './crossings.ts';
import { createFaults } from './faults.ts';
import { createFullDisk, type Durably } from './full-disk.ts';
import { createHistory, type History } from './history.ts';
import { startHousekeeping } from './housekeeping.ts';
import { createIncidents, type StoredIncidents } from './incidents.ts';
import { markOrderly } from './integrity.ts';
import { migrations } from './migrations/all.ts';
import { createNames } from './names.ts';
import { createOldestSeconds, type OldestSeconds } from './oldest-seconds.ts';
import { createOneTimeCodes, type OneTimeCodes } from './one-time-codes.ts';
import { type Opened, openSoundStore } from './opening.ts';
import { createOutbox, type Outbox, type OutboxLimits } from './outbox.ts';
import { createPairingCodes, type PairingCodes } from './pairing-codes.ts';
import { createPredictions } from './predictions.ts';
import { createReadingRollups } from './reading-rollups.ts';
import { createReadings } from './readings.ts';
import { createReserve } from './reserve.ts';
import type { RetentionLimits, RetentionReport } from './retention.ts';
import { createRollups } from './rollups.ts';
import { createSamples, type Samples } from './samples.ts';
import { createSensors } from './sensors.ts';
import { createServiceKeys, type ServiceKeys } from './service-keys.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createSettings, type Settings } from './settings.ts';
import { assessHealth, type StoreHealth } from './store-health.ts';
import { createTracks, type Tracks } from './tracks.ts';
import { createTrains } from './trains.ts';

export interface StoreOptions {
  /** `<data>/kavach.db`; its folder is made when it isn't there. */
  readonly file: string;
  readonly backupFolder: string;
  readonly retention: RetentionLimits;
  /** Where events go; nowhere unless told. */
  readonly outbox?: OutboxLimits;
  readonly log: Log;
  readonly clock: Clock;
}

export interface Store {
  /** What state the file was found in, for health and for an alarm. */
  readonly opened: Opened;
  readonly alarms: StoredAlarms;
  readonly incidents: StoredIncidents;
  readonly chat: StoredChat;
  readonly samples: Samples;
  readonly tracks: Tracks;
  readonly crossings: Crossings;
  readonly history: History;
  readonly trains: TrainRecords;
  readonly readings: ReadingRecords;
  readonly sensors: SensorRecords;
  readonly outbox: Outbox;
  readonly predictions: PredictionRecords;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly pairingCodes: PairingCodes;
  readonly serviceKeys: ServiceKeys;
  readonly audit: Audit;
  readonly oneTimeCodes: OneTimeCodes;
  readonly settings: Settings;
  health(): StoreHealth;
  /** Writes what is queued and computes the roll-ups that are due; on a timer, and for whoever can't wait. */
  settle(nowMs: number): void;
  /** On a timer as well. */
  runRetention(nowMs: number): Promise<RetentionReport>;
  /** Writes what is queued and closes the file in order; a second call does nothing. */
  close(): Promise<void>;
}

const nowhere: OutboxLimits = { sinks: [], mostEvents: 0 };

/** Throws STORE_NEWER for a store of a later version, UNAVAILABLE when it can't be backed up before a migration. */
export function openStore({ file, backupFolder, retention: limits, outbox: outboxLimits, log, clock }: StoreOptions): Store {
  const place = { file, folder: backupFolder, nowMs: clock.nowMs() };
  const faults = createFaults({ file, log, clock });
  const { connections, opened } = openSoundStore({ place, migrations, log, onCorrupt: faults.noteCorruption });
  const { durable, batch, reader } = connections;
  const reserve = createReserve(file);
  const outbox = createOutbox({
    ...(outboxLimits ?? nowhere),
    ...{ connections, inBatch: (name, work) => fullDisk.inBatch(name, work), nowMs: () => clock.nowMs() },
    writer: { add: (rows, write) => writer.add(rows, write) },
  });
  const seconds = createOldestSeconds(batch);
  // What waits for other engines goes only after the station's own seconds are gone, as it can't be measured again from here.
  const oldest: OldestSeconds = { drop: (rows) => seconds.drop(rows) || outbox.dropOldest(rows) };
  const fullDisk = createFullDisk({ connections, reserve, oldest, log });
  const durably: Durably = (name, work) => faults.watchDurable(() => fullDisk.durably(name, work));
  const names = createNames(connections);
  const { inBatch } = fullDisk;
  const writer = createBatchWriter({ inBatch, nowMs: () => clock.nowMs(), log, onUndone: names.forget });
  const readingRollups = createReadingRollups(connections, inBatch);
  const rollups = createRollups(batch);
  const house = startHousekeeping({ batch, writer, rollups, readingRollups, reserve, oldest, limits, clock, log });
  let closed = false;

  return {
    opened,
    alarms: createAlarms({ connections, durably, log }),
    incidents: createIncidents({ connections, durably, log }),
    chat: createChat({ connections, durably, log }),
    samples: createSamples({ batch, writer, names, rollups }),
    tracks: createTracks(connections, writer, names),
    crossings: createCrossings(connections, writer, names),
    history: createHistory(reader, names),
    trains: createTrains({ connections, durably, writer, log }),
    readings: createReadings({ connections, inBatch, names, rollups: readingRollups, outbox, onUndone: names.forget }),
    sensors: createSensors({ connections, durably, log }),
    outbox,
    predictions: createPredictions({ connections, writer, names, log }),
    accounts: createAccounts(connections, durably),
    sessions: createSessions(connections, durably),
    pairingCodes: createPairingCodes(connections, durably),
    serviceKeys: createServiceKeys(connections, durably),
    audit: createAudit(connections, durably),
    oneTimeCodes: createOneTimeCodes(connections, durably),
    settings: createSettings(connections, durably),
    health: () =>
      assessHealth({
        file,
        nowMs: clock.nowMs(),
        batch: writer.figures(),
        faults: faults.figures(),
        reserveHeld: reserve.held(),
        overSize: house.overSize(),
      }),
    settle: house.settle,
    runRetention: house.runRetention,
    async close() {
      if (closed) return;
      closed = true;
      await house.stop();
      writer.close();
      if (faults.figures().corruption === null) markOrderly(durable, true);
      closeConnections(connections);
    },
  };
}
