/** The weather as clients see it: the last known with its age, and what is forecast. A `null` is unknown. */
import { z } from 'zod';
import { hazardFigures, hazardLevels, skies, weatherHazards, weatherSources } from '../domain/weather.ts';
import { type RouteContract, timestamp } from './route.ts';

const figure = z.number().nullable();

const figures = z.object({
  temperature_c: figure,
  apparent_c: figure.describe('What it feels like'),
  humidity: figure.describe('Relative, 0..1'),
  rain_mm_per_h: figure,
  wind_mps: figure,
  gust_mps: figure,
  visibility_m: figure,
  sky: z.enum(skies),
});

const severe = z.object({
  hazard: z.enum(weatherHazards),
  level: z.enum(hazardLevels),
  figure: z.enum(hazardFigures).describe('By which it is judged'),
  value: z.number(),
  edge: z.number().describe('From where it is severe or extreme, by the site file'),
});

const known = z.object({
  source: z.enum(weatherSources),
  fetched_at: timestamp.nullable(),
  age_s: figure,
  stale: z.boolean().describe('Too old to be taken for now; true with nothing known'),
  attribution: z.object({ text: z.string(), url: z.string() }).nullable().describe('To be shown with the figures'),
});

const fetching = z.object({
  state: z.enum(['off', 'waiting', 'working', 'failing']),
  reason: z.string().nullable(),
  since: timestamp.nullable().describe('Since when it fails'),
});

export const currentWeatherReply = known.extend({
  ...figures.shape,
  observed_at: timestamp.nullable().describe('When it was so; `age_s` counts from here'),
  severe: z.array(severe).describe('What endangers a crowd now; only of weather that is not stale'),
  fog_sensors: z
    .array(
      z.object({
        sensor_id: z.string(),
        name: z.string(),
        visibility: z.number().describe('1 = clear'),
        timestamp,
        age_s: z.number(),
      }),
    )
    .describe('What approved sensors by the tracks say of sight, the least first'),
  fetching,
});
export type CurrentWeatherReply = z.infer<typeof currentWeatherReply>;

export const weatherForecastReply = known.extend({
  hours: z.array(figures.extend({ at: timestamp.describe('Start of the hour'), severe: z.array(severe) })),
  fetching,
});
export type WeatherForecastReply = z.infer<typeof weatherForecastReply>;

const tag = 'Site';

export const weatherRoutes = {
  currentWeather: {
    ...{ method: 'GET', path: '/api/weather/current', tag, access: 'viewer' },
    summary: 'The weather at the station as it was last known; null figures and source unknown when nothing ever was',
    response: currentWeatherReply,
  },
  weatherForecast: {
    ...{ method: 'GET', path: '/api/weather/forecast', tag, access: 'viewer' },
    summary: 'The hours to come, from the one that runs; hours that nobody knows are left out',
    query: z.object({ hours: z.coerce.number().int().min(1).max(120).default(48) }),
    response: weatherForecastReply,
  },
} as const satisfies Record<string, RouteContract>;
