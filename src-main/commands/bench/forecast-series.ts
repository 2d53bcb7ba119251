/**
 * The series of `npm run bench -- forecast`: NAB's traffic series (../shared/data/nab, resampled to 5 minutes, gaps left) and a
 * generated year of counts on a platform, whose events are known.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EvenSeries } from '../../../src-contract/domain/forecast.ts';
import { evenSeries } from '../../forecast/even-series.ts';
import { createRandom, type Random, randomAround, randomBetween } from '../../twin/simulation/random.ts';

const stepMs = 5 * 60_000;
const dayMs = 86_400_000;
const daySteps = dayMs / stepMs;
const nabFolder = join(process.env['KAVACH_SHARED_DIR'] ?? join(import.meta.dirname, '../../../../shared'), 'data/nab');
const nabNames = [
  'speed_6005',
  'speed_7578',
  'speed_t4013',
  'occupancy_6005',
  'occupancy_t4013',
  'TravelTime_387',
  'TravelTime_451',
];
const longestSteps = 120_000;

/** What should be found: [fromMs, untilMs]. */
export type Windows = readonly (readonly [number, number])[];

export interface BenchSeries {
  name: string;
  series: EvenSeries;
  windows: Windows;
}

/** Empty where the shared data is absent. NAB's times have no zone; they are read as UTC, which moves no figure against another. */
export function readNab(): BenchSeries[] {
  if (!existsSync(join(nabFolder, 'combined_windows.json'))) return [];
  const windows = JSON.parse(readFileSync(join(nabFolder, 'combined_windows.json'), 'utf8')) as Record<
    string,
    [string, string][]
  >;
  return nabNames.map((name) => ({
    name,
    series: evenSeries(readCsv(join(nabFolder, `${name}.csv`)), stepMs, longestSteps),
    windows: (windows[`realTraffic/${name}.csv`] ?? []).map(([from, until]) => [utcMs(from), utcMs(until)]),
  }));
}

function readCsv(file: string): { atMs: number; value: number }[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [time = '', value = ''] = line.split(',');
    return { atMs: utcMs(time), value: Number(value) };
  });
}

function utcMs(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`);
}

/**
 * 365 days of people on a platform in steps of 5 minutes: commuter peaks on weekdays, a flat weekend, a slow season, noise that lasts
 * half an hour and noise that doesn't, one event in ten days (a crowd of two to four hours at any time), one outage in 20 days.
 */
export function generateYear(seed: number): BenchSeries {
  const random = createRandom(seed);
  const startMs = Date.UTC(2025, 0, 6);
  const events = Array.from({ length: 36 }, () => eventOf(random));
  const outages = Array.from({ length: 18 }, () => randomBetween(random, 0, 365 * daySteps));
  let lasting = 0;
  const values = Array.from({ length: 365 * daySteps }, (_, i) => {
    lasting = 0.85 * lasting + randomAround(random, 0, 0.06);
    const mean = usualCount(i) * (1 + lasting) + events.reduce((sum, event) => sum + extraCount(event, i), 0);
    const count = Math.max(0, Math.round(randomAround(random, mean, Math.sqrt(Math.max(1, mean)))));
    return outages.some((outage) => i >= outage && i < outage + 36) ? null : count;
  });
  const windows = events.map(({ from, steps }) => [startMs + from * stepMs, startMs + (from + steps) * stepMs] as const);
  return { name: 'generated year', series: { startMs, stepMs, values }, windows };
}

/** The year began on a Monday. */
function usualCount(step: number): number {
  const hour = (24 * (step % daySteps)) / daySteps;
  const isWeekend = Math.floor(step / daySteps) % 7 >= 5;
  const bump = (at: number, width: number): number => Math.exp(-0.5 * ((hour - at) / width) ** 2);
  const usual = isWeekend ? 90 * bump(14, 4) : 260 * bump(9, 1.1) + 300 * bump(18.5, 1.4) + 80 * bump(13.5, 3);
  return (8 + usual) * (1 + 0.15 * Math.sin((2 * Math.PI * step) / (365 * daySteps)));
}

interface CrowdEvent {
  from: number;
  steps: number;
  peak: number;
}

/** By day: a crowd beside an empty platform at night would be found by anything. */
function eventOf(random: Random): CrowdEvent {
  const day = Math.floor(randomBetween(random, 14, 364));
  const from = Math.round((day + randomBetween(random, 0.3, 0.8)) * daySteps);
  return { from, steps: Math.round(randomBetween(random, 24, 48)), peak: randomBetween(random, 120, 400) };
}

/** Half a sine: it comes, and it goes. */
function extraCount({ from, steps, peak }: CrowdEvent, step: number): number {
  return step < from || step >= from + steps ? 0 : peak * Math.sin((Math.PI * (step - from)) / steps);
}

/** The year as it was known at its end and at the ends of three quarters before. */
export function quartersOf({ name, series }: BenchSeries): { name: string; series: EvenSeries }[] {
  return [1, 2, 3, 4].map((quarter) => {
    const end = Math.floor((series.values.length * quarter) / 4);
    return { name: `${name}, to day ${Math.floor(end / daySteps)}`, series: { ...series, values: series.values.slice(0, end) } };
  });
}
