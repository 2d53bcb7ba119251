/**
 * Trips of a feed → trains that call here. In: a trip's rows. Out: one train a call at this station; of a trip that runs every few
 * minutes, one for each of its departures. Pure.
 */
import type { TimetableTrip, TrainCall } from '../../../src-contract/domain/train.ts';

export interface FeedTrip {
  readonly id: string;
  readonly number: string | null;
  readonly serviceId: string;
  readonly headsign: string | null;
  readonly line: string;
}

/** One row of stop_times, in the order of travel. Times in s since the service day's beginning; null where only others are given. */
export interface FeedCall {
  readonly stopId: string;
  readonly stop: string;
  readonly code: string | null;
  readonly platform: string | null;
  readonly arrivalS: number | null;
  readonly departureS: number | null;
  /** False where nobody may get on or off. */
  readonly stops: boolean;
}

export interface Frequency {
  readonly startS: number;
  readonly endS: number;
  readonly headwayS: number;
}

/** A train a second for a day would be more; a feed with a headway of 0 has none. */
const mostDepartures = 2000;

export function trainsOf(
  trip: FeedTrip,
  rows: readonly FeedCall[],
  ourStops: ReadonlySet<string>,
  frequencies: readonly Frequency[],
): TimetableTrip[] {
  const calls = timedCalls(rows);
  const last = calls.at(-1)?.stop ?? null;
  const trains = rows.flatMap(({ stopId, stops }, ours): TimetableTrip[] =>
    // A train that ends here is awaited as well; one without any time can't be.
    stops && ourStops.has(stopId) && calls.length === rows.length
      ? [
          {
            trainId: trip.number ?? trip.id,
            line: trip.line,
            destination: trip.headsign ?? last,
            serviceId: trip.serviceId,
            calls,
            ours,
          },
        ]
      : [],
  );
  return frequencies.length === 0 ? trains : trains.flatMap((train) => repeated(train, frequencies));
}

/** Empty when no row has a time. What isn't given lies evenly between what is, as GTFS leaves it to its readers. */
function timedCalls(rows: readonly FeedCall[]): TrainCall[] {
  const timeOf = (row: FeedCall | undefined): number | null => row?.arrivalS ?? row?.departureS ?? null;
  const timed = rows.flatMap((row, i) => (timeOf(row) === null ? [] : [i]));
  const first = timed[0];
  if (first === undefined) return [];
  return rows.map((row, i) => {
    const before = timed.findLast((at) => at <= i) ?? first;
    const after = timed.find((at) => at >= i) ?? before;
    const fromS = timeOf(rows[before]) ?? 0;
    const share = after === before ? 0 : (i - before) / (after - before);
    const atS = Math.round(fromS + share * ((timeOf(rows[after]) ?? fromS) - fromS));
    const { stop, code, platform } = row;
    return { stop, code, platform, arrivalS: row.arrivalS ?? atS, departureS: row.departureS ?? row.arrivalS ?? atS };
  });
}

function repeated(train: TimetableTrip, frequencies: readonly Frequency[]): TimetableTrip[] {
  const firstS = train.calls[0]?.departureS ?? 0;
  const departures = frequencies.flatMap(({ startS, endS, headwayS }) =>
    headwayS <= 0 ? [] : Array.from({ length: Math.ceil((endS - startS) / headwayS) }, (_, i) => startS + i * headwayS),
  );
  return departures.slice(0, mostDepartures).map((departureS) => {
    const moveS = departureS - firstS;
    const calls = train.calls.map((call) => ({
      ...call,
      arrivalS: call.arrivalS + moveS,
      departureS: call.departureS + moveS,
    }));
    return { ...train, trainId: `${train.trainId} ${clockTime(departureS)}`, calls };
  });
}

function clockTime(atS: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(atS / 3600)}:${two((atS / 60) % 60)}`;
}
