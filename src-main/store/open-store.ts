/**
 * The store: opens the file, ties the nouns to their connections, and starts its housekeeping. In: where
 * the file and its backups lie. Out: one object with a noun a table. What the nouns mean is left to their own files.
 */

import type { ActionCardRecords } from '../../src-contract/domain/action-card.ts';
import type { AlarmFloodRecords } from '../../src-contract/domain/alarm-flood.ts';
import type { EstimateRecords } from '../../src-contract/domain/estimate.ts';
import type { EvidenceRecords } from '../../src-contract/domain/evidence.ts';
import type { MetricRecords } from '../../src-contract/domain/metrics.ts';
import type { PlaceImports, PlaceRecords } from '../../src-contract/domain/place-records.ts';
import type { EventRecords } from '../../src-contract/domain/planned-event.ts';
import type { PredictionRecords } from '../../src-contract/domain/prediction.ts';
import type { ReadingRecords } from '../../src-contract/domain/reading-records.ts';
import type { ReplayRecords } from '../../src-contract/domain/replay-records.ts';
import type { LayoutRecords } from '../../src-contract/domain/screen-layout.ts';
import type { SensorRecords } from '../../src-contract/domain/sensor.ts';
import type { TrainRecords } from '../../src-contract/domain/train.ts';
import type { WalkBlockRecords } from '../../src-contract/domain/walk.ts';
import type { WeatherRecords } from '../../src-contract/domain/weather.ts';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import { createAlarmCards } from './alarm-cards.ts';
import { createAlarmFloods } from './alarm-floods.ts';
import { createAlarms, type StoredAlarms } from './alarms.ts';
import { type Audit, createAudit } from './audit.ts';
import { createBatchWriter } from './batch-writer.ts';
import { createChat, type StoredChat } from './chat.ts';
import { closeConnections } from './connections.ts';
import { type Crossings, createCrossings } from './crossings.ts';
import { createEstimates } from './estimates.ts';
import { createEvidence } from './evidence.ts';
import { createFaults } from './faults.ts';
import { createFullDisk, type Durably } from './full-disk.ts';
import { createHandOver, type HandOver } from './hand-over.ts';
import { createHistory, type History } from './history.ts';
import { startHousekeeping } from './housekeeping.ts';
import { createIncidents, type StoredIncidents } from './incidents.ts';
import { markOrderly } from './integrity.ts';
import { createJudgedRuns } from './judged-runs.ts';
import { createLayouts } from './layouts.ts';
import { createMetrics } from './metrics.ts';
import { migrations } from './migrations/all.ts';
import { createNames } from './names.ts';
import { createOldestSeconds, type OldestSeconds } from './oldest-seconds.ts';
import { createOneTimeCodes, type OneTimeCodes } from './one-time-codes.ts';
import { type Opened, openSoundStore } from './opening.ts';
import { createOutbox, type Outbox, type OutboxLimits } from './outbox.ts';
import { createPairingCodes, type PairingCodes } from './pairing-codes.ts';
import { createPastAlarms, type PastAlarms } from './past-alarms.ts';
import { createPastCrowd, type PastCrowd } from './past-crowd.ts';
import { createPlaceImports } from './place-imports.ts';
import { createPlaces } from './places.ts';
import { createPlannedEvents } from './planned-events.ts';
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
import { createWalkBlockRecords } from './walk-blocks.ts';
import { createWeather } from './weather.ts';

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
  readonly alarmFloods: AlarmFloodRecords;
  readonly actionCards: ActionCardRecords;
  readonly incidents: StoredIncidents;
  readonly chat: StoredChat;
  readonly samples: Samples;
  readonly tracks: Tracks;
  readonly crossings: Crossings;
  readonly judgedRuns: ReplayRecords;
  readonly pastAlarms: PastAlarms;
  readonly pastCrowd: PastCrowd;
  readonly history: History;
  readonly metrics: MetricRecords;
  readonly trains: TrainRecords;
  readonly weather: WeatherRecords;
  readonly plannedEvents: EventRecords;
  readonly places: PlaceRecords;
  readonly placeImports: PlaceImports;
  readonly walkBlocks: WalkBlockRecords;
  readonly readings: ReadingRecords;
  readonly sensors: SensorRecords;
  readonly outbox: Outbox;
  readonly predictions: PredictionRecords;
  readonly estimates: EstimateRecords;
  readonly evidence: EvidenceRecords;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly pairingCodes: PairingCodes;
  readonly serviceKeys: ServiceKeys;
  readonly audit: Audit;
  readonly oneTimeCodes: OneTimeCodes;
  readonly settings: Settings;
  readonly layouts: LayoutRecords;
  readonly handOver: HandOver;
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
  const places = createPlaces({ connections, durably, log });
  const house = startHousekeeping({ batch, writer, rollups, readingRollups, reserve, oldest, limits, clock, log });
  let closed = false;

  return {
    opened,
    alarms: createAlarms({ connections, durably, log }),
    alarmFloods: createAlarmFloods(connections, durably),
    actionCards: createAlarmCards({ connections, durably, log }),
    incidents: createIncidents({ connections, durably, log }),
    chat: createChat({ connections, durably, log }),
    samples: createSamples({ batch, writer, names, rollups }),
    tracks: createTracks(connections, writer, names),
    crossings: createCrossings(connections, writer, names),
    pastCrowd: createPastCrowd(reader),
    pastAlarms: createPastAlarms(reader, log),
    judgedRuns: createJudgedRuns(batch, reader, writer),
    history: createHistory(reader, names),
    metrics: createMetrics(reader, names),
    trains: createTrains({ connections, durably, writer, log }),
    weather: createWeather({ connections, durably, log }),
    plannedEvents: createPlannedEvents({ connections, durably, log }),
    places,
    placeImports: createPlaceImports({ connections, durably, inBatch, onApplied: places.tell }),
    walkBlocks: createWalkBlockRecords(connections, durably),
    readings: createReadings({ connections, inBatch, names, rollups: readingRollups, outbox, onUndone: names.forget }),
    sensors: createSensors({ connections, durably, log }),
    outbox,
    predictions: createPredictions({ connections, writer, names, log }),
    estimates: createEstimates({ connections, writer, names }),
    evidence: createEvidence(connections, durably),
    accounts: createAccounts(connections, durably),
    sessions: createSessions(connections, durably),
    pairingCodes: createPairingCodes(connections, durably),
    serviceKeys: createServiceKeys(connections, durably),
    audit: createAudit(connections, durably),
    oneTimeCodes: createOneTimeCodes(connections, durably),
    settings: createSettings(connections, durably),
    layouts: createLayouts(connections, durably),
    handOver: createHandOver(connections, durably),
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
      try {
        if (faults.figures().corruption === null) fullDisk.durably('mark the end', () => markOrderly(durable, true));
      } catch (error) {
        log.warn({ error: errorText(error) }, 'the end could not be noted: the next start checks the store as after a crash');
      } finally {
        closeConnections(connections);
      }
    },
  };
}
