/** Weather and planned events on the disk: they outlive a restart, come into a store from before, and go after their time. */
import { expect, test } from 'vitest';
import type { PlannedEvent } from '../../src-contract/domain/planned-event.ts';
import type { WeatherReport } from '../../src-contract/domain/weather.ts';
import { makeAlarm, morningMs, openTestStore, storeBefore, temporaryPlace } from './store-fixture.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const figures = {
  ...{ temperatureC: 30, apparentC: null, humidity: 0.5, rainMmPerH: 0, windMps: 2, gustMps: null, visibilityM: null },
  sky: 'cloudy',
} as const;
const reportAt = (observedMs: number, firstMs: number, temperatureC: number): WeatherReport => ({
  current: { source: 'openweathermap', observedMs, fetchedMs: observedMs, figures: { ...figures, temperatureC } },
  hours: [0, 1, 2].map((i) => ({ ...figures, temperatureC, atMs: firstMs + i * hourMs })),
});
const event: PlannedEvent = {
  ...{
    id: 'e1',
    name: 'Fair',
    description: '',
    location: { name: 'Park', at: [72.8, 19], placeId: null },
    repeats: 'FREQ=WEEKLY',
  },
  ...{
    startMs: morningMs,
    endMs: morningMs + hourMs,
    expectedAttendance: 4000,
    timezone: 'Asia/Kolkata',
    alsoMs: [morningMs + 9],
  },
  changes: [{ kind: 'moved', plannedMs: morningMs, startMs: 1, endMs: 2, name: 'Late' }],
  ...{ calendarUid: 'u1', createdBy: 'asha', createdMs: 1, changedMs: 2 },
};

test('the newest weather replaces the one before; hours before its forecast stay; the observed hour is as observed', async () => {
  const place = temporaryPlace();
  const store = openTestStore(place);
  expect(store.weather.current()).toBeNull();
  store.weather.save(reportAt(morningMs, morningMs, 30));
  // Steps of three hours: this one begins two hours on, and says nothing of the hour between.
  store.weather.save(reportAt(morningMs + 60_000, morningMs + 2 * hourMs, 20));
  await store.close();
  const again = openTestStore(place);
  expect(again.weather.current()?.figures.temperatureC).toBe(20);
  const hours = again.weather.hours(morningMs, morningMs + dayMs);
  expect(hours.map(({ temperatureC }) => temperatureC)).toEqual([20, 30, 20, 20, 20]);
});

test('hours of the weather go as roll-ups do', async () => {
  const store = openTestStore();
  store.weather.save(reportAt(morningMs, morningMs, 30));
  await store.runRetention(morningMs + 731 * dayMs);
  expect(store.weather.hours(0, morningMs + dayMs)).toEqual([]);
  expect(store.weather.current()).not.toBeNull();
});

test('events outlive a restart whole; a calendar’s entry can’t be there twice', async () => {
  const place = temporaryPlace();
  const store = openTestStore(place);
  store.plannedEvents.change({ save: [event, { ...event, id: 'e2', calendarUid: null }], remove: [] });
  store.plannedEvents.change({ save: [{ ...event, name: 'Big fair' }], remove: ['e2'] });
  expect(() => store.plannedEvents.change({ save: [{ ...event, id: 'e3' }], remove: [] })).toThrow();
  await store.close();
  expect(openTestStore(place).plannedEvents.all()).toEqual([{ ...event, name: 'Big fair' }]);
});

test.each(['current_weather', 'planned_events'])('a store from before %s is taken over with its alarms', (table) => {
  const { place } = storeBefore(table);
  const store = openTestStore(place);
  expect(store.alarms.open()).toEqual([makeAlarm()]);
  store.weather.save(reportAt(morningMs, morningMs, 30));
  store.plannedEvents.change({ save: [event], remove: [] });
  expect([store.weather.current()?.source, store.plannedEvents.all().length]).toEqual(['openweathermap', 1]);
});
