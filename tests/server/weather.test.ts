/** The weather over REST: with nothing known, fresh, and old; and the fog sensors beside it. */
import { expect, onTestFinished, test } from 'vitest';
import type { WeatherReport } from '../../src-contract/domain/weather.ts';
import { siteConfigSchema } from '../../src-contract/site-config.ts';
import { createStationWeather } from '../../src-main/composition/weather.ts';
import { createLog } from '../../src-main/log.ts';
import { settingsSchema } from '../../src-main/settings.ts';
import { openTestStore, temporaryPlace } from '../store/store-fixture.ts';
import { startTestStation } from './test-station.ts';

const observedMs = Date.UTC(2026, 10, 28, 10, 20);
const hourMs = 3_600_000;
const figures = {
  ...{ temperatureC: 33.123456, apparentC: 43, humidity: 0.7, rainMmPerH: 0, windMps: 3, gustMps: null, visibilityM: 5000 },
  sky: 'clear',
} as const;
const report: WeatherReport = {
  current: { source: 'open-meteo', observedMs, fetchedMs: observedMs + 60_000, figures },
  hours: Array.from({ length: 72 }, (_, i) => ({ ...figures, atMs: observedMs - (observedMs % hourMs) + i * hourMs })),
};

async function stationWith(known: WeatherReport | null, ageMs: number) {
  const clock = { nowMs: () => observedMs + ageMs };
  const site = siteConfigSchema.parse({ station: { id: 'DDR', name: 'Dadar', lines: ['western'], location: [72.84, 19.02] } });
  const store = openTestStore(temporaryPlace());
  if (known !== null) store.weather.save(known);
  const record = { ...{ id: 'fog-1', type: 'camera', name: 'Fog, north end', location: null, approved: true, thresholds: [] } };
  const sensor = { id: 'fog-1', record, health: { status: 'live' }, latest: { values: { visibility: 0.4 }, atMs: observedMs } };
  const sensors = { list: () => [sensor, { ...sensor, id: 'other', record: null }] } as never;
  const settings = settingsSchema.parse({ KAVACH_ONLINE: 'off' });
  const weather = createStationWeather({ store, site, settings, sensors, clock, log: createLog('silent') });
  const station = await startTestStation({ weather: weather.port, clock });
  onTestFinished(() => station.stop());
  const get = async (path: string) => (await (await station.get(path)).json()) as Record<string, unknown>;
  return get;
}

test('with nothing known: 200, null figures, source unknown', async () => {
  const get = await stationWith(null, 0);
  expect(await get('/api/weather/current')).toMatchObject({
    ...{ source: 'unknown', temperature_c: null, sky: 'unknown', fetched_at: null, age_s: null, stale: true, attribution: null },
    ...{ severe: [], fetching: { state: 'off' } },
  });
  expect(await get('/api/weather/forecast')).toMatchObject({ source: 'unknown', hours: [], stale: true });
});

test('fresh: figures with their age and source, what is severe, the fog sensors beside', async () => {
  const get = await stationWith(report, 10 * 60_000);
  expect(await get('/api/weather/current')).toMatchObject({
    ...{ source: 'open-meteo', temperature_c: 33.1235, gust_mps: null, age_s: 600, stale: false, sky: 'clear' },
    attribution: { text: expect.stringContaining('Open-Meteo') },
    severe: [{ hazard: 'heat', level: 'severe', figure: 'apparent', value: 43, edge: 41 }],
    fog_sensors: [{ sensor_id: 'fog-1', name: 'Fog, north end', visibility: 0.4, age_s: 600 }],
  });
});

test('old: the same figures with their age, nothing severe now; hours that are over are not shown as coming', async () => {
  const get = await stationWith(report, 25 * hourMs);
  expect(await get('/api/weather/current')).toMatchObject({ temperature_c: 33.1235, age_s: 90_000, stale: true, severe: [] });
  const forecast = await get('/api/weather/forecast?hours=120');
  expect(forecast).toMatchObject({ stale: true, age_s: 89_940 });
  const hours = forecast['hours'] as { at: string }[];
  expect([hours.length, hours[0]?.at]).toEqual([47, '2026-11-29T11:00:00.000Z']);
});
