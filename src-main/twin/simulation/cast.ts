/** Everybody in the station: who comes in, who is on which floor, who has left. */
import type { GroundPoint } from '../../../src-contract/domain/geometry-types.ts';
import type { Person } from './person.ts';
import { type Random, randomAround } from './random.ts';

export interface Cast {
  readonly people: readonly Person[];
  enter(floor: string, at: GroundPoint, random: Random): Person;
  /** Those who walk or stand on a floor. */
  on(floor: string): readonly Person[];
  /** Whether somebody stands where a person would come in. */
  isCrowded(floor: string, at: GroundPoint): boolean;
  dropGone(): void;
}

/** Mean and deviation of the free speed: 1.34 and 0.26 m/s (Weidmann, Transporttechnik der Fussgänger, 1993); here without the extremes. */
const [speedMps, speedDeviationMps] = [1.3, 0.1];
/** A demo crowd never comes near it; a fault in the timetable would. */
const mostPeople = 400;

export function createCast(): Cast {
  let people: Person[] = [];
  let lastId = 0;
  return {
    get people() {
      return people;
    },
    enter: (floor, [x, y], random) => {
      if (people.length >= mostPeople)
        throw new Error(`more than ${mostPeople} people in the twin: its timetable lets nobody leave`);
      lastId++;
      const person: Person = {
        id: lastId,
        lookSeed: Math.floor(random() * 2 ** 31),
        desiredSpeedMps: randomAround(random, speedMps, speedDeviationMps),
        floor,
        x,
        y,
        vx: 0,
        vy: 0,
        heading: -Math.PI / 2,
        stridePhase: random() * 2 * Math.PI,
        strideSize: 0,
        steps: [],
        stepS: 0,
        blockedS: 0,
        boards: false,
        onStairs: false,
        gone: false,
      };
      people.push(person);
      return person;
    },
    on: (floor) => people.filter((person) => person.floor === floor && !person.onStairs && !person.gone),
    isCrowded: (floor, [x, y]) =>
      people.some((person) => person.floor === floor && !person.onStairs && Math.hypot(person.x - x, person.y - y) < 0.52),
    dropGone: () => {
      people = people.filter((person) => !person.gone);
    },
  };
}
