import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroundPoint } from '../../src-contract/domain/geometry-types.ts';
import { createDensityGrid, densestCell } from '../../src-contract/geometry/density.ts';

const platform: GroundPoint[] = [
  [0, 0],
  [40, 0],
  [40, 6],
  [0, 6],
];

function lattice(x0: number, y0: number, x1: number, y1: number, spacingM: number): GroundPoint[] {
  const points: GroundPoint[] = [];
  for (let x = x0 + spacingM / 2; x < x1; x += spacingM)
    for (let y = y0 + spacingM / 2; y < y1; y += spacingM) points.push([x, y]);
  return points;
}

describe('densestCell', () => {
  it('reads an even crowd as what it is, also along the walls', () => {
    expect(densestCell(lattice(0, 0, 40, 6, 0.5), platform, 2)).toBeCloseTo(4, 1);
  });

  it('shows the knot that the mean hides', () => {
    const knot = lattice(20, 0, 24, 4, 0.5);
    const density = densestCell(knot, platform, 2);
    expect(knot.length / 240).toBeLessThan(0.3);
    expect(density).toBeGreaterThan(3.5);
    expect(density).toBeLessThan(4.5);
  });

  it.each<[name: string, GroundPoint[], number]>([
    ['nobody', [], 0],
    ['somebody elsewhere', [[50, 3]], 0],
    ['one person', [[20.5, 3.5]], 0.25],
  ])('%s', (_, positions, expected) => {
    expect(densestCell(positions, platform, 2)).toBeCloseTo(expected, 5);
  });

  it('takes the whole of a polygon too small for any cell', () => {
    const landing: GroundPoint[] = [
      [0, 0],
      [1, 0],
      [1, 0.5],
      [0, 0.5],
    ];
    expect(
      densestCell(
        [
          [0.2, 0.2],
          [0.8, 0.2],
        ],
        landing,
        2,
      ),
    ).toBeCloseTo(4);
  });

  it('moves little when a person moves little', () => {
    const grid = createDensityGrid(platform, 2);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 40, noNaN: true }), fc.double({ min: 0, max: 6, noNaN: true })), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.double({ min: -0.1, max: 0.1, noNaN: true }),
        (persons, step) => {
          const moved = persons.map((p, i): GroundPoint => (i === 0 ? [p[0] + step, p[1]] : p));
          // One weight changes by step / (cell / 2), over at least half a cell of 4 m².
          expect(Math.abs(grid.densest(moved).densityPerM2 - grid.densest(persons).densityPerM2)).toBeLessThanOrEqual(0.051);
        },
      ),
    );
  });

  it('never depends on the order of persons, and never falls when one more comes', () => {
    const grid = createDensityGrid(platform, 2);
    const person = fc.tuple(fc.double({ min: 0, max: 40, noNaN: true }), fc.double({ min: 0, max: 6, noNaN: true }));
    fc.assert(
      fc.property(fc.array(person, { maxLength: 40 }), person, (persons, another) => {
        const density = grid.densest(persons).densityPerM2;
        expect(grid.densest(persons.toReversed()).densityPerM2).toBeCloseTo(density, 9);
        expect(grid.densest([...persons, another]).densityPerM2).toBeGreaterThanOrEqual(density);
      }),
    );
  });
});

describe('createDensityGrid', () => {
  it('leaves out windows that lie mostly outside an L', () => {
    const grid = createDensityGrid(
      [
        [0, 0],
        [10, 0],
        [10, 4],
        [4, 4],
        [4, 10],
        [0, 10],
      ],
      2,
    );
    expect(grid.cells.some(({ centre }) => centre[0] > 5 && centre[1] > 5)).toBe(false);
    expect(grid.cells.every(({ areaM2 }) => areaM2 >= 2)).toBe(true);
    expect(grid.perCell([[1.5, 1.5]]).filter((density) => density > 0).length).toBeGreaterThan(1);
  });

  it('stays bounded in a polygon of any size', () => {
    const grid = createDensityGrid(
      [
        [-10_000, -10_000],
        [10_000, -10_000],
        [10_000, 10_000],
        [-10_000, 10_000],
      ],
      0.5,
    );
    expect(grid.cells.length).toBeLessThan(25_000);
    expect(grid.cellM).toBeGreaterThan(100);
  });
});
