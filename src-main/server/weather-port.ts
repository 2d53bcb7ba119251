/** What the server needs of the weather; kavach.ts fills it. Times are station time, ms. */
import type {
  CurrentWeather,
  FogReading,
  SevereWeather,
  WeatherFetching,
  WeatherHour,
} from '../../src-contract/domain/weather.ts';

export interface WeatherPort {
  /** The last known, however old. */
  current(): { readonly weather: CurrentWeather; readonly stale: boolean; readonly forecastStale: boolean } | null;
  hours(fromMs: number, toMs: number): readonly WeatherHour[];
  /** Now, by weather that isn't stale; and by one hour's figures alone. */
  severe(): readonly SevereWeather[];
  severeIn(hour: WeatherHour): readonly SevereWeather[];
  fogReadings(): readonly FogReading[];
  fetching(): WeatherFetching;
}
