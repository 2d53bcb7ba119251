/** Trains and the timetable → what clients see of them; reports of trains → what the station takes. */
import type { IncomingTrainReply, TimetableReply, TrainUpdateBody } from '../../../src-contract/api/trains.ts';
import type { IncomingTrain, TimetableFacts, TimetableImport, TrainUpdate } from '../../../src-contract/domain/train.ts';
import { figure, isoTime, isoTimeOrNull, unit } from './figures.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

export function incomingTrainReplyOf(train: IncomingTrain, nowMs: number): IncomingTrainReply {
  const { expectedMs, delayS, load, surge } = train;
  return {
    train_id: train.trainId,
    line: train.line,
    destination: train.destination,
    platform: train.platform,
    current_station: train.currentStation,
    next_station: train.nextStation,
    crowd_level: load.level,
    // Rounded down: who is told too little time hurries, who is told too much is late.
    eta_minutes: expectedMs === null ? null : Math.max(0, Math.floor((expectedMs - nowMs) / minuteMs)),
    expected_at: isoTimeOrNull(expectedMs),
    scheduled_at: isoTimeOrNull(train.scheduledMs),
    delay_minutes: delayS === null ? null : Math.round(delayS / 6) / 10,
    status: train.status,
    source: train.source,
    stale: train.stale,
    reported_at: isoTimeOrNull(train.reportedMs),
    cars: train.cars,
    occupancy: figure(load.occupancy),
    load_basis: load.basis,
    confidence: unit(load.confidence),
    expected_to_alight: surge === null ? null : { persons: surge.persons, learnt_from: surge.likeness, visits: surge.visits },
    platform_count_after: train.platformAfter,
  };
}

/** `nowMs` where the report says no time. */
export function trainUpdateOf(body: TrainUpdateBody, nowMs: number): TrainUpdate {
  const atMs = body.timestamp === undefined ? nowMs : Date.parse(body.timestamp);
  const { arrives_at: arrivesAt, eta_minutes: etaMinutes, delay_minutes: delayMinutes } = body;
  const arrivesMs =
    arrivesAt === undefined ? (etaMinutes === undefined ? null : atMs + etaMinutes * minuteMs) : Date.parse(arrivesAt);
  return {
    trainId: body.train_id,
    atMs,
    arrivesMs,
    motion: body.status,
    line: body.line ?? null,
    currentStation: body.current_station ?? null,
    nextStation: body.next_station ?? null,
    destination: body.destination ?? null,
    platform: body.platform ?? null,
    delayS: delayMinutes === undefined ? null : Math.round(delayMinutes * 60),
    cars: body.cars ?? null,
    load: body.load ?? null,
  };
}

export function timetableReplyOf(facts: TimetableFacts | null, importing: TimetableImport, today: string): TimetableReply {
  return { timetable: facts === null ? null : factsReply(facts, today), import: importReply(importing) };
}

function factsReply(facts: TimetableFacts, today: string): NonNullable<TimetableReply['timetable']> {
  return {
    imported_at: isoTime(facts.importedMs),
    imported_by: facts.importedBy,
    file_name: facts.fileName,
    publisher: facts.publisher,
    version: facts.version,
    valid_from: isoDate(facts.validFrom),
    valid_until: isoDate(facts.validUntil),
    days_left: Math.round((Date.parse(isoDate(facts.validUntil)) - Date.parse(isoDate(today))) / dayMs),
    stops: [...facts.stops],
    trains: facts.trips,
    trains_by_line: facts.tripsByLine,
    other_routes: [...facts.otherRoutes],
  };
}

function importReply(state: TimetableImport): TimetableReply['import'] {
  switch (state.kind) {
    case 'idle':
      return { state: 'idle' };
    case 'running':
      return { state: 'running', step: state.step, started_at: isoTime(state.startedMs) };
    case 'failed':
      return { state: 'failed', reason: state.reason, at: isoTime(state.atMs) };
  }
}

function isoDate(date: string): string {
  return `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`;
}
