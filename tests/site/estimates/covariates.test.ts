/** What of events and weather bears on a crowd: near in time and place, and nothing of what is far or mild. */
import { expect, test } from 'vitest';
import type { EventOccurrence } from '../../../src-contract/domain/planned-event.ts';
import type { WeatherHour } from '../../../src-contract/domain/weather.ts';
import { createCovariates } from '../../../src-main/site/estimates/covariates.ts';

const hourMs = 3_600_000;
const location = [72.843, 19.0186] as const;

function event(change: Partial<EventOccurrence> = {}): EventOccurrence {
  const times = { startMs: 10 * hourMs, endMs: 12 * hourMs };
  return { eventId: 'e', name: 'fair', ...times, expectedAttendance: 2000, at: [...location], ...change };
}

function hour(atHour: number, change: Partial<WeatherHour>): WeatherHour {
  const unknown = { temperatureC: null, apparentC: null, humidity: null, rainMmPerH: null, windMps: null, gustMps: null };
  return { atMs: atHour * hourMs, ...unknown, visibilityM: null, sky: 'unknown', ...change };
}

/** By the hour, from midnight. */
function read(events: readonly EventOccurrence[], hours: readonly WeatherHour[] = []) {
  return createCovariates({
    ...{ events: { occurrences: () => events }, weather: { hours: () => hours } },
    location: [...location],
  })(0, hourMs, 24);
}

test('an event bears on the station from an hour before it to an hour after', () => {
  const { eventLoad } = read([event()]);
  expect([8, 9, 11, 12, 13].map((at) => eventLoad[at])).toEqual([0, 2, 2, 2, 0]);
});

test('two at once add up; the further away, the less, and nothing beyond three kilometres', () => {
  const kilometre = 1 / 111.195;
  const at = (north: number) => event({ at: [location[0], location[1] + north * kilometre] });
  expect(read([event(), event()]).eventLoad[11]).toBe(4);
  expect(read([at(1)]).eventLoad[11]).toBeCloseTo(1, 2);
  expect(read([at(3.1)]).eventLoad[11]).toBe(0);
  expect(read([event({ at: null })]).eventLoad[11]).toBe(2);
});

test('one without a figure is a day out of the ordinary', () => {
  const { eventLoad, holiday } = read([event({ expectedAttendance: null })]);
  expect([eventLoad[11], holiday[11], holiday[20]]).toEqual([0, 1, 0]);
});

test('rain and heat count by their hour; mild and unknown weather doesn’t', () => {
  const { rain, heat } = read(
    [],
    [hour(5, { rainMmPerH: 5 }), hour(6, { rainMmPerH: 80, apparentC: 40 }), hour(7, { temperatureC: 20 })],
  );
  expect([4, 5, 6, 7].map((at) => rain[at])).toEqual([0, 0.5, 1, 0]);
  expect([5, 6, 7].map((at) => heat[at])).toEqual([0, 0.5, 0]);
});
