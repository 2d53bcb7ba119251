/** The weather as it was last known, and its hours. A row that can't be read is left out with a line in the log. */
import {
  currentWeatherSchema,
  type WeatherHour,
  type WeatherRecords,
  weatherHourSchema,
} from '../../src-contract/domain/weather.ts';
import type { Log } from '../log.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';

interface WeatherOptions {
  readonly connections: Connections;
  readonly durably: Durably;
  readonly log: Log;
}

const hourMs = 3_600_000;

export function createWeather({ connections: { durable, reader }, durably, log }: WeatherOptions): WeatherRecords {
  const current = reader.query<[], { weather: string }>('SELECT weather FROM current_weather');
  const hours = reader.query<[number, number], { hour: string }>(
    'SELECT hour FROM weather_hours WHERE at_ms >= ? AND at_ms < ? ORDER BY at_ms',
  );
  const saveCurrent = durable.query<[string]>(
    'INSERT INTO current_weather (id, weather) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET weather = excluded.weather',
  );
  const removeFrom = durable.query<[number]>('DELETE FROM weather_hours WHERE at_ms >= ?');
  const addHour = durable.query<[number, string]>(
    'INSERT INTO weather_hours (at_ms, hour) VALUES (?, ?) ON CONFLICT (at_ms) DO UPDATE SET hour = excluded.hour',
  );

  const readHour = ({ hour }: { hour: string }): WeatherHour[] => {
    const { data, error } = weatherHourSchema.safeParse(JSON.parse(hour));
    if (data === undefined) log.warn({ error: error?.message }, "an hour's weather could not be read");
    return data === undefined ? [] : [data];
  };

  return {
    current() {
      const row = current.get();
      if (row === undefined) return null;
      const { data, error } = currentWeatherSchema.safeParse(JSON.parse(row.weather));
      if (data === undefined) log.warn({ error: error?.message }, 'the last known weather could not be read');
      return data ?? null;
    },
    hours: (fromMs, toMs) => hours.all(fromMs, toMs).flatMap(readHour),
    save: ({ current: newest, hours: told }) =>
      durably('weather.save', () => {
        saveCurrent.run(JSON.stringify(newest));
        removeFrom.run(told[0]?.atMs ?? newest.observedMs);
        const observed = { ...newest.figures, atMs: Math.floor(newest.observedMs / hourMs) * hourMs };
        for (const hour of [...told, observed]) addHour.run(hour.atMs, JSON.stringify(hour));
      }),
  };
}
