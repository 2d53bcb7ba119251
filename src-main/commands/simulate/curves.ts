/**
 * What sensors of a station say over a day. Pure. In: a type, the time and randomness. Out: a payload's figures, in the units in which such
 * sensors send. Rush hours at nine and half past six, fog at dawn, the afternoon the warmest.
 */
import { type Random, randomAround } from '../../twin/simulation/random.ts';

export const simulatedTypes = ['traffic', 'people_counter', 'environment', 'camera', 'lidar', 'radar'] as const;
export type SimulatedType = (typeof simulatedTypes)[number];
export type Figures = Record<string, number>;

const rushHours = [
  { hour: 9, widthH: 1.3 },
  { hour: 18.5, widthH: 1.7 },
] as const;
const dawn = { hour: 5.5, widthH: 1.4 } as const;

/** `hour`: of the day, 0..24. */
export const curves: Readonly<Record<SimulatedType, (hour: number, random: Random) => Figures>> = {
  traffic(hour, random) {
    const rush = rushAt(hour);
    const volume = Math.max(0, Math.round(randomAround(random, 4 + 30 * rush, 2)));
    const speed = Math.max(3, randomAround(random, 62 - 42 * rush, 4));
    // Vehicles a minute over km/h: what is on a kilometre; a vehicle covers the loop for its length's share of it.
    const density = (volume * 60) / speed;
    return { speed: round(speed), volume, density: round(density), occupancy: round(Math.min(100, density * 0.7)) };
  },
  people_counter(hour, random) {
    const rush = rushAt(hour);
    const people = (mean: number): number => Math.max(0, Math.round(randomAround(random, mean, Math.sqrt(mean))));
    // In the morning they leave the station for work, in the evening they come back to it.
    return { in: people(1 + 25 * rush * (hour < 13 ? 0.4 : 1)), out: people(1 + 25 * rush * (hour < 13 ? 1 : 0.4)) };
  },
  environment(hour, random) {
    const warmth = Math.sin(((hour - 9) / 24) * 2 * Math.PI);
    return {
      temperature: round(randomAround(random, 28 + 5 * warmth, 0.2)),
      humidity: round(randomAround(random, 68 - 18 * warmth, 1)),
      pressure: round(randomAround(random, 1009, 0.3)),
      pm25: round(Math.max(1, randomAround(random, 55 + 60 * rushAt(hour), 5))),
    };
  },
  camera: (hour, random) => ({ visibility: round(clamp(randomAround(random, 0.96 - 0.8 * bell(hour, dawn), 0.03), 0, 1), 3) }),
  lidar: (hour, random) => ({
    distance: round(Math.max(0.2, randomAround(random, 14 - 9 * rushAt(hour), 0.4))),
    c: round(randomAround(random, 0.9, 0.03)),
  }),
  radar: (hour, random) => ({
    speed: round(randomAround(random, 14 - 6 * rushAt(hour), 1)),
    range: round(Math.max(1, randomAround(random, 120, 20))),
  }),
};

function rushAt(hour: number): number {
  return Math.min(
    1,
    rushHours.reduce((sum, rush) => sum + bell(hour, rush), 0),
  );
}

/** 1 at its hour, falling to both sides, also over midnight. */
function bell(hour: number, { hour: middle, widthH }: { readonly hour: number; readonly widthH: number }): number {
  const off = Math.abs(hour - middle);
  return Math.exp(-((Math.min(off, 24 - off) / widthH) ** 2));
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
