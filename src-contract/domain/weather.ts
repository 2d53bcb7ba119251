/** The weather at the site, as a provider says it or as it was last known. A `null` is unknown. */
import { z } from 'zod';

export const weatherSources = ['openweathermap', 'open-meteo', 'unknown'] as const;

/** Coarse on purpose: what staff do differs by these. */
export const skies = ['clear', 'cloudy', 'fog', 'drizzle', 'rain', 'heavy-rain', 'thunderstorm', 'snow', 'unknown'] as const;
export type Sky = (typeof skies)[number];

const figure = z.number().nullable();

export const weatherFiguresSchema = z.object({
  temperatureC: figure,
  /** What it feels like, °C. */
  apparentC: figure,
  /** Relative, 0..1. */
  humidity: figure,
  /** mm in the hour. */
  rainMmPerH: figure,
  windMps: figure,
  gustMps: figure,
  visibilityM: figure,
  sky: z.enum(skies),
});
export type WeatherFigures = Readonly<z.infer<typeof weatherFiguresSchema>>;

/** One hour's weather: in the past as it was known, in the future as forecast. `atMs`: start of the hour, epoch ms. */
export const weatherHourSchema = weatherFiguresSchema.extend({ atMs: z.number() });
export type WeatherHour = Readonly<z.infer<typeof weatherHourSchema>>;

/** The newest that a provider said of now. */
export const currentWeatherSchema = z.object({
  source: z.enum(weatherSources).exclude(['unknown']),
  /** When it was so. */
  observedMs: z.number(),
  /** When it was fetched, with the forecast. */
  fetchedMs: z.number(),
  figures: weatherFiguresSchema,
});
export type CurrentWeather = Readonly<z.infer<typeof currentWeatherSchema>>;

/** All that one fetch brought. */
export interface WeatherReport {
  readonly current: CurrentWeather;
  /** Oldest first, a whole hour each, none twice. */
  readonly hours: readonly WeatherHour[];
}

export const weatherHazards = ['heat', 'rain', 'wind', 'fog'] as const;
export type WeatherHazard = (typeof weatherHazards)[number];
export const hazardLevels = ['severe', 'extreme'] as const;
export type HazardLevel = (typeof hazardLevels)[number];

/** By which figure it is judged: how hot it is and feels, rain in the hour and in 24 hours, wind and gusts, sight. */
export const hazardFigures = ['temperature', 'apparent', 'hour', 'day', 'wind', 'visibility'] as const;
export type HazardFigure = (typeof hazardFigures)[number];

/** Weather that endangers a crowd: beyond which figure, and by which. In °C, mm, m/s or m. */
export interface SevereWeather {
  readonly hazard: WeatherHazard;
  readonly level: HazardLevel;
  readonly figure: HazardFigure;
  readonly value: number;
  readonly edge: number;
}

/** What a sensor by the tracks says of sight, 1 = clear. */
export interface FogReading {
  readonly sensorId: string;
  readonly name: string;
  readonly visibility: number;
  readonly atMs: number;
}

/** How fetching goes. */
export type WeatherFetching =
  /** By the settings: nothing is fetched from the internet. */
  | { readonly kind: 'off' }
  /** Before the first answer. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'working' }
  | { readonly kind: 'failing'; readonly reason: string; readonly sinceMs: number; readonly tries: number };

export interface WeatherRecords {
  current(): CurrentWeather | null;
  hours(fromMs: number, toMs: number): readonly WeatherHour[];
  /** Hours from its first on are its own; those before stay as they were known. The hour of its observation is kept as observed. */
  save(report: WeatherReport): void;
}

/** What other stages ask of it. */
export interface WeatherBook {
  /** Hours that begin in [fromMs, toMs), oldest first; hours that nobody knows are left out. */
  hours(fromMs: number, toMs: number): readonly WeatherHour[];
}
