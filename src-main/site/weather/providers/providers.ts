/** Every provider of weather. A new one is a file and a line here, with the setting that chooses it. */
import type { WeatherProvider } from '../provider.ts';
import { createOpenMeteo } from './open-meteo.ts';
import { createOpenWeatherMap } from './openweathermap.ts';

interface ProviderSettings {
  readonly OPENWEATHER_API_KEY?: string | undefined;
  readonly KAVACH_OPENWEATHER_URL: string;
  readonly KAVACH_OPEN_METEO_URL: string;
}

export function chooseProvider(settings: ProviderSettings): WeatherProvider {
  const { OPENWEATHER_API_KEY: key } = settings;
  return key === undefined
    ? createOpenMeteo({ url: settings.KAVACH_OPEN_METEO_URL })
    : createOpenWeatherMap({ url: settings.KAVACH_OPENWEATHER_URL, key });
}
