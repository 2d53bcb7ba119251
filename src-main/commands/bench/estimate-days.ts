/**
 * Days of the demo's simulated crowd with a demand that varies: rush hours, quiet nights, days unlike each other, and now and then a
 * festival. An hour is one cycle of the simulation (4 minutes, two trains' worth of everything), because a whole one takes 6 s to walk
 * through and says nothing more. In: a seed. Out: what was true in each of those minutes, by zone.
 */
import { join } from 'node:path';
import { loadSiteFile } from '../../site-file.ts';
import { dadar } from '../../twin/scenes/dadar.ts';
import { createRandom, type Random, randomAround } from '../../twin/simulation/random.ts';
import { createStationSimulation, type StationSimulation, stepS } from '../../twin/simulation/station.ts';
import { createTruthKeeper } from '../../twin/simulation/truth.ts';
import { truthGeometry } from '../../twin/site-geometry.ts';

export const hoursOfDay = 24;
export const minutesOfHour = dadar.cycleS / 60;
const samplesOfMinute = 12;

export interface SimulatedDays {
  readonly zoneIds: readonly string[];
  /** By zone, [days * 24 * minutesOfHour]: mean of the minute. */
  readonly counts: ReadonlyMap<string, Float32Array>;
  /** Thousands who were expected at a festival, [days]. */
  readonly festivals: readonly number[];
}

/** Of the scene's plan: two rushes on weekdays, one broad top at weekends. */
const demandOfHour = {
  weekday: [
    0.15, 0.1, 0.1, 0.1, 0.2, 0.4, 0.7, 1.1, 1.4, 1.3, 0.9, 0.7, 0.7, 0.7, 0.6, 0.7, 0.9, 1.2, 1.4, 1.2, 0.9, 0.6, 0.4, 0.25,
  ],
  weekend: [
    0.2, 0.15, 0.1, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.8, 0.8, 0.8, 0.8, 0.9, 0.9, 0.9, 0.8, 0.6, 0.5, 0.4, 0.3,
  ],
} as const;
/** The whole station is that much busier or quieter than usual, by the day and by the hour; neighbours know, a profile doesn't. */
const dayDeviation = 0.15;
const hourDeviation = 0.2;
const festivalShare = 1 / 5;
const festivalDemand = 0.6;
const leastDemand = 0.05;

export function simulateDays(seed: number, days: number): SimulatedDays {
  const random = createRandom(seed);
  const festivals = Array.from({ length: days }, () => (random() < festivalShare ? 1 + Math.floor(3 * random()) : 0));
  const demandByCycle = festivals.flatMap((load, day) => demandsOf(day, load, random));
  const simulation = createStationSimulation({ ...dadar, demandByCycle }, seed);
  const site = loadSiteFile(join(import.meta.dirname, '../../../resources/demo-site/site.yaml'));
  const keeper = createTruthKeeper(truthGeometry(site));
  const zoneIds = site.zones.map(({ id }) => id);
  const minutes = days * hoursOfDay * minutesOfHour;
  const counts = new Map(zoneIds.map((id) => [id, new Float32Array(minutes)]));
  for (let minute = 0; minute < minutes; minute++) {
    for (let sample = 0; sample < samplesOfMinute; sample++) {
      walkFor(simulation, 60 / samplesOfMinute);
      const { zones } = keeper.truth(simulation.people, 0);
      for (const [id, values] of counts) values[minute] = (values[minute] ?? 0) + (zones[id]?.count ?? 0) / samplesOfMinute;
    }
  }
  return { zoneIds, counts, festivals };
}

/** The first day is a Monday. */
function demandsOf(day: number, festival: number, random: Random): number[] {
  const usual = day % 7 >= 5 ? demandOfHour.weekend : demandOfHour.weekday;
  const ofDay = randomAround(random, 1, dayDeviation);
  return usual.map((demand, hour) => {
    const extra = isFestivalHour(hour) ? (festivalDemand * festival) / 3 : 0;
    return Math.max(leastDemand, demand * ofDay * randomAround(random, 1, hourDeviation) + extra);
  });
}

export function isFestivalHour(hour: number): boolean {
  return hour >= 10 && hour < 16;
}

function walkFor(simulation: StationSimulation, seconds: number): void {
  for (let step = 0; step < Math.round(seconds / stepS); step++) simulation.step();
}
