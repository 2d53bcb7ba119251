/** The hours of a forecast → the lines of a chart, and the spans in which it is severe. Pure. */
import type { CurrentWeatherReply, WeatherForecastReply } from '../../../src-contract/api/weather.ts';
import type { ChartContent } from '../../ui/chart/chart-content.ts';

export type ForecastHour = WeatherForecastReply['hours'][number];
export type Severe = CurrentWeatherReply['severe'][number];

export const weatherCharts = ['temperature', 'rain', 'wind', 'visibility'] as const;
export type WeatherChart = (typeof weatherCharts)[number];

const hourMs = 3_600_000;

/** What is over isn't to come, however old the answer is. */
export function hoursToCome(hours: readonly ForecastHour[], nowMs: number): ForecastHour[] {
  return hours.filter(({ at }) => Date.parse(at) + hourMs > nowMs);
}

type ChartWords = Readonly<Record<'temperature' | 'apparent' | 'rain' | 'wind' | 'gust' | 'visibility', string>>;

export function weatherChart(
  hours: readonly ForecastHour[],
  chart: WeatherChart,
  words: ChartWords,
  nowMs: number,
): ChartContent {
  const line = (label: string, values: (hour: ForecastHour) => number | null, dashed = false) => ({
    ...{ label, token: dashed ? '--text-2' : '--accent', dashed, values: hours.map(values) },
  });
  const lines = {
    temperature: [line(words.temperature, (hour) => hour.temperature_c), line(words.apparent, (hour) => hour.apparent_c, true)],
    rain: [line(words.rain, (hour) => hour.rain_mm_per_h)],
    wind: [line(words.wind, (hour) => hour.wind_mps), line(words.gust, (hour) => hour.gust_mps, true)],
    visibility: [line(words.visibility, (hour) => hour.visibility_m)],
  }[chart];
  const marks = severeSpans(hours).map(({ fromMs, untilMs }) => ({ fromMs, untilMs, token: '--medium' }));
  return { timesMs: hours.map(({ at }) => Date.parse(at)), lines, bands: [], marks, nowMs };
}

export interface SevereSpan {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Its worst hour. */
  readonly worst: Severe;
}

/** Hours that follow each other with the same hazard are one span, by their start. */
export function severeSpans(hours: readonly ForecastHour[]): SevereSpan[] {
  const spans: SevereSpan[] = [];
  for (const { at, severe } of hours) {
    const atMs = Date.parse(at);
    for (const one of severe) {
      const open = spans.findIndex(({ worst, untilMs }) => worst.hazard === one.hazard && untilMs === atMs);
      const before = spans[open];
      if (before === undefined) spans.push({ fromMs: atMs, untilMs: atMs + hourMs, worst: one });
      else spans[open] = { ...before, untilMs: atMs + hourMs, worst: worse(before.worst, one) };
    }
  }
  return spans;
}

function worse(a: Severe, b: Severe): Severe {
  if (a.level !== b.level) return a.level === 'extreme' ? a : b;
  const isFurther = a.hazard === 'fog' ? b.value < a.value : b.value > a.value;
  return isFurther ? b : a;
}
