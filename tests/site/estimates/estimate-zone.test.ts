/** Estimates: what they rest on when little is known, that a hidden zone is found by its neighbours, and that intervals hold what they say. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CovariateSteps } from '../../../src-contract/domain/covariates.ts';
import { chooseNeighbours } from '../../../src-main/site/estimates/choose-neighbours.ts';
import { confidenceOf } from '../../../src-main/site/estimates/confidence-of-estimate.ts';
import { ascending, intervalOf } from '../../../src-main/site/estimates/conformal.ts';
import { type EstimateNow, estimateZone, type Learnt } from '../../../src-main/site/estimates/estimate-zone.ts';
import { createRidge } from '../../../src-main/site/estimates/ridge.ts';
import { studyNeighbours } from '../../../src-main/site/estimates/study-neighbours.ts';
import { studyZone } from '../../../src-main/site/estimates/study-zone.ts';
import { createUsualWeek } from '../../../src-main/site/estimates/usual-week.ts';
import { createWeekSlots } from '../../../src-main/site/estimates/week-slots.ts';
import { createRandom, randomAround } from '../../../src-main/twin/simulation/random.ts';

const zone = { id: 'hidden', capacity: 100, areaM2: 50 };
const nothing: Learnt = { own: null, others: null, densityPerPerson: null };
const mild = { eventLoad: 0, holiday: 0, rain: 0, heat: 0 };
const dayMinutes = 1440;

function at(counts: Readonly<Record<string, number>>, change: Partial<EstimateNow> = {}): EstimateNow {
  const rated = Object.keys(counts).map((id) => ({ id, capacity: 100 }));
  return { atMs: 0, slot: 20, covariates: mild, countIn: (id) => counts[id] ?? null, rated, ...change };
}

function quiet(minutes: number): CovariateSteps {
  const zeros = () => new Float32Array(minutes);
  return { eventLoad: zeros(), holiday: zeros(), rain: zeros(), heat: zeros() };
}

/** A zone that goes with another by `share`, on days unlike each other; an event of 1,000 adds 30 to it alone. */
function pastOf(days: number, seed: number, eventMinutes: (minute: number) => boolean = () => false) {
  const random = createRandom(seed);
  const minutes = days * dayMinutes;
  const busy = Array.from({ length: Math.ceil(minutes / 60) }, () => randomAround(random, 1, 0.3));
  const covariates = quiet(minutes);
  const other = new Float32Array(minutes);
  const own = Float32Array.from({ length: minutes }, (_, minute) => {
    const usual = 40 - 30 * Math.cos((2 * Math.PI * minute) / dayMinutes);
    other[minute] = Math.max(0, usual * (busy[Math.floor(minute / 60)] ?? 1) + randomAround(random, 0, 2));
    covariates.eventLoad[minute] = eventMinutes(minute) ? 1 : 0;
    return Math.max(0, 0.5 * (other[minute] ?? 0) + (eventMinutes(minute) ? 30 : 0) + randomAround(random, 0, 2));
  });
  const slots = Uint16Array.from({ length: minutes }, (_, minute) => Math.floor(minute / 30) % 336);
  return { own, neighbours: [other], slots, covariates };
}

describe('with little to go by', () => {
  test('a capacity alone gives a wide prior that hardly trusts itself', () => {
    expect(estimateZone(zone, nothing, at({}))).toMatchObject({
      ...{ count: 25, low: 0, high: 125, confidence: 0.05, densityPerM2: 0.5 },
      basis: { kind: 'prior', inputs: ['capacity'], score: null },
    });
  });
  test('nothing at all gives nothing', () => {
    expect(estimateZone({ ...zone, capacity: null }, nothing, at({ a: 3 }))).toBeNull();
  });
  test('below an hour there is no past to learn from', () => {
    const past = pastOf(1, 1);
    expect(studyZone({ ...past, own: past.own.map((value, i) => (i < 59 ? value : Number.NaN)) }, ['a'])).toBeNull();
  });
  test('a zone never measured is as full as the measured ones, and each of them left out tells how good that is', () => {
    const random = createRandom(4);
    const level = Float32Array.from({ length: 300 }, (_, i) => 0.4 + 0.2 * Math.sin(i / 20));
    const rated = ['a', 'b', 'c'].map((id) => ({
      ...{ id, capacity: 100 },
      values: level.map((share) => 100 * share + randomAround(random, 0, 3)),
    }));
    const others = studyNeighbours(rated);
    const made = estimateZone({ ...zone, capacity: 50 }, { ...nothing, others }, at({ a: 60, b: 60, c: 60 }));
    expect(made).toMatchObject({ count: 30, basis: { kind: 'neighbours', zoneIds: ['a', 'b', 'c'], historyDays: 0 } });
    expect(made?.low).toBeLessThan(30);
    expect(made?.high).toBeGreaterThan(30);
    expect(others?.score.coverage).toBeGreaterThan(0.85);
    expect(made?.confidence).toBeLessThan(0.5);
    expect(studyNeighbours(rated.slice(0, 1))).toBeNull();
  });
});

describe('with a past', () => {
  const study = studyZone(pastOf(7, 2), ['other']);
  const learnt = { ...nothing, own: study };

  test('the neighbours’ busy day is its own; its usual week alone would be far off', () => {
    const estimate = (other: number) => estimateZone(zone, learnt, at({ other }))?.count ?? Number.NaN;
    expect(Math.abs(estimate(90) - 45)).toBeLessThan(4);
    expect(Math.abs(estimate(30) - 15)).toBeLessThan(4);
  });
  test('without its neighbours it goes by the week', () => {
    const made = estimateZone(zone, learnt, at({}));
    expect(made?.count).toBeCloseTo(study?.model.usual[20] ?? Number.NaN, 5);
  });
  test('says its history, its neighbours and its backtest, and is less sure than a camera', () => {
    const made = estimateZone(zone, learnt, at({ other: 60 }));
    expect(made?.basis).toMatchObject({
      kind: 'history',
      inputs: ['time-of-week', 'neighbours'],
      historyDays: 7,
      zoneIds: ['other'],
    });
    expect(made?.basis.score?.mae).toBeLessThan(3);
    expect(made?.confidence).toBeLessThan(0.8);
    expect(made?.confidence).toBeGreaterThan(0.5);
  });
  test('95 % intervals hold 95 % of days that it never saw', () => {
    const later = pastOf(7, 99);
    let inside = 0;
    for (let minute = 0; minute < later.own.length; minute++) {
      const made = estimateZone(
        zone,
        learnt,
        at({ other: later.neighbours[0]?.[minute] ?? 0 }, { slot: later.slots[minute] ?? 0 }),
      );
      const truth = later.own[minute] ?? 0;
      if (made !== null && truth >= made.low && truth <= made.high) inside++;
    }
    expect(inside / later.own.length).toBeGreaterThan(0.93);
  });
  test('an event of its past adds what it added then; a larger one is said to be unseen', () => {
    const isOn = (minute: number) =>
      minute % dayMinutes >= 600 && minute % dayMinutes < 720 && Math.floor(minute / dayMinutes) % 2 === 0;
    const own = studyZone(pastOf(10, 6, isOn), ['other']);
    const estimate = (eventLoad: number) =>
      estimateZone(zone, { ...nothing, own }, at({ other: 40 }, { covariates: { ...mild, eventLoad }, slot: 30 }));
    const [none, seen, unseen] = [estimate(0), estimate(1), estimate(3)];
    expect((seen?.count ?? 0) - (none?.count ?? 0)).toBeGreaterThan(20);
    expect(seen?.basis.inputs).toContain('events');
    expect(unseen?.basis.inputs).toContain('unseen-event');
    expect(unseen?.high).toBeGreaterThanOrEqual(125);
    expect(unseen?.confidence).toBeCloseTo((seen?.confidence ?? 0) / 2, 5);
  });
});

describe('parts', () => {
  test('ridge finds weights, leaves an idle feature at 0, and holds back where little was seen', () => {
    const random = createRandom(3);
    const learn = (rows: number) => {
      const ridge = createRidge(3);
      for (let i = 0; i < rows; i++) {
        const [a, b] = [randomAround(random, 0, 1), randomAround(random, 0, 1)];
        ridge.add(Float64Array.of(a, b, 0), 2 * a - b);
      }
      return ridge.weights();
    };
    const [a = 0, b = 0, idle] = learn(20_000);
    expect([a, b].map((weight) => Number(weight.toFixed(1)))).toEqual([2, -1]);
    expect(idle).toBe(0);
    expect(learn(20)[0]).toBeLessThan(1);
  });
  test('a half hour that was never seen borrows the time of day, and that the mean', () => {
    const week = createUsualWeek();
    for (let i = 0; i < 600; i++) week.add(10, 30);
    const figures = week.figures();
    expect(figures[10]).toBeCloseTo(30, 5);
    expect(figures[58]).toBeCloseTo(30, 5);
  });
  test('half hours of the week go by the station’s own clock', () => {
    const slotAt = createWeekSlots('Asia/Kolkata');
    expect(slotAt(Date.UTC(2026, 0, 4, 18, 30))).toBe(0);
    expect(slotAt(Date.UTC(2026, 0, 5, 18, 29))).toBe(47);
    expect(slotAt(Date.UTC(2026, 0, 4, 18, 29))).toBe(335);
  });
  test('neighbours are those that go with it, the closest first', () => {
    const past = pastOf(1, 5);
    const random = createRandom(8);
    const noise = past.own.map(() => randomAround(random, 10, 5));
    const opposite = past.own.map((value) => 100 - value);
    const chosen = chooseNeighbours(past.own, [
      { id: 'noise', values: noise },
      { id: 'opposite', values: opposite },
      { id: 'other', values: past.neighbours[0] ?? noise },
    ]);
    expect(chosen.map(({ id }) => id)).toEqual(['opposite', 'other']);
  });
  test('an interval holds its estimate and never goes below nobody', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1 }),
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        (scores, estimate) => {
          const { low, high } = intervalOf(estimate, ascending(scores));
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(estimate);
          expect(high).toBeGreaterThanOrEqual(estimate);
        },
      ),
    );
  });
  test.each([
    ['never off', { mae: 0, coverage: 1 }, 4, 0.8],
    ['as good as a guess', { mae: 4, coverage: 0.95 }, 4, 0.4],
    ['intervals that hold half', { mae: 4, coverage: 0.475 }, 4, 0.2],
    ['never looked at', { mae: 4, coverage: null }, 4, 0],
  ] as const)('confidence: %s', (_, score, guess, expected) => {
    expect(confidenceOf({ rows: 100, bias: 0, ...score }, guess)).toBeCloseTo(expected, 5);
  });
});
