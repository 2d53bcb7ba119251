/**
 * What weather can be: limits a little beyond what was ever measured on Earth (World Meteorological Organization, archive of weather and
 * climate extremes), and answers that are of another place or another time. In: a provider's figures. Out: the figures, or a
 * WeatherRefusal.
 */
import { z } from 'zod';
import type { LonLat } from '../../../src-contract/domain/geometry-types.ts';
import type { WeatherHour } from '../../../src-contract/domain/weather.ts';
import { WeatherRefusal } from './provider.ts';

const within = (min: number, max: number) => z.number().min(min).max(max).nullish();

export const plausible = {
  temperatureC: within(-90, 60),
  apparentC: within(-110, 80),
  humidityPercent: within(0, 105),
  /** The most in an hour was 305 mm. */
  rainMm: within(0, 400),
  windMps: within(0, 115),
  visibilityM: within(0, 200_000),
  epochS: z.number().int().min(0).max(1e11),
};

/** Grids of global models are up to 0.25° wide. */
const mostAwayDeg = 0.5;
const mostAheadMs = 15 * 60_000;
const mostOldMs = 2 * 3_600_000;
export const hourMs = 3_600_000;

/** Throws WeatherRefusal for a shape or a figure that can't be, named by its path. */
export function readAnswer<T>(schema: z.ZodType<T>, answer: unknown): T {
  const { data, error } = schema.safeParse(answer);
  if (data !== undefined) return data;
  const [issue] = error?.issues ?? [];
  throw new WeatherRefusal(`the answer can't be believed: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

export function requireSamePlace([lon, lat]: LonLat, told: { readonly lon: number; readonly lat: number }): void {
  if (Math.abs(told.lat - lat) <= mostAwayDeg && Math.abs(told.lon - lon) <= mostAwayDeg) return;
  throw new WeatherRefusal(`the answer is for ${told.lat}, ${told.lon}, which is another place`);
}

export function requireRecent(observedMs: number, nowMs: number): void {
  if (observedMs < nowMs - mostOldMs)
    throw new WeatherRefusal(`the answer is ${Math.round((nowMs - observedMs) / 60_000)} min old`);
  if (observedMs > nowMs + mostAheadMs)
    throw new WeatherRefusal("the answer is of the future; is the provider's clock right, and the station's?");
}

/** Whole hours, rising, and some of them still to come. */
export function requireHours(hours: readonly WeatherHour[], nowMs: number): void {
  if (!hours.every(({ atMs }, i) => atMs % hourMs === 0 && atMs > (hours[i - 1]?.atMs ?? 0)))
    throw new WeatherRefusal('the hours of the forecast are out of order');
  if ((hours.at(-1)?.atMs ?? 0) <= nowMs) throw new WeatherRefusal('the forecast lies in the past');
}

/** A share from percent; instruments read a little above 100 in fog. */
export function shareOf(percent: number | null | undefined): number | null {
  return percent === null || percent === undefined ? null : Math.min(1, percent / 100);
}
