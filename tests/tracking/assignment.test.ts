import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignLeastCost } from '../../src-main/tracking/assignment.ts';

type Costs = (number | null)[][];

/** Most pairs, then least cost, by trying every way. */
function bestByTrying(costs: Costs, row = 0, taken: ReadonlySet<number> = new Set()): { pairs: number; cost: number } {
  if (row === costs.length) return { pairs: 0, cost: 0 };
  let best = bestByTrying(costs, row + 1, taken);
  for (const [column, cost] of (costs[row] ?? []).entries()) {
    if (cost === null || taken.has(column)) continue;
    const rest = bestByTrying(costs, row + 1, new Set([...taken, column]));
    const found = { pairs: rest.pairs + 1, cost: rest.cost + cost };
    if (found.pairs > best.pairs || (found.pairs === best.pairs && found.cost < best.cost)) best = found;
  }
  return best;
}

describe('assignLeastCost', () => {
  it('finds the best of all assignments', () => {
    const cost = fc.option(
      fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
      { freq: 3 },
    );
    const costs = fc
      .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cost, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      );
    fc.assert(
      fc.property(costs, (table) => {
        const pairs = assignLeastCost(table, table[0]?.length ?? 0);
        const best = bestByTrying(table);
        expect(new Set(pairs.map(([row]) => row)).size).toBe(pairs.length);
        expect(new Set(pairs.map(([, column]) => column)).size).toBe(pairs.length);
        expect(pairs.length).toBe(best.pairs);
        expect(pairs.reduce((sum, [row, column]) => sum + (table[row]?.[column] ?? Infinity), 0)).toBeCloseTo(best.cost, 6);
      }),
    );
  });

  it.each<[name: string, Costs, number, [number, number][]]>([
    ['no rows', [], 3, []],
    ['no columns', [[], []], 0, []],
    ['nothing allowed', [[null, null]], 2, []],
    // Without a guard a cost that is no number keeps the search from ending.
    [
      'a cost that is no number',
      [
        [Number.NaN, 0.2],
        [0.1, Number.NaN],
      ],
      2,
      [
        [0, 1],
        [1, 0],
      ],
    ],
    ['only such costs', [[Number.NaN], [Number.NaN]], 1, []],
  ])('%s', (_, costs, columns, expected) => {
    expect(assignLeastCost(costs, columns)).toEqual(expected);
  });
});
