/**
 * Severe weather as conditions. In: what is known of the weather, the site's limits, and what the fog sensors by the tracks read. Out: a
 * condition a hazard while the weather is fresh; while it is old nothing is listed, and nothing is known to have passed.
 */
import type { AlarmFacts, Condition, ConditionKind } from '../../../src-contract/domain/alarm.ts';
import type {
  CurrentWeather,
  FogReading,
  SevereWeather,
  WeatherHazard,
  WeatherHour,
} from '../../../src-contract/domain/weather.ts';
import { isKnown, rainOver, severeWeather, type WeatherLimits } from './severe-weather.ts';

interface WeatherConditionsOptions {
  readonly watch: {
    current(): CurrentWeather | null;
    hours(fromMs: number, toMs: number): readonly WeatherHour[];
    fetching(): { readonly kind: string };
  };
  readonly limits: WeatherLimits;
  /** The newest of each sensor that sees fog. */
  readonly fogReadings: () => readonly FogReading[];
  readonly nowMs: () => number;
}

export interface WeatherConditions {
  /** Severe now, by fresh figures; empty when there are none. */
  severe(): readonly SevereWeather[];
  conditions(): readonly Condition[];
  isKnown(kind: WeatherConditionKind): boolean;
}

export type WeatherConditionKind = Extract<ConditionKind, `weather-${string}`>;
const kinds = {
  heat: 'weather-heat',
  rain: 'weather-rain',
  wind: 'weather-wind',
  fog: 'weather-fog',
} as const satisfies Record<WeatherHazard, WeatherConditionKind>;
const hazards = Object.keys(kinds) as WeatherHazard[];

/** Fetched every ten minutes: older than this, six fetches have failed, and the sky may be another. */
export const staleAfterMs = 3_600_000;
/** A forecast tells of days; twelve hours on, a newer one would say another thing. */
export const forecastStaleAfterMs = 12 * 3_600_000;

const subject = { type: 'part', id: 'weather' } as const;
/** Two fetches must agree that it has passed. */
const offDelayMs = 15 * 60_000;
const onDelayMs = 5_000;
const timeToActS = { severe: 1800, extreme: 600 } as const;
const dayMs = 24 * 3_600_000;

export function isStale({ observedMs }: CurrentWeather, nowMs: number): boolean {
  return nowMs - observedMs > staleAfterMs;
}

export function createWeatherConditions({ watch, limits, fogReadings, nowMs }: WeatherConditionsOptions): WeatherConditions {
  let held: ReadonlySet<WeatherHazard> = new Set();
  let judged: { readonly of: CurrentWeather; readonly severe: readonly SevereWeather[] } | null = null;

  const fresh = (): CurrentWeather | null => {
    const current = watch.current();
    return current === null || isStale(current, nowMs()) ? null : current;
  };
  /** Once a fetch, as it can't change between two, and a tick comes four times a second. */
  const severe = (): readonly SevereWeather[] => {
    const current = fresh();
    if (current === null) return [];
    if (judged?.of !== current) {
      const rainDayMm = rainOver(watch.hours(current.observedMs - dayMs, current.observedMs));
      judged = { of: current, severe: severeWeather(current.figures, rainDayMm, limits, held) };
      held = new Set(judged.severe.map(({ hazard }) => hazard));
    }
    return judged.severe;
  };

  return {
    severe,
    conditions() {
      const current = fresh();
      return current === null ? [] : severe().map((one) => conditionOf(one, current, fogFacts(one, fogReadings(), nowMs())));
    },
    isKnown(kind) {
      // Where nothing may be fetched, nothing will ever say that it has passed.
      if (watch.fetching().kind === 'off') return true;
      const current = fresh();
      const hazard = hazards.find((name) => kinds[name] === kind);
      return current !== null && hazard !== undefined && isKnown(hazard, current.figures);
    },
  };
}

function conditionOf(
  { hazard, level, figure, value, edge }: SevereWeather,
  { source }: CurrentWeather,
  more: AlarmFacts,
): Condition {
  const kind = kinds[hazard];
  return {
    ...{ key: `${kind}:part:weather`, kind, subject, priority: level === 'extreme' ? 'high' : 'medium' },
    facts: { source: providerNames[source], figure, value: Math.round(value * 10) / 10, edge, ...more },
    ...{ onDelayMs, offDelayMs, latching: false, timeToActS: timeToActS[level], inhibitedBy: [] },
  };
}

const providerNames = { 'open-meteo': 'Open-Meteo', openweathermap: 'OpenWeather' } as const;

/** The sensor by the tracks that sees least: it stands where the trains run, and the provider's figure is of a wide area. */
function fogFacts({ hazard }: SevereWeather, readings: readonly FogReading[], nowMs: number): AlarmFacts {
  const [worst] = hazard === 'fog' ? readings.toSorted((a, b) => a.visibility - b.visibility) : [];
  if (worst === undefined) return {};
  const { name, visibility, atMs } = worst;
  return { sensorName: name, sensorVisibility: visibility, sensorAgeS: Math.max(0, Math.round((nowMs - atMs) / 1000)) };
}
