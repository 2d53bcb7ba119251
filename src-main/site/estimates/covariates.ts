/**
 * Events and weather → what of them bears on a crowd: the attendance that is near in time and place, whether it is a day out of the
 * ordinary, rain and heat. In: the books of both, and where the station is. Out: plain figures by step. Pure.
 */
import type { CovariateSteps, ReadCovariates } from '../../../src-contract/domain/covariates.ts';
import type { LonLat } from '../../../src-contract/domain/geometry-types.ts';
import type { EventBook, EventOccurrence } from '../../../src-contract/domain/planned-event.ts';
import type { WeatherBook, WeatherHour } from '../../../src-contract/domain/weather.ts';

interface CovariateBooks {
  readonly events: EventBook;
  readonly weather: WeatherBook;
  readonly location: LonLat;
}

const hourMs = 3_600_000;
/** People come before an event begins and leave after its end: it bears on a station from an hour before to an hour after. */
const aroundMs = hourMs;
/** Half of those who go on foot to a station come from within so far; by three times that nobody does. */
const halfDistanceM = 1000;
const farthestM = 3 * halfDistanceM;
/** Thousands, so that loads are near 1 as the other figures are. */
const loadUnit = 1000;
/** Rain from which nobody walks who needn't, mm/h. */
const heavyRainMmPerH = 10;
/** Above what feels like so many °C people keep out of the sun; the scale is the next ten. */
const hotC = 35;
const heatSpanC = 10;
const earthRadiusM = 6_371_000;

export function createCovariates({ events, weather, location }: CovariateBooks): ReadCovariates {
  return (fromMs, stepMs, steps) => {
    const toMs = fromMs + steps * stepMs;
    const zeros = () => new Float32Array(steps);
    const made = { eventLoad: zeros(), holiday: zeros(), rain: zeros(), heat: zeros() };
    const stepsOf = (startMs: number, endMs: number): number[] => {
      const first = Math.max(0, Math.ceil((startMs - fromMs) / stepMs));
      const end = Math.min(steps, Math.ceil((endMs - fromMs) / stepMs));
      return Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
    };
    for (const event of events.occurrences(fromMs - aroundMs, toMs + aroundMs)) {
      for (const step of stepsOf(event.startMs - aroundMs, event.endMs + aroundMs)) addEvent(made, step, event, location);
    }
    for (const hour of weather.hours(fromMs - hourMs, toMs)) {
      const { rain, heat } = weatherEffects(hour);
      for (const step of stepsOf(hour.atMs, hour.atMs + hourMs)) {
        made.rain[step] = rain;
        made.heat[step] = heat;
      }
    }
    return made;
  };
}

function addEvent(made: CovariateSteps, step: number, event: EventOccurrence, location: LonLat): void {
  const persons = (event.expectedAttendance ?? 0) * nearness(event.at, location);
  made.eventLoad[step] = (made.eventLoad[step] ?? 0) + persons / loadUnit;
  // One without a figure, such as a public holiday, changes the day itself.
  if (event.expectedAttendance === null) made.holiday[step] = 1;
}

function weatherEffects({ rainMmPerH, apparentC, temperatureC }: WeatherHour): { rain: number; heat: number } {
  return {
    rain: Math.min(1, (rainMmPerH ?? 0) / heavyRainMmPerH),
    heat: Math.min(1, Math.max(0, ((apparentC ?? temperatureC ?? 0) - hotC) / heatSpanC)),
  };
}

/** 1 at the station, and for an event that isn't on the map: whoever entered it meant this site. */
function nearness(at: LonLat | null, location: LonLat): number {
  if (at === null) return 1;
  const distanceM = metresApart(at, location);
  return distanceM > farthestM ? 0 : 0.5 ** (distanceM / halfDistanceM);
}

/** On a plane that touches the earth here: exact to a few metres over three kilometres. */
function metresApart([lon, lat]: LonLat, [toLon, toLat]: LonLat): number {
  const radians = Math.PI / 180;
  const east = (toLon - lon) * radians * Math.cos(((lat + toLat) / 2) * radians);
  return earthRadiusM * Math.hypot(east, (toLat - lat) * radians);
}
