/**
 * A GTFS feed → the timetable of one station. In: a folder with the feed's tables. Out: the trains that call here, or FeedRefused with
 * the place of the fault. The library reads and checks the tables into a database of its own in that folder; this asks it.
 */
import { join } from 'node:path';
import { type GtfsError, getAgencies, getFeedInfo, importGtfs, isGtfsError, openDb } from 'gtfs';
import type { ServiceDays, Timetable } from '../../../src-contract/domain/train.ts';
import { isTimeZone } from '../../../src-contract/site-config.ts';
import { readServices, readStops, readTrips } from './feed-tables.ts';
import { FeedRefused, type ImportOrder, type ReadTimetable } from './import-messages.ts';
import { type FeedStop, type FoundStops, findStops, nearestStops } from './station-stops.ts';

type Where = Pick<ImportOrder, 'folder'>;

const databaseOf = ({ folder }: Where): string => join(folder, 'feed.db');
/** The busiest junctions have some 3,000 on a day, on a few kinds of days. Storing 1,000 holds the station up for 80 ms. */
const mostTrains = 10_000;
const namedStops = 5;

/** Takes as long as the feed is large: 15 s for a million stop times (40,000 trips) on the two-core build machine. */
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
  const { trips, otherRoutes } = readTrips(db, order.lines, stops, found);
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
  const timezone = agency?.agency_timezone ?? 'UTC';
  if (!isTimeZone(timezone))
    throw new FeedRefused(`agency.txt: agency_timezone ${timezone.slice(0, 40)} is no time zone, such as Asia/Kolkata.`);
  const info = getFeedInfo({}, [], [], { db })[0];
  const timetable: Timetable = { timezone, services, trips };
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
