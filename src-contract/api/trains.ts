/** Trains as clients see them, how they are reported, and how a timetable comes in. A `null` is unknown. */
import { z } from 'zod';
import { crowdLevels } from '../domain/band.ts';
import { importSteps, likenesses, loadBases, stopMatches, trainMotions, trainStatuses } from '../domain/train.ts';
import { networkProfileSchema } from '../network-profile.ts';
import { type RouteContract, timestamp } from './route.ts';

const text = z.string().nullable();
const figure = z.number().nullable();
const unit = z.number().min(0).max(1);

export const incomingTrainReply = z.object({
  train_id: z.string(),
  line: text,
  destination: text,
  platform: text,
  current_station: text.describe('As reported; with source timetable as planned'),
  next_station: text,
  crowd_level: z.enum(crowdLevels).describe('Of the train when it leaves, if all who wait board it'),
  eta_minutes: z.number().int().min(0).nullable().describe('Null where a time would be a guess: `status` says why'),
  expected_at: timestamp.nullable(),
  scheduled_at: timestamp.nullable(),
  delay_minutes: figure,
  status: z.enum(trainStatuses),
  source: z.enum(['live', 'timetable']),
  stale: z.boolean().describe('The report behind it is older than a train may go unheard'),
  reported_at: timestamp.nullable(),
  cars: z.number().int().nullable(),
  occupancy: figure.describe('What crowd_level is judged by: persons over rated capacity'),
  load_basis: z.enum(loadBases),
  confidence: unit,
  expected_to_alight: z
    .object({ persons: z.number().int(), learnt_from: z.enum(likenesses), visits: z.number().int() })
    .nullable()
    .describe('Persons whom it adds to its platform: the median of earlier trains like it'),
  platform_count_after: figure.describe('Persons on its platform then'),
});
export type IncomingTrainReply = z.infer<typeof incomingTrainReply>;

const word = z.string().trim().min(1).max(80);

/** One report. What is left out leaves what was reported before. */
export const trainUpdateBody = z.strictObject({
  train_id: z.string().trim().min(1).max(60),
  status: z.enum(trainMotions).default('running'),
  timestamp: timestamp.optional().describe('When it was so; now unless told'),
  line: word.max(64).optional(),
  current_station: word.optional().describe('Where it stands or stood last, by name or code'),
  next_station: word.optional(),
  destination: word.optional(),
  platform: word.max(20).optional(),
  delay_minutes: z.number().min(-120).max(1440).optional(),
  arrives_at: timestamp.optional().describe('When it is expected to stop here'),
  eta_minutes: z.number().min(0).max(1440).optional().describe('The same, in minutes from `timestamp`'),
  cars: z.number().int().min(1).max(100).optional(),
  load: z
    .union([
      z.strictObject({ persons: z.number().min(0).max(50_000) }),
      z.strictObject({ occupancy: z.number().min(0).max(10).describe('Persons over rated capacity') }),
    ])
    .optional(),
});
export type TrainUpdateBody = z.infer<typeof trainUpdateBody>;

const updatesReply = z.object({
  taken: z.number().int(),
  late: z.number().int().describe('Not newer than what was known of the train'),
  refused: z.array(z.object({ index: z.number().int(), reason: z.string() })),
});

const date = z.iso.date();

const timetableReply = z.object({
  timetable: z
    .object({
      imported_at: timestamp,
      imported_by: z.string(),
      file_name: z.string(),
      publisher: text,
      version: text,
      valid_from: date,
      valid_until: date,
      days_left: z.number().int().describe('0 on its last day, negative when it has ended'),
      stops: z.array(z.object({ id: z.string(), name: z.string(), match: z.enum(stopMatches) })),
      trains: z.number().int(),
      trains_by_line: z.record(z.string(), z.number().int()),
      other_routes: z.array(z.string()).describe('Routes that fit none of the station’s lines'),
    })
    .nullable(),
  import: z.discriminatedUnion('state', [
    z.object({ state: z.literal('idle') }),
    z.object({ state: z.literal('running'), step: z.enum(importSteps), started_at: timestamp }),
    z.object({ state: z.literal('failed'), reason: z.string(), at: timestamp }),
  ]),
});
export type TimetableReply = z.infer<typeof timetableReply>;

const feedFile = z
  .custom<Uint8Array>((value) => value instanceof Uint8Array, 'a file is needed')
  .meta({ type: 'string', format: 'binary', description: 'A GTFS feed: the ZIP archive as it was published' });
const feedFacts = {
  name: z.string().trim().min(1).max(200).optional().describe('Of the file, for show'),
  stop_id: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe('The feed’s id of this station, where it can’t be told by code, name or place'),
};

const tag = 'Trains';
const timetablePath = '/api/trains/timetable';

export const trainRoutes = {
  incomingTrains: {
    ...{ method: 'GET', path: '/api/trains/incoming', tag, access: 'viewer' },
    summary: 'Trains that are to stop here within the hour, the soonest first',
    query: z.object({ station_id: z.string().max(64).optional(), line: z.string().max(64).optional() }),
    response: z.object({ timestamp, trains: z.array(incomingTrainReply) }),
  },
  reportTrains: {
    ...{ method: 'POST', path: '/api/trains/updates', tag, access: 'operator', audit: false },
    summary:
      'Report where trains are: one, or an array of at most 1,000; a wrong one is refused with its reason, the others are taken',
    body: z.union([trainUpdateBody, z.array(z.unknown()).min(1).max(1000)]),
    response: updatesReply,
  },
  timetable: {
    ...{ method: 'GET', path: timetablePath, tag, access: 'viewer' },
    summary: 'What the timetable is, and where an import stands',
    response: timetableReply,
  },
  importTimetable: {
    ...{ method: 'POST', path: timetablePath, tag, access: 'admin', status: 202, audit: ['name', 'stop_id'] },
    summary: 'Import a GTFS feed; it replaces the timetable once it is read. GET says where it stands',
    body: z.object({ file: z.string().min(1).describe('The ZIP archive in base64'), ...feedFacts }),
    form: z.object({ file: feedFile, ...feedFacts }),
    response: timetableReply,
  },
  cancelTimetableImport: {
    ...{ method: 'DELETE', path: `${timetablePath}/import`, tag, access: 'admin' },
    summary: 'Cancel an import; the timetable stays as it was',
    response: timetableReply,
  },
  removeTimetable: {
    ...{ method: 'DELETE', path: timetablePath, tag, access: 'admin' },
    summary: 'Remove the timetable: only reported trains are known then',
    response: timetableReply,
  },
  network: {
    ...{ method: 'GET', path: '/api/network', tag, access: 'viewer' },
    summary: 'The railway network: its lines, and its stations in three languages; null where the site names none',
    response: z.object({ network: networkProfileSchema.nullable() }),
  },
} as const satisfies Record<string, RouteContract>;
