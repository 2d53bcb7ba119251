/** What a provider of weather is, and how one says that it can't be used: with a reason for people, never with an address or a key. */
import type { LonLat } from '../../../src-contract/domain/geometry-types.ts';
import type { CurrentWeather, WeatherReport } from '../../../src-contract/domain/weather.ts';

export interface WeatherProvider {
  readonly source: CurrentWeather['source'];
  /** Rejects with a WeatherRefusal. */
  fetch(place: LonLat, nowMs: number, signal: AbortSignal): Promise<WeatherReport>;
}

/** The provider doesn't answer, or what it says can't be believed. */
export class WeatherRefusal extends Error {}
