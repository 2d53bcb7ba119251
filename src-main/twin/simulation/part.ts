/** What the parts of the simulated station have in common, and what they ask of each other. */
import type { Step } from './person.ts';

export interface StationNow {
  /** Time within the cycle, s. */
  readonly cycleS: number;
  /** How many times as many people as planned come in it. */
  readonly demand: number;
}

/** A part of the station that sends people about; called once a step. */
export interface Part {
  advance(now: StationNow, dtS: number): void;
}

/** What a person who came up from a platform does on the footbridge. */
export interface DeckExits {
  byStreet(): Step[];
  byConcourse(): Step[];
}
