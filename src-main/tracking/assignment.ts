/**
 * Pairs rows with columns at the least total cost. In: costs, and the pairs that are not allowed. Out: the pairs. Knows nothing
 * of tracks.
 */

/** Stands for "not allowed": large against the sum of any real costs (0..1 each, a few hundred rows). */
const forbidden = 1e5;

/**
 * Hungarian method by shortest augmenting paths (Kuhn 1955; potentials as in Jonker and Volgenant, Computing 38, 1987): O(n³).
 * costs: [rows][columns], each 0..1, null where the pair is not allowed. As many pairs as possible, then the least total.
 */
export function assignLeastCost(
  costs: readonly (readonly (number | null)[])[],
  columns: number,
): [row: number, column: number][] {
  const rows = costs.length;
  if (rows === 0 || columns === 0) return [];
  if (rows > columns) {
    const turned = Array.from({ length: columns }, (_, c) => costs.map((row) => row[c] ?? null));
    return assignLeastCost(turned, rows).map(([c, r]) => [r, c]);
  }
  const cost = (row: number, column: number) => {
    const given = costs[row - 1]?.[column - 1] ?? forbidden;
    // A cost that is no number would never let the search below end.
    return given < forbidden ? given : forbidden;
  };
  const rowOf = solve(cost, rows, columns);
  const pairs: [number, number][] = [];
  for (let column = 1; column <= columns; column++) {
    const row = rowOf[column] ?? 0;
    if (row > 0 && cost(row, column) < forbidden) pairs.push([row - 1, column - 1]);
  }
  return pairs.sort((a, b) => a[0] - b[0]);
}

/** Index 0 of rows and columns is the path's start; the answer tells the row of each column, 0 for none. rows <= columns. */
function solve(cost: (row: number, column: number) => number, rows: number, columns: number): Int32Array {
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const cameFrom = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    const slack = new Float64Array(columns + 1).fill(Infinity);
    const used = new Uint8Array(columns + 1);
    let column = 0;
    while ((rowOf[column] ?? 0) !== 0) {
      used[column] = 1;
      column = growTree(cost, column, { rowPotential, columnPotential, rowOf, cameFrom, slack, used });
    }
    while (column !== 0) {
      const previous = cameFrom[column] ?? 0;
      rowOf[column] = rowOf[previous] ?? 0;
      column = previous;
    }
  }
  return rowOf;
}

interface Search {
  readonly rowPotential: Float64Array;
  readonly columnPotential: Float64Array;
  readonly rowOf: Int32Array;
  readonly cameFrom: Int32Array;
  readonly slack: Float64Array;
  readonly used: Uint8Array;
}

/** Adds the nearest column to the tree of alternating paths, and returns it. */
function growTree(cost: (row: number, column: number) => number, from: number, search: Search): number {
  const { rowPotential, columnPotential, rowOf, cameFrom, slack, used } = search;
  const row = rowOf[from] ?? 0;
  let nearest = 0;
  let delta = Infinity;
  for (let column = 1; column < slack.length; column++) {
    if (used[column] === 1) continue;
    const reduced = cost(row, column) - (rowPotential[row] ?? 0) - (columnPotential[column] ?? 0);
    if (reduced < (slack[column] ?? Infinity)) {
      slack[column] = reduced;
      cameFrom[column] = from;
    }
    if ((slack[column] ?? Infinity) < delta) {
      delta = slack[column] ?? Infinity;
      nearest = column;
    }
  }
  for (let column = 0; column < slack.length; column++) {
    if (used[column] === 1) {
      const matched = rowOf[column] ?? 0;
      rowPotential[matched] = (rowPotential[matched] ?? 0) + delta;
      columnPotential[column] = (columnPotential[column] ?? 0) - delta;
    } else {
      slack[column] = (slack[column] ?? Infinity) - delta;
    }
  }
  return nearest;
}
