/**
 * Trains as the station knows them: what the timetable plans, what was reported of one, what earlier ones did here, and what is
 * expected of the next. Times `…Ms` are station time; times `…S` are seconds since the service day's beginning, as GTFS counts them.
 */
import { z } from 'zod';
import type { CrowdLevel } from './band.ts';

/** One stop of a trip; `code` is the station's in its network, where it is known. */
const trainCallSchema = z.object({
  stop: z.string(),
  code: z.string().nullable(),
  arrivalS: z.number(),
  departureS: z.number(),
  platform: z.string().nullable(),
});
export type TrainCall = Readonly<z.infer<typeof trainCallSchema>>;

/** A train that calls here on the days of its service. A trip that calls here twice is two of them. */
export const timetableTripSchema = z.object({
  trainId: z.string(),
  /** One of the station's lines, or the route's own name where none of them fits. */
  line: z.string(),
  destination: z.string().nullable(),
  serviceId: z.string(),
  /** In the order of travel; `ours` is this station's place among them. */
  calls: z.array(trainCallSchema).readonly(),
  ours: z.number().int().min(0),
});
export type TimetableTrip = Readonly<z.infer<typeof timetableTripSchema>>;

/** The days of a service. Dates are `YYYYMMDD`, weekdays from Monday. */
export const serviceDaysSchema = z.object({
  id: z.string(),
  weekdays: z.array(z.boolean()).length(7).readonly(),
  from: z.string(),
  until: z.string(),
  added: z.array(z.string()).readonly(),
  removed: z.array(z.string()).readonly(),
});
export type ServiceDays = Readonly<z.infer<typeof serviceDaysSchema>>;

/** What of a feed concerns this station. */
export interface Timetable {
  readonly timezone: string;
  readonly services: readonly ServiceDays[];
  readonly trips: readonly TimetableTrip[];
}

/** How a stop of the feed was known to be this station. */
export const stopMatches = ['chosen', 'code', 'name', 'place'] as const;
export type StopMatch = (typeof stopMatches)[number];

/** What of an import is told to people. */
export const timetableFactsSchema = z.object({
  importedMs: z.number(),
  importedBy: z.string(),
  fileName: z.string(),
  publisher: z.string().nullable(),
  version: z.string().nullable(),
  /** First and last day on which a train is planned here, `YYYYMMDD`. */
  validFrom: z.string(),
  validUntil: z.string(),
  stops: z.array(z.object({ id: z.string(), name: z.string(), match: z.enum(stopMatches) })).readonly(),
  trips: z.number().int(),
  tripsByLine: z.record(z.string(), z.number().int()),
  /** Names of routes that fit none of the station's lines. */
  otherRoutes: z.array(z.string()).readonly(),
});
export type TimetableFacts = Readonly<z.infer<typeof timetableFactsSchema>>;

/** A timetable with what is told of it: what is kept. */
export interface StoredTimetable {
  readonly facts: TimetableFacts;
  readonly timetable: Timetable;
}

export const importSteps = ['unpacking', 'reading', 'choosing'] as const;
export type ImportStep = (typeof importSteps)[number];

/** Where an import stands. A failed one has changed nothing. */
export type TimetableImport =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly step: ImportStep; readonly startedMs: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly atMs: number };

export const trainMotions = ['running', 'at_platform', 'departed', 'cancelled'] as const;
export type TrainMotion = (typeof trainMotions)[number];

/** Persons on board, or persons over rated capacity. */
const trainLoadSchema = z.union([z.object({ persons: z.number() }), z.object({ occupancy: z.number() })]);
export type TrainLoad = Readonly<z.infer<typeof trainLoadSchema>>;

/** One report of a train by a system that follows it. A null is not said, and leaves what was said before. */
export interface TrainUpdate {
  readonly trainId: string;
  /** When it was so. */
  readonly atMs: number;
  readonly line: string | null;
  readonly motion: TrainMotion;
  /** Where it stands, or stood last; by name or code. */
  readonly currentStation: string | null;
  readonly nextStation: string | null;
  readonly destination: string | null;
  readonly platform: string | null;
  /** Behind its timetable, s; negative when early. */
  readonly delayS: number | null;
  /** When it is expected to stop here. */
  readonly arrivesMs: number | null;
  readonly cars: number | null;
  readonly load: TrainLoad | null;
}

const text = z.string().nullable();
const number = z.number().nullable();

/** Where and how late a train was: said together, so that an old delay is never read with a new place. */
const trainProgressSchema = z.object({
  atMs: z.number(),
  currentStation: text,
  nextStation: text,
  delayS: number,
  arrivesMs: number,
});
export type TrainProgress = Readonly<z.infer<typeof trainProgressSchema>>;

/** What has been reported of one train: the newest of each fact. `atMs` and `motion` are of the newest report. */
export const liveTrainSchema = z.object({
  trainId: z.string(),
  atMs: z.number(),
  motion: z.enum(trainMotions),
  line: text,
  destination: text,
  platform: text,
  cars: number,
  progress: trainProgressSchema.nullable(),
  load: z.object({ atMs: z.number(), value: trainLoadSchema }).nullable(),
});
export type LiveTrain = Readonly<z.infer<typeof liveTrainSchema>>;

/** What one train did here, kept so that the next can be expected. A null was not known. */
export const trainVisitSchema = z.object({
  trainId: z.string(),
  line: text,
  platform: text,
  scheduledMs: number,
  arrivedMs: z.number(),
  /** Persons on board on arrival over rated capacity. */
  occupancy: number,
  /** Persons on its platform in the half minute before it stopped, and most of them in the two minutes after. */
  platformBefore: number,
  platformPeak: number,
});
export type TrainVisit = Readonly<z.infer<typeof trainVisitSchema>>;

/**
 * scheduled: by the timetable alone. due: its time has passed, and nobody says that it has come. lost: last heard of too long ago to
 * say where it is.
 */
export const trainStatuses = ['scheduled', 'running', 'due', 'at_platform', 'cancelled', 'lost'] as const;
export type TrainStatus = (typeof trainStatuses)[number];

/** What a train's expected crowd rests on, the surest first. */
export const loadBases = ['reported', 'history', 'waiting', 'unknown'] as const;
export type LoadBasis = (typeof loadBases)[number];

/** How like this one the earlier trains are that a figure was learnt from. */
export const likenesses = ['train', 'hour', 'platform'] as const;
export type Likeness = (typeof likenesses)[number];

export interface ExpectedLoad {
  /** Persons on board when it leaves, over rated capacity; a least figure when it rests on those who wait alone. */
  readonly occupancy: number | null;
  readonly level: CrowdLevel;
  readonly basis: LoadBasis;
  /** 0..1. */
  readonly confidence: number;
}

/** Persons whom it will set down on its platform, learnt from earlier ones. */
export interface ExpectedSurge {
  readonly persons: number;
  readonly likeness: Likeness;
  readonly visits: number;
}

export interface IncomingTrain {
  readonly trainId: string;
  readonly line: string | null;
  readonly destination: string | null;
  readonly platform: string | null;
  readonly currentStation: string | null;
  readonly nextStation: string | null;
  readonly status: TrainStatus;
  readonly scheduledMs: number | null;
  /** Null where saying a time would be a guess. */
  readonly expectedMs: number | null;
  readonly delayS: number | null;
  /** What the time rests on: a report, or the timetable alone. */
  readonly source: 'live' | 'timetable';
  /** True when the report behind it is older than a train may go unheard. */
  readonly stale: boolean;
  /** When it was last reported. */
  readonly reportedMs: number | null;
  readonly cars: number | null;
  readonly load: ExpectedLoad;
  readonly surge: ExpectedSurge | null;
  /** Persons on its platform once it has set down; null when either is unknown. */
  readonly platformAfter: number | null;
}

/** Trains in the store. */
export interface TrainRecords {
  timetable(): StoredTimetable | null;
  /** On the disk when it returns; null removes it. */
  replaceTimetable(stored: StoredTimetable | null): void;
  live(sinceMs: number): LiveTrain[];
  /** Written within 100 ms, as visits are: the next report says it again. */
  saveLive(trains: readonly LiveTrain[]): void;
  /** Oldest first. */
  visits(sinceMs: number): TrainVisit[];
  addVisit(visit: TrainVisit): void;
}

export type TakenUpdate =
  | 'taken'
  /** Not newer than what is known of the train. */
  | 'late'
  /** Of more trains than a station has. */
  | 'full';
