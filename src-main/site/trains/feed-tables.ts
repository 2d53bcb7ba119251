/** The tables of a feed, as the library has read them into its database → stops, trains and service days of this station. */
import { getCalendarDates, getCalendars, getFrequencies, getRoutes, getStops, getTrips, type openDb } from 'gtfs';
import type { ServiceDays, TimetableTrip } from '../../../src-contract/domain/train.ts';
import { type FeedCall, type Frequency, trainsOf } from './feed-trips.ts';
import { type LineWords, lineOfRoute, routeName } from './line-of-route.ts';
import type { FeedStop, FoundStops } from './station-stops.ts';

type Database = ReturnType<typeof openDb>;

export function readStops(db: Database): FeedStop[] {
  return getStops({}, [], [], { db }).map((stop) => ({
    id: stop.stop_id,
    code: clipped(stop.stop_code ?? null),
    name: clipped(stop.stop_name ?? stop.stop_id),
    lat: stop.stop_lat ?? null,
    lon: stop.stop_lon ?? null,
    parent: stop.parent_station ?? null,
    platform: clipped(stop.platform_code ?? null),
  }));
}

/** What goes to every page twice a second; nobody calls a train or a station by more. */
function clipped<T extends string | null>(text: T): T {
  return (text === null ? null : text.slice(0, mostCharacters)) as T;
}

const mostCharacters = 80;

interface CallRow {
  readonly trip_id: string;
  readonly stop_id: string;
  readonly arrival_timestamp: number | null;
  readonly departure_timestamp: number | null;
  readonly pickup_type: number | null;
  readonly drop_off_type: number | null;
}

/** Of GTFS: neither getting on nor getting off. */
const notAvailable = 1;

export function readTrips(db: Database, lines: LineWords, stops: readonly FeedStop[], { stops: ours }: FoundStops) {
  const ourIds = new Set(ours.map(({ id }) => id));
  const calls = readCalls(db, stops, ourIds);
  const frequencies = Map.groupBy(getFrequencies({}, [], [], { db }), ({ trip_id }) => trip_id);
  const routes = new Map(
    getRoutes({}, [], [], { db }).map((route) => {
      const names = { id: route.route_id, shortName: route.route_short_name ?? null, longName: route.route_long_name ?? null };
      return [route.route_id, { line: lineOfRoute(names, lines), name: routeName(names) }];
    }),
  );
  const otherRoutes = new Set<string>();
  const trips = getTrips({}, [], [], { db }).flatMap((trip): TimetableTrip[] => {
    const rows = calls.get(trip.trip_id);
    if (rows === undefined) return [];
    const route = routes.get(trip.route_id);
    if (route !== undefined && route.line === null) otherRoutes.add(route.name);
    const own = {
      id: clipped(trip.trip_id),
      number: clipped(trip.trip_short_name ?? null),
      serviceId: trip.service_id,
      headsign: clipped(trip.trip_headsign ?? null),
      line: route?.line ?? route?.name ?? clipped(trip.route_id),
    };
    return trainsOf(own, rows, ourIds, (frequencies.get(trip.trip_id) ?? []).map(frequencyOf));
  });
  return { trips, otherRoutes: [...otherRoutes].slice(0, 50) };
}

/** All calls of the trips that call here, by trip. */
function readCalls(db: Database, stops: readonly FeedStop[], ourIds: ReadonlySet<string>): Map<string, FeedCall[]> {
  const byId = new Map(stops.map((stop) => [stop.id, stop]));
  const rows = db
    .prepare<[string], CallRow>(
      `SELECT trip_id, stop_id, arrival_timestamp, departure_timestamp, pickup_type, drop_off_type FROM stop_times
       WHERE trip_id IN (SELECT trip_id FROM stop_times WHERE stop_id IN (SELECT value FROM json_each(?)))
       ORDER BY trip_id, stop_sequence`,
    )
    .all(JSON.stringify([...ourIds]));
  const callOf = (row: CallRow): FeedCall => {
    const stop = byId.get(row.stop_id);
    // A platform is called as its station is.
    const station = byId.get(stop?.parent ?? '') ?? stop;
    return {
      stopId: row.stop_id,
      stop: station?.name ?? row.stop_id,
      code: station?.code ?? null,
      platform: stop?.platform ?? null,
      arrivalS: row.arrival_timestamp,
      departureS: row.departure_timestamp,
      stops: row.pickup_type !== notAvailable || row.drop_off_type !== notAvailable,
    };
  };
  return new Map([...Map.groupBy(rows, ({ trip_id }) => trip_id)].map(([id, own]) => [id, own.map(callOf)]));
}

function frequencyOf(row: ReturnType<typeof getFrequencies>[number]): Frequency {
  return { startS: secondsOf(row.start_time), endS: secondsOf(row.end_time), headwayS: row.headway_secs ?? 0 };
}

function secondsOf(time: string | null | undefined): number {
  const [hours = 0, minutes = 0, seconds = 0] = (time ?? '').split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

export function readServices(db: Database): ServiceDays[] {
  const exceptions = Map.groupBy(getCalendarDates({}, [], [], { db }), ({ service_id }) => service_id);
  const datesOf = (id: string, type: 1 | 2): string[] =>
    (exceptions.get(id) ?? []).filter(({ exception_type }) => exception_type === type).map(({ date }) => String(date));
  const regular = getCalendars({}, [], [], { db }).map((row): ServiceDays => {
    const days = [row.monday, row.tuesday, row.wednesday, row.thursday, row.friday, row.saturday, row.sunday];
    const [from, until] = [String(row.start_date), String(row.end_date)];
    const id = row.service_id;
    return { id, weekdays: days.map((day) => day === 1), from, until, added: datesOf(id, 1), removed: datesOf(id, 2) };
  });
  const known = new Set(regular.map(({ id }) => id));
  const byDateAlone = [...exceptions.keys()].filter((id) => !known.has(id));
  return [
    ...regular,
    ...byDateAlone.map((id): ServiceDays => {
      const added = datesOf(id, 1);
      return { id, weekdays: Array<boolean>(7).fill(false), from: '', until: '', added, removed: [] };
    }),
  ];
}
