/** The weather on its way out. */
import type { CurrentWeatherReply, WeatherForecastReply } from '../../../src-contract/api/weather.ts';
import type {
  CurrentWeather,
  FogReading,
  SevereWeather,
  WeatherFetching,
  WeatherFigures,
  WeatherHour,
} from '../../../src-contract/domain/weather.ts';
import { figure, isoTime } from './figures.ts';

const nothing: WeatherFigures = {
  ...{ temperatureC: null, apparentC: null, humidity: null, rainMmPerH: null },
  ...{ windMps: null, gustMps: null, visibilityM: null, sky: 'unknown' },
};

/** As the providers' terms ask for. */
const attributions = {
  'open-meteo': { text: 'Weather data by Open-Meteo.com (CC BY 4.0)', url: 'https://open-meteo.com/' },
  openweathermap: { text: 'Weather data provided by OpenWeather', url: 'https://openweathermap.org/' },
} as const;

interface Known {
  readonly weather: CurrentWeather | null;
  readonly stale: boolean;
  readonly fetching: WeatherFetching;
  readonly nowMs: number;
}

export function currentWeatherOf(
  { weather, stale, fetching, nowMs }: Known,
  severe: readonly SevereWeather[],
  fogReadings: readonly FogReading[],
): CurrentWeatherReply {
  return {
    ...knownOf(weather, weather?.observedMs ?? null, stale, nowMs),
    ...figuresOf(weather?.figures ?? nothing),
    observed_at: weather === null ? null : isoTime(weather.observedMs),
    severe: severe.map(severeOf),
    fog_sensors: fogReadings
      .toSorted((a, b) => a.visibility - b.visibility)
      .map(({ sensorId, name, visibility, atMs }) => ({
        ...{ sensor_id: sensorId, name, visibility, timestamp: isoTime(atMs), age_s: ageS(atMs, nowMs) },
      })),
    fetching: fetchingOf(fetching),
  };
}

export function weatherForecastOf(
  { weather, stale, fetching, nowMs }: Known,
  hours: readonly { readonly hour: WeatherHour; readonly severe: readonly SevereWeather[] }[],
): WeatherForecastReply {
  return {
    ...knownOf(weather, weather?.fetchedMs ?? null, stale, nowMs),
    hours: hours.map(({ hour, severe }) => ({ at: isoTime(hour.atMs), ...figuresOf(hour), severe: severe.map(severeOf) })),
    fetching: fetchingOf(fetching),
  };
}

function knownOf(weather: CurrentWeather | null, sinceMs: number | null, stale: boolean, nowMs: number) {
  return {
    source: weather?.source ?? ('unknown' as const),
    fetched_at: weather === null ? null : isoTime(weather.fetchedMs),
    age_s: sinceMs === null ? null : ageS(sinceMs, nowMs),
    stale,
    attribution: weather === null ? null : attributions[weather.source],
  };
}

function figuresOf(figures: WeatherFigures) {
  return {
    temperature_c: figure(figures.temperatureC),
    apparent_c: figure(figures.apparentC),
    humidity: figure(figures.humidity),
    rain_mm_per_h: figure(figures.rainMmPerH),
    wind_mps: figure(figures.windMps),
    gust_mps: figure(figures.gustMps),
    visibility_m: figure(figures.visibilityM),
    sky: figures.sky,
  };
}

function severeOf(severe: SevereWeather): SevereWeather {
  return { ...severe, value: figure(severe.value) ?? severe.value };
}

function fetchingOf(fetching: WeatherFetching): CurrentWeatherReply['fetching'] {
  return fetching.kind === 'failing'
    ? { state: 'failing', reason: fetching.reason, since: isoTime(fetching.sinceMs) }
    : { state: fetching.kind, reason: null, since: null };
}

function ageS(atMs: number, nowMs: number): number {
  return Math.max(0, Math.round((nowMs - atMs) / 1000));
}
