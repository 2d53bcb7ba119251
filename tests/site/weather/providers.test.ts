/** Both providers against a stand-in that is honest, slow, broken and untruthful: what is believed, and with which reason the rest is refused. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WeatherRefusal } from '../../../src-main/site/weather/provider.ts';
import { createOpenMeteo } from '../../../src-main/site/weather/providers/open-meteo.ts';
import { createOpenWeatherMap } from '../../../src-main/site/weather/providers/openweathermap.ts';
import { type Behaviour, startWeatherStandIn, type WeatherStandIn } from '../../fixtures/weather-provider.ts';

const place = [72.843, 19.018] as const;
/** 20 minutes past a whole hour, and not at a step of three. */
const nowMs = Date.UTC(2026, 10, 28, 10, 20);
const key = '0123456789abcdef0123456789abcdef';
const hourMs = 3_600_000;

let standIn: WeatherStandIn;
beforeAll(async () => {
  standIn = await startWeatherStandIn({ nowMs: () => nowMs, place });
});
afterAll(() => standIn.stop());
beforeEach(() => {
  standIn.behave({ kind: 'honest' });
  standIn.tell({});
  standIn.asked.length = 0;
});

const signal = new AbortController().signal;
const openMeteo = () => createOpenMeteo({ url: standIn.url, timeoutMs: 300 }).fetch(place, nowMs, signal);
const openWeather = () => createOpenWeatherMap({ url: standIn.url, key }).fetch(place, nowMs, signal);

test('Open-Meteo: figures in our units, the rain of an hour is the sum that stands at its end, a day back fills a gap', async () => {
  standIn.tell({ rainMm: 4, temperatureC: 29.5 });
  const { current, hours } = await openMeteo();
  expect(current).toMatchObject({ source: 'open-meteo', fetchedMs: nowMs, observedMs: nowMs - 5 * 60_000 });
  expect(current.figures).toMatchObject({ temperatureC: 29.5, humidity: 0.7, rainMmPerH: 4, sky: 'rain', visibilityM: 9000 });
  expect(hours[0]?.atMs).toBe(Date.UTC(2026, 10, 27, 10));
  // The last of 120 isn't known whole.
  expect(hours).toHaveLength(119);
  expect(standIn.asked[0]).toContain('wind_speed_unit=ms');
});

test('the rain of each hour comes from the row after it', async () => {
  const steps = Array.from({ length: 120 }, (_, i) => i);
  standIn.behave({ kind: 'lie', path: 'hourly.precipitation', value: steps });
  const { hours } = await openMeteo();
  expect(hours.slice(0, 3).map(({ rainMmPerH }) => rainMmPerH)).toEqual([1, 2, 3]);
});

test('OpenWeather: steps of three hours become hours, each with a third of the rain of the step that follows', async () => {
  standIn.tell({ rainMm: 2 });
  const { current, hours } = await openWeather();
  expect(current).toMatchObject({ source: 'openweathermap', observedMs: nowMs - 300_000 });
  expect(current.figures).toMatchObject({ rainMmPerH: 2, gustMps: null, sky: 'rain' });
  expect(hours).toHaveLength(39 * 3);
  expect(hours.map(({ atMs }) => atMs).slice(0, 4)).toEqual([12, 13, 14, 15].map((hour) => Date.UTC(2026, 10, 28, hour)));
  expect(hours[0]?.rainMmPerH).toBeCloseTo(2);
});

const refusals: [string, Behaviour, RegExp][] = [
  ['no answer in time', { kind: 'silent' }, /no answer within 0.3 s/],
  ['an answer that breaks off', { kind: 'cut' }, /no connection/],
  ['a status', { kind: 'status', status: 503 }, /status 503/],
  ['too many questions', { kind: 'status', status: 429 }, /too often/],
  ['a redirect', { kind: 'redirect', to: 'http://127.0.0.1:9/elsewhere' }, /no connection/],
  ['no JSON', { kind: 'body', text: '<html>' }, /no JSON/],
  ['another shape', { kind: 'body', text: '{"cod":1}' }, /can't be believed/],
  ['more than a forecast has', { kind: 'body', text: ' '.repeat(2 ** 20 + 1) }, /more than 1048576 bytes/],
  ['900 degrees', { kind: 'lie', path: 'current.temperature_2m', value: 900 }, /current\.temperature_2m/],
  ['sight below nothing', { kind: 'lie', path: 'current.visibility', value: -1 }, /current\.visibility/],
  ['kilometres an hour', { kind: 'lie', path: 'current_units.wind_speed_10m', value: 'km/h' }, /wind_speed_10m/],
  ['another place', { kind: 'lie', path: 'latitude', value: 52.5 }, /another place/],
  ['yesterday', { kind: 'lie', path: 'current.time', value: nowMs / 1000 - 86_400 }, /1440 min old/],
  ['tomorrow', { kind: 'lie', path: 'current.time', value: nowMs / 1000 + 86_400 }, /of the future/],
  ['a forecast of the past', { kind: 'lie', path: 'hourly.time', value: [3600, 7200, 10_800] }, /lies in the past/],
  ['hours out of order', { kind: 'lie', path: 'hourly.time', value: [7200, 3600, 0] }, /out of order/],
];

test.each(refusals)(
  'Open-Meteo, %s: refused with its reason, then an honest answer is taken',
  async (_what, behaviour, reason) => {
    standIn.behave(behaviour);
    const refused = await openMeteo().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(WeatherRefusal);
    expect(String(refused)).toMatch(reason);
    standIn.behave({ kind: 'honest' });
    expect((await openMeteo()).current.figures.temperatureC).toBe(31);
  },
);

describe('the key of OpenWeather', () => {
  test('is asked with, and stands in no refusal', async () => {
    await openWeather();
    expect(standIn.asked.every((path) => path.includes(key))).toBe(true);
    const behaviours: Behaviour[] = [
      ...refusals.map(([, behaviour]) => behaviour).filter(({ kind }) => kind !== 'silent' && kind !== 'lie'),
      { kind: 'status', status: 401 },
      { kind: 'lie', path: 'coord.lat', value: -33 },
      { kind: 'lie', path: 'dt', value: 1 },
      { kind: 'body', text: JSON.stringify({ message: `bad appid ${key}` }) },
    ];
    for (const behaviour of behaviours) {
      standIn.behave(behaviour);
      const refused = await openWeather().catch((error: unknown) => error);
      expect(refused, behaviour.kind).toBeInstanceOf(WeatherRefusal);
      expect(JSON.stringify([String(refused), (refused as Error).stack, (refused as Error).cause]), behaviour.kind).not.toContain(
        key,
      );
    }
  });

  test('that is refused says which setting to look at', async () => {
    standIn.behave({ kind: 'status', status: 401 });
    await expect(openWeather()).rejects.toThrow(/OPENWEATHER_API_KEY/);
  });

  test('goes to nobody else by a redirect', async () => {
    const other = await startWeatherStandIn({ nowMs: () => nowMs, place });
    standIn.behave({ kind: 'redirect', to: `${other.url}/data/2.5/weather` });
    await expect(openWeather()).rejects.toThrow(WeatherRefusal);
    expect(other.asked).toEqual([]);
    await other.stop();
  });
});

test('an hour begins on the hour, whatever the provider', async () => {
  for (const { hours } of [await openMeteo(), await openWeather()])
    expect(hours.every(({ atMs }, i) => atMs % hourMs === 0 && (i === 0 || atMs === (hours[i - 1]?.atMs ?? 0) + hourMs))).toBe(
      true,
    );
});
