/**
 * Estimates on zones of the demo whose camera is taken to be off, against the twin's truth: each zone in turn is hidden for a day at a
 * time, estimated from what was known of it before and from the others, and compared minute by minute. Floors: the zone's own usual
 * week alone, and the mean of the other zones. Figures by hour, with the coverage of the 95 % interval.
 */
import { type CovariateSteps, covariateNames } from '../../../src-contract/domain/covariates.ts';
import type { LonLat } from '../../../src-contract/domain/geometry-types.ts';
import type { EventOccurrence } from '../../../src-contract/domain/planned-event.ts';
import { createCovariates } from '../../site/estimates/covariates.ts';
import { estimateZone } from '../../site/estimates/estimate-zone.ts';
import { mean } from '../../site/estimates/mean.ts';
import { studyZone, type ZoneStudy } from '../../site/estimates/study-zone.ts';
import { slotsOfWeek } from '../../site/estimates/usual-week.ts';
import type { ZoneMinutes } from '../../site/estimates/zone-model.ts';
import { hoursOfDay, isFestivalHour, minutesOfHour, type SimulatedDays, simulateDays } from './estimate-days.ts';
import { progress, rounded } from './figures.ts';

const seeds = [11, 23];
const days = 12;
/** A week to learn from, so that each weekday was seen before it is asked for. */
const firstTestDay = 7;
const minutesOfDay = 1440;
const minuteMs = 60_000;
const location: LonLat = [72.843, 19.0186];
/** A Monday, 00:00; the bench's station keeps UTC. */
const startMs = Date.UTC(2026, 0, 5);

interface Row {
  readonly zoneId: string;
  readonly hour: number;
  readonly actual: number;
  readonly estimate: number;
  readonly isInside: boolean;
  readonly confidence: number;
  readonly usual: number;
  readonly neighbours: number;
}

export async function benchEstimates(): Promise<object> {
  const rows = seeds.flatMap((seed) => {
    const startedMs = performance.now();
    const simulated = simulateDays(seed, days);
    progress(`seed ${seed}: ${days} days simulated in ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
    return simulated.zoneIds.flatMap((zoneId) => hideZone(simulated, zoneId));
  });
  const all = figuresOf(rows);
  const floor = Math.min(all.usual_week_mae, all.neighbours_mean_mae);
  return {
    ...{ unit: 'persons, mean absolute error of a minute in a zone without its camera', value: all.mae, floor },
    ...{ ratio: rounded(all.mae / floor), seeds, days, test_days: days - firstTestDay, minutes_of_hour: minutesOfHour },
    all,
    zones: Object.fromEntries([...new Set(rows.map(({ zoneId }) => zoneId))].map((id) => [id, figuresOf(ofZone(rows, id))])),
    hours: Object.fromEntries(
      Array.from({ length: hoursOfDay }, (_, hour) => [hour, figuresOf(rows.filter((row) => row.hour === hour))]),
    ),
  };
}

function ofZone(rows: readonly Row[], id: string): Row[] {
  return rows.filter(({ zoneId }) => zoneId === id);
}

function figuresOf(rows: readonly Row[]) {
  const maeOf = (figure: (row: Row) => number): number => rounded(mean(rows.map((row) => Math.abs(row.actual - figure(row)))));
  return {
    rows: rows.length,
    actual_mean: rounded(mean(rows.map(({ actual }) => actual))),
    mae: maeOf(({ estimate }) => estimate),
    bias: rounded(mean(rows.map(({ estimate, actual }) => estimate - actual))),
    coverage_95: rounded(mean(rows.map(({ isInside }) => (isInside ? 1 : 0)))),
    confidence: rounded(mean(rows.map(({ confidence }) => confidence))),
    usual_week_mae: maeOf(({ usual }) => usual),
    neighbours_mean_mae: maeOf(({ neighbours }) => neighbours),
  };
}

function hideZone(simulated: SimulatedDays, zoneId: string): Row[] {
  const others = simulated.zoneIds.filter((id) => id !== zoneId);
  const covariates = covariatesOf(simulated);
  const rows: Row[] = [];
  for (let day = firstTestDay; day < days; day++) {
    const study = studyZone(minutesBefore(simulated, { zoneId, others, day, covariates }), others);
    if (study === null) throw new Error('a week of minutes teaches nothing');
    for (let i = 0; i < hoursOfDay * minutesOfHour; i++)
      rows.push(testMinute(simulated, { zoneId, others, day, i, study, covariates }));
  }
  return rows;
}

interface Hidden {
  readonly zoneId: string;
  readonly others: readonly string[];
  readonly day: number;
  readonly covariates: CovariateSteps;
}

function minutesBefore({ counts }: SimulatedDays, { zoneId, others, day, covariates }: Hidden): ZoneMinutes {
  const length = day * minutesOfDay;
  const onClock = (id: string): Float32Array => {
    const values = new Float32Array(length).fill(Number.NaN);
    for (let i = 0; i < day * hoursOfDay * minutesOfHour; i++) values[clockMinute(i)] = counts.get(id)?.[i] ?? Number.NaN;
    return values;
  };
  return {
    ...{ own: onClock(zoneId), neighbours: others.map(onClock), covariates },
    slots: Uint16Array.from({ length }, (_, minute) => slotOf(minute)),
  };
}

function testMinute(
  { counts }: SimulatedDays,
  { zoneId, others, day, i, study, covariates }: Hidden & { readonly i: number; readonly study: ZoneStudy },
): Row {
  const index = day * hoursOfDay * minutesOfHour + i;
  const minute = clockMinute(index);
  const countIn = (id: string): number | null => counts.get(id)?.[index] ?? null;
  const [eventLoad, holiday, rain, heat] = covariateNames.map((name) => covariates[name][minute] ?? 0);
  const estimate = estimateZone(
    { id: zoneId, capacity: 60, areaM2: null },
    { own: study, others: null, densityPerPerson: null },
    {
      ...{ atMs: startMs + minute * minuteMs, slot: slotOf(minute), countIn, rated: [] },
      covariates: { eventLoad: eventLoad ?? 0, holiday: holiday ?? 0, rain: rain ?? 0, heat: heat ?? 0 },
    },
  );
  if (estimate === null) throw new Error('a zone with a past has an estimate');
  const actual = countIn(zoneId) ?? 0;
  return {
    ...{ zoneId, hour: Math.floor(i / minutesOfHour), actual, estimate: estimate.count, confidence: estimate.confidence },
    isInside: actual >= estimate.low && actual <= estimate.high,
    usual: study.model.usual[slotOf(minute)] ?? 0,
    neighbours: mean(others.map((id) => countIn(id) ?? 0)),
  };
}

/** The simulated minutes of an hour are its first ones. */
function clockMinute(index: number): number {
  return Math.floor(index / minutesOfHour) * 60 + (index % minutesOfHour);
}

function slotOf(minute: number): number {
  return Math.floor(minute / 30) % slotsOfWeek;
}

function covariatesOf({ festivals }: SimulatedDays): CovariateSteps {
  const first = Array.from({ length: hoursOfDay }, (_, hour) => hour).filter(isFestivalHour);
  const hourMs = 60 * minuteMs;
  const occurrences = festivals.flatMap((load, day): EventOccurrence[] => {
    const dayMs = startMs + day * minutesOfDay * minuteMs;
    const [from, until] = [first[0] ?? 0, (first.at(-1) ?? 0) + 1];
    // From an hour before until an hour after are meant by the covariates themselves.
    const span = { startMs: dayMs + (from + 1) * hourMs, endMs: dayMs + (until - 1) * hourMs };
    return load === 0 ? [] : [{ eventId: `${day}`, name: 'festival', ...span, expectedAttendance: load * 1000, at: location }];
  });
  const events = {
    occurrences: (fromMs: number, toMs: number) => occurrences.filter((one) => one.startMs < toMs && one.endMs > fromMs),
  };
  return createCovariates({ events, weather: { hours: () => [] }, location })(startMs, minuteMs, days * minutesOfDay);
}
