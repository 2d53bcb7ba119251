/**
 * A GTFS feed → the timetable of one station. In: a folder with the feed's tables. Out: the trains that call here, or FeedRefused with
 * the place of the fault. The library reads and checks the tables into a database of its own in that folder; this asks it.
 */
import { join } from 'node:path';
import {
  type GtfsError,
  getAgencies,
  getCalendarDates,
  getCalendars,
  getFeedInfo,
  getFrequencies,
  getRoutes,
  getStops,
  getTrips,
  importGtfs,
  isGtfsError,
  openDb,
} from 'gtfs';
import type { ServiceDays, Timetable, TimetableTrip } from '../../../src-contract/domain/train.ts';
import { type FeedCall, type Frequency, trainsOf } from './feed-trips.ts';
import { FeedRefused, type ImportOrder, type ReadTimetable } from './import-messages.ts';
import { lineOfRoute, routeName } from './line-of-route.ts';
import { type FeedStop, type FoundStops, findStops, nearestStops } from './station-stops.ts';

type Database = ReturnType<typeof openDb>;
type Where = Pick<ImportOrder, 'folder'>;

const databaseOf = ({ folder }: Where): string => join(folder, 'feed.db');
/** The busiest junctions have some 3,000 on a day, on a few kinds of days. Storing 1,000 holds the station up for 80 ms. */
const mostTrains = 10_000;
const namedStops = 5;

/** Takes as long as the feed is large: some 25 s for a million stop times. */
export async function loadFeed(order: Where): Promise<void> {
  const agencies = [{ path: order.folder }];
  try {
    await importGtfs({ agencies, sqlitePath: databaseOf(order), logLevel: 'silent' });
  } catch (error) {
    if (isGtfsError(error)) throw new FeedRefused(`The feed has a fault: ${faultText(error)}`);
    throw error;
  }
}

function faultText({ message, details }: GtfsError): string {
  const places = ['filename', 'line', 'row', 'column', 'field'].flatMap((key) => {
    const value = details?.[key];
    return typeof value === 'string' || typeof value === 'number' ? [`${key} ${value}`] : [];
  });
  return places.length === 0 ? message : `${message} (${places.join(', ')})`;
}

export function readTimetable(order: ImportOrder): ReadTimetable {
  const db = openDb({ sqlitePath: databaseOf(order) });
  const stops = readStops(db);
  const found = findStops(stops, order.station);
  if (found === null) throw noSuchStop(stops, order);
  const { trips, otherRoutes } = readTrips(db, order, stops, found);
  if (trips.length === 0) throw new FeedRefused(`No train of the feed stops at ${stopNames(found)}.`);
  if (trips.length > mostTrains)
    throw new FeedRefused(`${trips.length} trains call here in this feed; at most ${mostTrains} are taken.`);
  const used = new Set(trips.map(({ serviceId }) => serviceId));
  const services = readServices(db).filter(({ id }) => used.has(id));
  const valid = validity(services);
  if (valid.until < order.today) {
    throw new FeedRefused(`The feed's last day was ${dateText(valid.until)}. Import the one that is in force now.`);
  }
  const agency = getAgencies({}, [], [], { db })[0];
  const info = getFeedInfo({}, [], [], { db })[0];
  const timetable: Timetable = { timezone: agency?.agency_timezone ?? 'UTC', services, trips };
  return {
    timetable,
    facts: {
      publisher: info?.feed_publisher_name ?? agency?.agency_name ?? null,
      version: info?.feed_version ?? null,
      validFrom: valid.from,
      validUntil: valid.until,
      stops: found.stops.map(({ id, name }) => ({ id, name, match: found.match })),
      trips: trips.length,
      tripsByLine: countBy(trips, ({ line }) => line),
      otherRoutes,
    },
  };
}

function readStops(db: Database): FeedStop[] {
  return getStops({}, [], [], { db }).map((stop) => ({
    id: stop.stop_id,
    code: stop.stop_code ?? null,
    name: stop.stop_name ?? stop.stop_id,
    lat: stop.stop_lat ?? null,
    lon: stop.stop_lon ?? null,
    parent: stop.parent_station ?? null,
    platform: stop.platform_code ?? null,
  }));
}

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

function readTrips(db: Database, { lines }: ImportOrder, stops: readonly FeedStop[], { stops: ours }: FoundStops) {
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
      id: trip.trip_id,
      number: trip.trip_short_name ?? null,
      serviceId: trip.service_id,
      headsign: trip.trip_headsign ?? null,
      line: route?.line ?? route?.name ?? trip.route_id,
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

function readServices(db: Database): ServiceDays[] {
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

function validity(services: readonly ServiceDays[]): { readonly from: string; readonly until: string } {
  const dates = services
    .flatMap(({ from, until, added }) => [from, until, ...added])
    .filter((date) => date !== '')
    .toSorted();
  return { from: dates[0] ?? '', until: dates.at(-1) ?? '' };
}

function noSuchStop(stops: readonly FeedStop[], { station }: ImportOrder): FeedRefused {
  const named = nearestStops(stops, station.location, namedStops).map(({ id, name }) => `${name} (${id})`);
  const wanted = station.chosenStop ?? `${station.name} (${station.id})`;
  return new FeedRefused(
    `The feed has no stop ${wanted}. Name this station's stop_id with the import; the nearest are ${named.join(', ')}.`,
  );
}

function stopNames({ stops }: FoundStops): string {
  return stops
    .map(({ id, name }) => `${name} (${id})`)
    .slice(0, namedStops)
    .join(', ');
}

function dateText(date: string): string {
  return `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`;
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(items, keyOf)].map(([key, group]) => [key, group.length]));
}
