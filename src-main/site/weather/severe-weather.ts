/**
 * Weather that endangers a crowd. In: figures, rain over 24 hours and the site's limits. Out: a hazard a kind, by the figure that is furthest
 * beyond its edge. Where the limits come from stands in site-config.ts. Pure.
 */
import type {
  HazardFigure,
  HazardLevel,
  SevereWeather,
  WeatherFigures,
  WeatherHazard,
  WeatherHour,
} from '../../../src-contract/domain/weather.ts';
import type { SiteConfig } from '../../../src-contract/site-config.ts';

export type WeatherLimits = SiteConfig['weather'];

interface Judged {
  readonly hazard: WeatherHazard;
  readonly figure: HazardFigure;
  readonly value: number | null;
  /** Where it is severe, and where extreme. */
  readonly edges: readonly [number, number];
  /** Less is worse. */
  readonly falling?: true;
}

/** `rainDayMm`: over the last 24 hours. `held`: what was severe before, and must be better by the deadband to be over. */
export function severeWeather(
  figures: WeatherFigures,
  rainDayMm: number | null,
  limits: WeatherLimits,
  held: ReadonlySet<WeatherHazard> = new Set(),
): readonly SevereWeather[] {
  const found = judgedBy(figures, rainDayMm, limits).flatMap((judged) => judge(judged, limits, held) ?? []);
  // The worst of each kind: sorted stably, so that of two alike the first named stands.
  const byWeight = found.toSorted((a, b) => weightOf(b.level) - weightOf(a.level));
  return byWeight.filter((one, i) => byWeight.findIndex(({ hazard }) => hazard === one.hazard) === i);
}

/** Figures without which a hazard can't be told. */
export function isKnown(hazard: WeatherHazard, figures: WeatherFigures): boolean {
  const { temperatureC, apparentC, rainMmPerH, windMps, gustMps, visibilityM } = figures;
  const needed = { heat: temperatureC ?? apparentC, rain: rainMmPerH, wind: windMps ?? gustMps, fog: visibilityM };
  return needed[hazard] !== null;
}

/** Null where fewer than twenty of the hours are known: half a day's rain would pass for a day's. */
export function rainOver(hours: readonly WeatherHour[]): number | null {
  const known = hours.flatMap(({ rainMmPerH }) => rainMmPerH ?? []);
  return known.length < leastHours ? null : known.reduce((sum, mm) => sum + mm, 0);
}
const leastHours = 20;

function judgedBy(figures: WeatherFigures, rainDayMm: number | null, limits: WeatherLimits): readonly Judged[] {
  const { temperatureC, apparentC, rainMmPerH, windMps, gustMps, visibilityM } = figures;
  const wind = windMps === null && gustMps === null ? null : Math.max(windMps ?? 0, gustMps ?? 0);
  return [
    { hazard: 'heat', figure: 'apparent', value: apparentC, edges: limits.apparent_c },
    { hazard: 'heat', figure: 'temperature', value: temperatureC, edges: limits.temperature_c },
    { hazard: 'rain', figure: 'hour', value: rainMmPerH, edges: limits.rain_mm_per_h },
    { hazard: 'rain', figure: 'day', value: rainDayMm, edges: limits.rain_mm_per_day },
    { hazard: 'wind', figure: 'wind', value: wind, edges: limits.wind_mps },
    { hazard: 'fog', figure: 'visibility', value: visibilityM, edges: limits.visibility_m, falling: true },
  ];
}

function judge(judged: Judged, limits: WeatherLimits, held: ReadonlySet<WeatherHazard>): SevereWeather | null {
  const { hazard, figure, value, edges, falling } = judged;
  if (value === null) return null;
  // Heat's zero is arbitrary, so that a share of it says nothing.
  const slack = held.has(hazard) ? (hazard === 'heat' ? limits.deadband_c : Math.abs(edges[0]) * limits.deadband) : 0;
  const beyond = (edge: number, easier: number): boolean => (falling ? value < edge + easier : value >= edge - easier);
  if (beyond(edges[1], 0)) return { hazard, figure, level: 'extreme', value, edge: edges[1] };
  return beyond(edges[0], slack) ? { hazard, figure, level: 'severe', value, edge: edges[0] } : null;
}

function weightOf(level: HazardLevel): number {
  return level === 'extreme' ? 1 : 0;
}
