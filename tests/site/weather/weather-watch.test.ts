/** Fetching over hours, with a real store and a stand-in: what is kept, how long it is waited after failures, and how a station starts without the net. */
import { expect, onTestFinished, test } from 'vitest';
import type { WeatherProvider } from '../../../src-main/site/weather/provider.ts';
import { createOpenMeteo } from '../../../src-main/site/weather/providers/open-meteo.ts';
import { createWeatherWatch, nextLookMs } from '../../../src-main/site/weather/weather-watch.ts';
import { until } from '../../fixtures/until.ts';
import { startWeatherStandIn } from '../../fixtures/weather-provider.ts';
import { openTestStore, silentLog, temporaryPlace } from '../../store/store-fixture.ts';

const place = [72.843, 19.018] as const;
const startMs = Date.UTC(2026, 10, 28, 10, 20);
const hourMs = 3_600_000;

async function station() {
  const clock = { at: startMs, nowMs: () => clock.at };
  const standIn = await startWeatherStandIn({ nowMs: clock.nowMs, place });
  onTestFinished(() => standIn.stop());
  const where = temporaryPlace();
  const store = openTestStore(where);
  const watchOn = (
    records: typeof store.weather,
    provider: WeatherProvider | null = createOpenMeteo({ url: standIn.url, timeoutMs: 300 }),
  ) => {
    const watch = createWeatherWatch({ provider, place, records, clock, log: silentLog, chance: () => 0 });
    onTestFinished(() => watch.stop());
    return watch;
  };
  return { clock, standIn, where, store, watchOn };
}

test('a lie or an outage leaves what was known, with the reason; the next honest answer replaces it', async () => {
  const { clock, standIn, store, watchOn } = await station();
  const watch = watchOn(store.weather);
  expect([watch.current(), watch.fetching()]).toEqual([null, { kind: 'waiting' }]);
  await watch.look();
  expect(watch.fetching()).toEqual({ kind: 'working' });
  standIn.behave({ kind: 'lie', path: 'current.temperature_2m', value: 900 });
  clock.at += 600_000;
  await watch.look();
  standIn.behave({ kind: 'silent' });
  clock.at += 30_000;
  await watch.look();
  expect(watch.current()?.figures.temperatureC).toBe(31);
  expect(watch.fetching()).toMatchObject({
    kind: 'failing',
    tries: 2,
    sinceMs: startMs + 600_000,
    reason: 'no answer within 0.3 s',
  });
  standIn.behave({ kind: 'honest' });
  standIn.tell({ temperatureC: 28 });
  clock.at += 60_000;
  await watch.look();
  expect([watch.current()?.figures.temperatureC, watch.fetching().kind]).toEqual([28, 'working']);
});

test('hours that are over stay as they were known; coming ones are those of the newest forecast', async () => {
  const { clock, standIn, store, watchOn } = await station();
  const watch = watchOn(store.weather);
  await watch.look();
  const startHourMs = startMs - (startMs % hourMs);
  // Two days on: the new answer reaches back a day alone.
  clock.at += 48 * hourMs;
  standIn.tell({ temperatureC: 25 });
  await watch.look();
  const temperatures = (fromH: number, toH: number) =>
    new Set(watch.hours(startHourMs + fromH * hourMs, startHourMs + toH * hourMs).map(({ temperatureC }) => temperatureC));
  expect(temperatures(-24, 24)).toEqual(new Set([31]));
  expect(temperatures(24, 100)).toEqual(new Set([25]));
});

test('a station that starts without the net knows yesterday’s weather, with its time', async () => {
  const { clock, standIn, where, store, watchOn } = await station();
  await watchOn(store.weather).look();
  await store.close();
  await standIn.stop();
  clock.at += 24 * hourMs;
  const again = openTestStore(where);
  const watch = watchOn(again.weather);
  expect(watch.current()).toMatchObject({ fetchedMs: startMs, figures: { temperatureC: 31 } });
  watch.start();
  await until('the first failure', () => watch.fetching().kind === 'failing');
  expect(watch.current()).toMatchObject({ fetchedMs: startMs, figures: { temperatureC: 31 } });
  expect(watch.hours(clock.at, clock.at + 24 * hourMs).length).toBeGreaterThan(20);
});

test('switched off, nobody is asked', async () => {
  const { standIn, store, watchOn } = await station();
  const watch = watchOn(store.weather, null);
  watch.start();
  await watch.look();
  expect([watch.fetching(), standIn.asked]).toEqual([{ kind: 'off' }, []]);
});

test('ten minutes between two answers; after a failure half a minute, doubled up to ten, and some more by chance', () => {
  const failing = (tries: number) => ({ kind: 'failing', reason: '', sinceMs: 0, tries }) as const;
  expect(nextLookMs({ kind: 'working' }, 0)).toBe(600_000);
  expect([1, 2, 3, 6, 60].map((tries) => nextLookMs(failing(tries), 0))).toEqual([30_000, 60_000, 120_000, 600_000, 600_000]);
  expect(nextLookMs({ kind: 'working' }, 1)).toBe(720_000);
});
