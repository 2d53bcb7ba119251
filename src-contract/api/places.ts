/** Places around the station, as GeoJSON; what an operator draws and corrects; and how the map comes in. A `null` is unknown. */
import { z } from 'zod';
import { placeKinds, placeSources } from '../domain/place.ts';
import { areaBoxSchema, importSampleSchema, placeChanges } from '../domain/place-import.ts';
import { cursorQuery, type RouteContract, timestamp } from './route.ts';

const lonLat = z.tuple([z.number(), z.number()]);
const text = z.string().nullable();
const count = z.number().int();
const attribution = z.string().describe('To be shown wherever the places are');

export const locationFeature = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: z.object({ type: z.literal('Point'), coordinates: lonLat }),
  properties: z.object({
    id: z.string(),
    kind: z.enum(placeKinds),
    name: text.describe('In whatever language its source has it'),
    names: z.object({ en: z.string().optional(), hi: z.string().optional(), mr: z.string().optional() }),
    outline: z.array(lonLat).nullable().describe('Of an area: its ring, closed'),
    source: z.enum(placeSources),
    corrected: z.boolean().describe('An operator says otherwise than its source'),
    hidden: z.boolean(),
    distance_m: z.number().nullable().describe('From `near`'),
  }),
});
export type LocationFeature = z.infer<typeof locationFeature>;

const locationsReply = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(locationFeature),
  counts: z.partialRecord(z.enum(placeKinds), count).describe('Of all places that are shown, by kind'),
  next_cursor: text,
  map_at: timestamp.nullable().describe('How old the map is: when it was read from OpenStreetMap; null before the first import'),
  attribution,
});
export type LocationsReply = z.infer<typeof locationsReply>;

const name = z.string().trim().min(1).max(120);
const location = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).describe('[longitude, latitude]');
const names = { name_en: name.optional(), name_hi: name.optional(), name_mr: name.optional() };

const changeCounts = z.object({ added: count, changed: count, removed: count, same: count });

const extractFacts = z.object({
  source: z.enum(['file', 'overpass']),
  from: z.string().describe('The file, or the server'),
  area: z.array(z.number()).length(4).describe('[west, south, east, north]; outside of it nothing is replaced'),
  complete: z.boolean().describe('It was asked for every kind; else kinds that it lacks altogether are left alone'),
  map_at: timestamp.nullable().describe('The map’s own time'),
  read_at: timestamp,
  by: z.string(),
});

export const locationImportReply = z.object({
  attribution,
  last: extractFacts.extend({ applied_at: timestamp, applied_by: z.string() }).nullable(),
  import: z.discriminatedUnion('state', [
    z.object({ state: z.literal('idle') }),
    z.object({ state: z.literal('fetching'), since: timestamp, from: z.string(), attempt: count }),
    z.object({ state: z.literal('reading'), since: timestamp, from: z.string(), share: z.number().min(0).max(1) }),
    z.object({ state: z.literal('waiting') }),
    z.object({ state: z.literal('applying') }),
    z.object({ state: z.literal('failed'), at: timestamp, reason: z.string() }),
  ]),
  preview: z
    .object({
      facts: extractFacts,
      kinds: z.partialRecord(z.enum(placeKinds), changeCounts),
      ways: changeCounts.describe('Ways on foot'),
      samples: z.record(z.enum(placeChanges), z.array(importSampleSchema)).describe('The first of each'),
    })
    .nullable()
    .describe('What waits to be applied'),
  refresh: z.discriminatedUnion('state', [
    z.object({ state: z.literal('off'), reason: z.string() }),
    z.object({ state: z.literal('on'), last_at: timestamp.nullable(), next_at: timestamp }),
    z.object({ state: z.literal('offline'), since: timestamp, reason: z.string(), next_at: timestamp }),
  ]),
});
export type LocationImportReply = z.infer<typeof locationImportReply>;

const extractFile = z
  .custom<Uint8Array>((value) => value instanceof Uint8Array, 'a file is needed')
  .meta({ type: 'string', format: 'binary', description: 'An Overpass answer (JSON), OSM XML or OSM PBF' });
const fileName = z.string().trim().min(1).max(200).optional();
const applies = 'Apply it at once where nothing was imported before; else it waits to be looked at';

const idParams = z.object({ id: z.string().min(1).max(100).describe('Escaped: `node%2F123`') });
const tag = 'Site';
const path = '/api/locations';

export const placeRoutes = {
  locations: {
    ...{ method: 'GET', path, tag, access: 'viewer', compress: true },
    summary: 'Places around the station: nearest first with `near`, the best match first with `q`',
    query: cursorQuery.extend({
      type: z.string().max(300).optional().describe('One kind, or several with commas between them'),
      bbox: z.string().max(120).optional().describe('west,south,east,north'),
      near: z.string().max(60).optional().describe('lat,lon'),
      radius_m: z.coerce.number().min(1).max(50_000).default(1000),
      q: z.string().max(100).optional().describe('Beginnings of words of a name, in any script'),
      hidden: z.enum(['true', 'false']).default('false').describe('Those that an operator hid'),
    }),
    response: locationsReply,
  },
  addLocation: {
    ...{ method: 'POST', path, tag, access: 'operator', status: 201, audit: ['kind', 'name', 'location'] },
    summary: 'Draw a place that the map lacks',
    body: z.strictObject({ kind: z.enum(placeKinds), name, ...names, location }),
    response: locationFeature,
  },
  locationImport: {
    ...{ method: 'GET', path: `${path}/import`, tag, access: 'viewer' },
    summary: 'How old the map is, where an import stands, and what waits to be applied',
    response: locationImportReply,
  },
  importLocations: {
    ...{ method: 'POST', path: `${path}/import`, tag, access: 'admin', status: 202, audit: ['name', 'bbox', 'apply'] },
    summary: 'Read an OpenStreetMap extract, or fetch an area from Overpass, and compare it with what is known',
    body: z.union([
      z.strictObject({ bbox: areaBoxSchema, apply: z.boolean().default(false).describe(applies) }),
      z.strictObject({
        file: z.string().min(1).describe('The extract in base64'),
        name: fileName,
        apply: z.boolean().default(false),
      }),
    ]),
    form: z.object({ file: extractFile, name: fileName, apply: z.stringbool().default(false).describe(applies) }),
    response: locationImportReply,
  },
  applyLocations: {
    ...{ method: 'POST', path: `${path}/import/apply`, tag, access: 'operator', status: 202, audit: ['read_at'] },
    summary: 'Put in force what waits',
    body: z.strictObject({ read_at: timestamp.optional().describe('Of the preview that was looked at; another is refused') }),
    response: locationImportReply,
  },
  cancelLocations: {
    ...{ method: 'DELETE', path: `${path}/import`, tag, access: 'operator' },
    summary: 'Cancel an import, or forget what waits; the map stays as it was',
    response: locationImportReply,
  },
  location: {
    ...{ method: 'GET', path: `${path}/:id`, tag, access: 'viewer' },
    summary: 'One place',
    params: idParams,
    response: locationFeature,
  },
  changeLocation: {
    ...{ method: 'PATCH', path: `${path}/:id`, tag, access: 'operator', audit: ['kind', 'name', 'location', 'hidden'] },
    summary: 'Change an own place, or say otherwise than the map of another: moved, renamed, another kind, hidden',
    params: idParams,
    body: z
      .strictObject({ kind: z.enum(placeKinds), name, ...names, location, hidden: z.boolean() })
      .partial()
      .refine((change) => Object.keys(change).length > 0, 'at least one field to change'),
    response: locationFeature,
  },
  removeLocation: {
    ...{ method: 'DELETE', path: `${path}/:id`, tag, access: 'operator' },
    summary: 'Remove an own place, or take a correction of another back',
    params: idParams,
    response: z.object({ removed: z.boolean().describe('False where a correction was taken back') }),
  },
} as const satisfies Record<string, RouteContract>;
