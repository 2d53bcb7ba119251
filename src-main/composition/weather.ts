/** The weather for the rest of the station: the watch with its store and provider, what of it is severe, and the fog sensors beside it. */
import type { FogReading, WeatherBook } from '../../src-contract/domain/weather.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { SensorBook } from '../sensors/book/sensor-book.ts';
import type { WeatherPort } from '../server/weather-port.ts';
import type { Settings } from '../settings.ts';
import { chooseProvider } from '../site/weather/providers/providers.ts';
import { severeWeather } from '../site/weather/severe-weather.ts';
import {
  createWeatherConditions,
  forecastStaleAfterMs,
  isStale,
  type WeatherConditions,
} from '../site/weather/weather-conditions.ts';
import { createWeatherWatch } from '../site/weather/weather-watch.ts';
import type { Store } from '../store/open-store.ts';
import type { Part } from './parts.ts';

interface WeatherOptions {
  readonly store: Pick<Store, 'weather'>;
  readonly site: SiteConfig;
  readonly settings: Pick<Settings, 'KAVACH_ONLINE' | 'OPENWEATHER_API_KEY' | 'KAVACH_OPENWEATHER_URL' | 'KAVACH_OPEN_METEO_URL'>;
  readonly sensors: Pick<SensorBook, 'list'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface StationWeather {
  readonly port: WeatherPort;
  readonly part: Part;
  readonly book: WeatherBook;
  readonly conditions: WeatherConditions['conditions'];
  readonly isKnown: WeatherConditions['isKnown'];
}

export function createStationWeather({ store, site, settings, sensors, clock, log }: WeatherOptions): StationWeather {
  const watch = createWeatherWatch({
    provider: settings.KAVACH_ONLINE === 'on' ? chooseProvider(settings) : null,
    place: site.station.location,
    records: store.weather,
    clock,
    log: log.child({ part: 'weather' }),
  });
  const fogReadings = () => fogReadingsOf(sensors);
  const judged = createWeatherConditions({ watch, limits: site.weather, fogReadings, nowMs: () => clock.nowMs() });
  return {
    port: {
      current() {
        const weather = watch.current();
        if (weather === null) return null;
        const nowMs = clock.nowMs();
        return { weather, stale: isStale(weather, nowMs), forecastStale: nowMs - weather.fetchedMs > forecastStaleAfterMs };
      },
      ...{ hours: watch.hours, severe: judged.severe, fogReadings, fetching: watch.fetching },
      severeIn: (hour) => severeWeather(hour, null, site.weather),
    },
    part: { name: 'weather', start: watch.start, stop: watch.stop },
    book: { hours: watch.hours },
    ...{ conditions: judged.conditions, isKnown: judged.isKnown },
  };
}

/** Of approved sensors alone; one that is silent or faulty says nothing of now. */
function fogReadingsOf(sensors: Pick<SensorBook, 'list'>): FogReading[] {
  return sensors.list().flatMap(({ id, record, health, latest }) => {
    const visibility = latest?.values['visibility'];
    if (!record?.approved || health.status !== 'live' || latest === null || visibility === undefined) return [];
    return [{ sensorId: id, name: record.name, visibility, atMs: latest.atMs }];
  });
}
