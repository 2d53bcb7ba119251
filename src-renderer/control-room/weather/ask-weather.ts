/** The weather as the station knows it, now and forecast, asked for together. One row, so that it is loading, failed and old as every list is. */

import { routes } from '../../../src-contract/api/routes.ts';
import type { CurrentWeatherReply, WeatherForecastReply } from '../../../src-contract/api/weather.ts';
import { rest } from '../station/session.ts';

export interface KnownWeather {
  readonly current: CurrentWeatherReply;
  readonly forecast: WeatherForecastReply;
}

/** It is fetched every ten minutes; what fails, and fog sensors, are news sooner. */
export const askWeatherEveryMs = 15_000;

export async function askWeather(signal: AbortSignal): Promise<KnownWeather[]> {
  const [current, forecast] = await Promise.all([
    rest.call(routes.currentWeather, { signal }),
    rest.call(routes.weatherForecast, { query: { hours: 48 }, signal }),
  ]);
  return [{ current, forecast }];
}
