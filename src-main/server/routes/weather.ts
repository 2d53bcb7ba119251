/** The weather over REST: the last known, and the hours to come. */
import { routes } from '../../../src-contract/api/routes.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { currentWeatherOf, weatherForecastOf } from '../wire/weather.ts';

const hourMs = 3_600_000;

export function registerWeatherRoutes(register: Register, { weather, clock }: Pick<ServerDeps, 'weather' | 'clock'>): void {
  register(routes.currentWeather, () => {
    const current = weather.current();
    const known = { weather: current?.weather ?? null, stale: current?.stale ?? true };
    return currentWeatherOf(
      { ...known, fetching: weather.fetching(), nowMs: clock.nowMs() },
      weather.severe(),
      weather.fogReadings(),
    );
  });

  register(routes.weatherForecast, ({ query }) => {
    const current = weather.current();
    const nowMs = clock.nowMs();
    const fromMs = Math.floor(nowMs / hourMs) * hourMs;
    const hours = weather.hours(fromMs, fromMs + query.hours * hourMs);
    return weatherForecastOf(
      { weather: current?.weather ?? null, stale: current?.forecastStale ?? true, fetching: weather.fetching(), nowMs },
      hours.map((hour) => ({ hour, severe: weather.severeIn(hour) })),
    );
  });
}
