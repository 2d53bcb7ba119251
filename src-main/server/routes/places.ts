/** Places over REST: found, drawn, corrected; and imports of the map. Taking an extract lives in a scope of its own, for its size. */
import { routes } from '../../../src-contract/api/routes.ts';
import { isAreaBox } from '../../../src-contract/domain/place-import.ts';
import type { FoundPlace } from '../../../src-contract/domain/place-records.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { isoTime } from '../wire/figures.ts';
import { boxOf, featureOf, importReplyOf, kindsOf, mapAttribution, namesOf, pointOf } from '../wire/places.ts';

type PlaceDeps = Pick<ServerDeps, 'places' | 'clock'>;

/** Some 25 km: what Overpass gives in one answer, and more than a crowd walks. */
const mostDegrees = 0.25;

export function registerPlaceRoutes(register: Register, { places, clock }: PlaceDeps): void {
  const { records } = places;
  const actor = (by: string) => ({ by, atMs: clock.nowMs() });

  register(routes.locations, ({ query }) => {
    const at = pointOf(query.near);
    const { places: found, nextCursor } = records.list({
      ...{ kinds: kindsOf(query.type), box: boxOf(query.bbox), near: at === null ? null : { at, radiusM: query.radius_m } },
      ...{ words: query.q?.trim() || null, hidden: query.hidden === 'true', limit: query.limit, cursor: query.cursor },
    });
    const last = places.last();
    return {
      type: 'FeatureCollection' as const,
      features: found.map(featureOf),
      ...{ counts: records.counts(), next_cursor: nextCursor, attribution: mapAttribution },
      map_at: last === null ? null : isoTime(last.mapMs ?? last.readMs),
    };
  });
  register(routes.location, ({ params }) => featureOf(existing(records.find(params.id), params.id)));
  register(routes.addLocation, ({ body, caller }) => {
    const { kind, name, location: at } = body;
    return featureOf(records.addOwn({ kind, name, names: namesOf(body), at }, actor(caller.name)));
  });
  register(routes.changeLocation, ({ params, body, caller }) => {
    const { kind, name, location: at, hidden } = body;
    if (hidden === true && existing(records.find(params.id), params.id).source === 'own')
      throw new KavachError('BAD_REQUEST', 'hidden is for places of the map. Remove an own place instead.');
    const over = { ...(kind && { kind }), ...(name && { name }), ...(at && { at }), ...(hidden === undefined ? {} : { hidden }) };
    return featureOf(existing(records.correct(params.id, { ...over, names: namesOf(body) }, actor(caller.name)), params.id));
  });
  register(routes.removeLocation, ({ params }) => {
    const { source } = existing(records.find(params.id), params.id);
    if (!records.undo(params.id))
      throw new KavachError('CONFLICT', 'This place stands as its source has it. Hide it, if it should not be shown.');
    return { removed: source === 'own' };
  });
  registerImportRoutes(register, places);
}

function registerImportRoutes(register: Register, places: PlaceDeps['places']): void {
  register(routes.locationImport, () => importReplyOf(places));
  register(routes.applyLocations, ({ body, caller }) => {
    const readMs = places.preview()?.facts.readMs;
    if (body.read_at !== undefined && readMs !== undefined && Date.parse(body.read_at) !== readMs)
      throw new KavachError('CONFLICT', 'Another import has taken its place meanwhile. Look at its changes first.');
    places.applyImport(caller.name);
    return importReplyOf(places);
  });
  register(routes.cancelLocations, async () => {
    if (!(await places.cancelImport())) throw new KavachError('CONFLICT', 'There is no import that could be cancelled.');
    return importReplyOf(places);
  });
}

export function registerLocationImport(register: Register, { places }: Pick<ServerDeps, 'places'>): void {
  register(routes.importLocations, ({ body, caller }) => {
    const order = { by: caller.name, apply: body.apply };
    if ('bbox' in body) {
      const [west, south, east, north] = body.bbox;
      if (!isAreaBox(body.bbox) || east - west > mostDegrees || north - south > mostDegrees)
        throw new KavachError('BAD_REQUEST', `bbox: [west, south, east, north], at most ${mostDegrees}° on each side.`);
      places.startImport({ ...order, what: { area: body.bbox } });
    } else {
      const bytes = typeof body.file === 'string' ? new Uint8Array(Buffer.from(body.file, 'base64')) : body.file;
      places.startImport({ ...order, what: { bytes, fileName: body.name ?? 'extract' } });
    }
    return importReplyOf(places);
  });
}

function existing(place: FoundPlace | null, id: string): FoundPlace {
  if (place === null) throw new KavachError('NOT_FOUND', `No place ${id} is known.`);
  return place;
}
