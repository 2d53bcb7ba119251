/**
 * Open-Meteo's forecast (open-meteo.com/en/docs): no key, data under CC BY 4.0. Units are asked for and looked at in the answer: one
 * that ignored them would say km/h for m/s. Its hourly rain is of the hour before the time that it stands at.
 */
import { z } from 'zod';
import type { Sky, WeatherFigures, WeatherHour, WeatherReport } from '../../../../src-contract/domain/weather.ts';
import { getJson } from '../get-json.ts';
import { plausible, readAnswer, requireHours, requireRecent, requireSamePlace, shareOf } from '../plausible.ts';
import type { WeatherProvider } from '../provider.ts';

const limits = {
  temperature_2m: plausible.temperatureC,
  apparent_temperature: plausible.apparentC,
  relative_humidity_2m: plausible.humidityPercent,
  precipitation: plausible.rainMm,
  weather_code: z.number().int().min(0).max(99).nullish(),
  wind_speed_10m: plausible.windMps,
  wind_gusts_10m: plausible.windMps,
  visibility: plausible.visibilityM,
};
type Field = keyof typeof limits;
const fields = Object.keys(limits) as Field[];
const columns = Object.fromEntries(fields.map((field) => [field, z.array(limits[field]).max(400).default([])]));

const units = z.object({ temperature_2m: z.literal('°C'), precipitation: z.literal('mm'), wind_speed_10m: z.literal('m/s') });
const currentSchema = z.object({ time: plausible.epochS, interval: z.number().min(60).max(3600), ...limits });
const hourlySchema = z.object({ time: z.array(plausible.epochS).min(2).max(400) }).and(z.object(columns));
const answerSchema = z.object({
  ...{ latitude: z.number(), longitude: z.number(), current_units: units, hourly_units: units },
  ...{ current: currentSchema, hourly: hourlySchema },
});
type Row = Readonly<Partial<Record<Field, number | null | undefined>>>;

export function createOpenMeteo({ url, timeoutMs }: { readonly url: string; readonly timeoutMs?: number }): WeatherProvider {
  return {
    source: 'open-meteo',
    async fetch(place, nowMs, signal): Promise<WeatherReport> {
      const address = new URL('/v1/forecast', url);
      address.search = new URLSearchParams({
        ...{ latitude: String(place[1]), longitude: String(place[0]), current: fields.join(), hourly: fields.join() },
        // A day back fills what was missed while offline.
        ...{ wind_speed_unit: 'ms', timeformat: 'unixtime', timezone: 'GMT', past_days: '1', forecast_days: '4' },
      }).toString();
      const answer = readAnswer(answerSchema, await getJson(address, signal, timeoutMs));
      requireSamePlace(place, { lon: answer.longitude, lat: answer.latitude });
      const observedMs = answer.current.time * 1000;
      requireRecent(observedMs, nowMs);
      const hours = hoursOf(answer.hourly);
      requireHours(hours, nowMs);
      const { precipitation, interval } = answer.current;
      const rain = precipitation === null || precipitation === undefined ? null : (precipitation * 3600) / interval;
      const figures = figuresOf(answer.current, rain);
      return { current: { source: 'open-meteo', observedMs, fetchedMs: nowMs, figures }, hours };
    },
  };
}

/** The last one is left out: how much it rains in it stands nowhere. */
function hoursOf(hourly: z.infer<typeof hourlySchema>): WeatherHour[] {
  const at = (field: Field, i: number): number | null => hourly[field]?.[i] ?? null;
  return hourly.time.slice(0, -1).map((timeS, i) => {
    const row: Row = Object.fromEntries(fields.map((field) => [field, at(field, i)]));
    return { atMs: timeS * 1000, ...figuresOf(row, at('precipitation', i + 1)) };
  });
}

function figuresOf(row: Row, rainMmPerH: number | null): WeatherFigures {
  return {
    temperatureC: row.temperature_2m ?? null,
    apparentC: row.apparent_temperature ?? null,
    humidity: shareOf(row.relative_humidity_2m),
    rainMmPerH,
    windMps: row.wind_speed_10m ?? null,
    gustMps: row.wind_gusts_10m ?? null,
    visibilityM: row.visibility ?? null,
    sky: skyOf(row.weather_code ?? null),
  };
}

const skiesByCode: readonly (readonly [Sky, readonly number[]])[] = [
  ['clear', [0, 1]],
  ['cloudy', [2, 3]],
  ['fog', [45, 48]],
  ['drizzle', [51, 53, 55, 56, 57]],
  ['rain', [61, 63, 66, 80, 81]],
  ['heavy-rain', [65, 67, 82]],
  ['snow', [71, 73, 75, 77, 85, 86]],
  ['thunderstorm', [95, 96, 99]],
];

/** WMO code table 4677, as far as the provider uses it. */
function skyOf(code: number | null): Sky {
  return skiesByCode.find(([, codes]) => code !== null && codes.includes(code))?.[0] ?? 'unknown';
}
