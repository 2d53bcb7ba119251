/**
 * OpenWeather's current weather and its forecast in steps of three hours (openweathermap.org/current, /forecast5), which a free key
 * opens. A step's figures stand for its three hours; its rain fell in the three before, so each hour takes a third of the next step's.
 */
import { z } from 'zod';
import type { Sky, WeatherFigures, WeatherHour, WeatherReport } from '../../../../src-contract/domain/weather.ts';
import { getJson } from '../get-json.ts';
import { hourMs, plausible, readAnswer, requireHours, requireRecent, requireSamePlace, shareOf } from '../plausible.ts';
import type { WeatherProvider } from '../provider.ts';

const coordinates = z.object({ lon: z.number(), lat: z.number() });
const fallen = z.object({ '1h': plausible.rainMm, '3h': plausible.rainMm }).partial().optional();
const entrySchema = z.object({
  dt: plausible.epochS,
  main: z.object({ temp: plausible.temperatureC, feels_like: plausible.apparentC, humidity: plausible.humidityPercent }),
  weather: z.array(z.object({ id: z.number().int().min(200).max(899) })).max(10),
  wind: z.object({ speed: plausible.windMps, gust: plausible.windMps }).partial().optional(),
  visibility: plausible.visibilityM,
  rain: fallen,
  snow: fallen,
});
type Entry = z.infer<typeof entrySchema>;
const currentSchema = entrySchema.extend({ coord: coordinates });
const forecastSchema = z.object({ list: z.array(entrySchema).min(2).max(100), city: z.object({ coord: coordinates }) });

const stepHours = 3;

export function createOpenWeatherMap({ url, key }: { readonly url: string; readonly key: string }): WeatherProvider {
  return {
    source: 'openweathermap',
    async fetch(place, nowMs, signal): Promise<WeatherReport> {
      const ask = (path: string): Promise<unknown> => {
        const address = new URL(`/data/2.5/${path}`, url);
        address.search = new URLSearchParams({
          ...{ lat: String(place[1]), lon: String(place[0]), units: 'metric', appid: key },
        }).toString();
        return getJson(address, signal);
      };
      const [told, coming] = await Promise.all([ask('weather'), ask('forecast')]);
      const current = readAnswer(currentSchema, told);
      const forecast = readAnswer(forecastSchema, coming);
      requireSamePlace(place, current.coord);
      requireSamePlace(place, forecast.city.coord);
      const observedMs = current.dt * 1000;
      requireRecent(observedMs, nowMs);
      const hours = hoursOf(forecast.list);
      requireHours(hours, nowMs);
      const figures = figuresOf(current, fallenOf(current, '1h'));
      return { current: { source: 'openweathermap', observedMs, fetchedMs: nowMs, figures }, hours };
    },
  };
}

/** The last step is left out: how much it rains in it stands nowhere. */
function hoursOf(steps: readonly Entry[]): WeatherHour[] {
  return steps.slice(0, -1).flatMap((step, i) => {
    const next = steps[i + 1];
    const figures = figuresOf(step, next === undefined ? null : fallenOf(next, '3h') / stepHours);
    return Array.from({ length: stepHours }, (_, hour) => ({ atMs: step.dt * 1000 + hour * hourMs, ...figures }));
  });
}

/** In mm; left out means that none fell. */
function fallenOf({ rain, snow }: Entry, over: '1h' | '3h'): number {
  return (rain?.[over] ?? 0) + (snow?.[over] ?? 0);
}

function figuresOf({ main, wind, visibility, weather }: Entry, rainMmPerH: number | null): WeatherFigures {
  return {
    temperatureC: main.temp ?? null,
    apparentC: main.feels_like ?? null,
    humidity: shareOf(main.humidity),
    rainMmPerH,
    windMps: wind?.speed ?? null,
    gustMps: wind?.gust ?? null,
    visibilityM: visibility ?? null,
    sky: skyOf(weather[0]?.id ?? null),
  };
}

const heavyRain: readonly number[] = [502, 503, 504, 522, 531];

/** By the provider's own condition codes (openweathermap.org/weather-conditions). */
function skyOf(code: number | null): Sky {
  if (code === null) return 'unknown';
  if (code < 300) return 'thunderstorm';
  if (code < 500) return 'drizzle';
  if (code < 600) return heavyRain.includes(code) ? 'heavy-rain' : 'rain';
  if (code < 700) return 'snow';
  if (code < 800) return code === 741 ? 'fog' : 'cloudy';
  return code <= 801 ? 'clear' : 'cloudy';
}
